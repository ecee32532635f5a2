"""Which of the functions in npm_tracker/walls.sql each login may call; all others of the schema are closed."""

# The staff's login alone.
STAFF_CALLABLE = (
    "app_marked_in(bigint, text)",
    "app_team_releases()",
    "app_team_assignments()",
    "app_listed(tsquery, text)",
)
# Every login.
CALLABLE = (
    "app_login()",
    "app_account(text, text)",
    "app_invited(text)",
    "app_demonstration_accounts()",
    "app_colleagues()",
    "app_has_membership(bigint)",
    "app_user_id()",
    "app_today()",
    "app_role()",
    "app_team_visits()",
    "app_has_team(bigint)",
    "app_membership()",
    "app_is_headquarters()",
    "app_institutions()",
    "app_places()",
    "app_dispatched()",
    "app_recalled()",
    "app_last_recall()",
    "npm_audit(text, text, uuid, jsonb)",
    "npm_fold(text)",
    "npm_search(jsonb)",
    "npm_query(text)",
)
