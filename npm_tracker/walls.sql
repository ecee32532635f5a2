-- The functions that the row policies of npm_tracker/walls.py call, and those that every login may call.
-- {time_zone} is written in by npm_tracker/masonry.py.

CREATE OR REPLACE FUNCTION app_today() RETURNS date LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT (now() AT TIME ZONE '{time_zone}')::date $$;

-- The login in whose name statements run: who signed in, or what the owner became by SET ROLE. A portal's login is
-- no member of another role, so that it can be nothing but itself.
CREATE OR REPLACE FUNCTION app_login() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT CASE current_setting('role') WHEN 'none' THEN session_user ELSE current_setting('role') END $$;

-- The user of the transaction, when this login's process signed for it; else nobody. HMAC: npm_tracker/identity.py.
CREATE OR REPLACE FUNCTION app_user_id() RETURNS bigint LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    context text := coalesce(current_setting('app.user', true), '');
    who text := split_part(context, '.', 1);
BEGIN
    IF context = '' THEN
        RETURN NULL;
    END IF;
    RETURN (
        SELECT who::bigint FROM npm_context_key
        WHERE login = app_login()
            AND encode(sha256(outer_block || sha256(inner_block || convert_to(who, 'UTF8'))), 'hex')
                = split_part(context, '.', 2)
    );
END $$;

-- Those below read tables that row policies guard, for the user of the transaction alone: they run as their owner.
CREATE OR REPLACE FUNCTION app_role() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT role FROM npm_tracker_user WHERE id = (SELECT app_user_id()) AND is_active
        AND portal = CASE app_login() WHEN 'npm_partner' THEN 'partner' WHEN 'npm_staff' THEN 'staff'
            ELSE portal END $$;

CREATE OR REPLACE FUNCTION app_team_visits() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT t.visit_id FROM visits_teammember t JOIN visits_visit v ON v.id = t.visit_id
    WHERE t.user_id = (SELECT app_user_id()) AND (t.access_until IS NULL OR t.access_until > now())
        AND ((SELECT app_role()) IN ('member', 'coordinator')
            OR (SELECT app_role()) = 'expert' AND v.status NOT IN ('closed', 'cancelled')) $$;

-- What was transmitted out of one's own visits.
CREATE OR REPLACE FUNCTION app_team_releases() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT o.release_id FROM recommendations_releaseorigin o
    JOIN recommendations_recommendation r ON r.id = o.recommendation_id
    WHERE r.visit_id = ANY (ARRAY(SELECT app_team_visits())) $$;

CREATE OR REPLACE FUNCTION app_team_assignments() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT id FROM recommendations_assignment WHERE release_id IN (SELECT app_team_releases()) $$;

-- Whether somebody is in the team of the visit already: whoever logs a visit names its first team.
CREATE OR REPLACE FUNCTION app_has_team(visit bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT 1 FROM visits_teammember WHERE visit_id = visit) $$;

CREATE OR REPLACE FUNCTION app_membership() RETURNS SETOF visits_membership LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT m.* FROM visits_membership m JOIN npm_tracker_user u ON u.id = m.user_id
    WHERE u.id = (SELECT app_user_id()) AND u.is_active AND u.portal = 'partner'
        AND m.valid_from <= app_today() AND (m.valid_until IS NULL OR m.valid_until >= app_today()) $$;

CREATE OR REPLACE FUNCTION app_is_headquarters() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT 1 FROM app_membership() WHERE role = 'headquarters') $$;

-- Where words that the team of a visit marked stand in a text, given as folded letters: places, never a word. For the
-- team, and for the NPM's own people, who approve or write to an institution without knowing them.
CREATE OR REPLACE FUNCTION app_marked_in(visit bigint, letters text) RETURNS TABLE (place integer, size integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    marked text;
    step integer;
BEGIN
    IF app_login() = 'npm_staff' AND coalesce(app_role(), '') NOT IN ('coordinator', 'member')
        AND visit NOT IN (SELECT app_team_visits()) THEN
        RAISE EXCEPTION 'not of the team' USING ERRCODE = 'insufficient_privilege';
    END IF;
    FOR marked IN SELECT w.letters FROM visits_markedword w WHERE w.visit_id = visit LOOP
        place := 0;
        size := length(marked);
        LOOP
            step := strpos(substr(app_marked_in.letters, place + 1), marked);
            EXIT WHEN step = 0;
            place := place + step;
            RETURN NEXT;
        END LOOP;
    END LOOP;
END $$;

-- The assignments that somebody of the staff finds by words of the text, or by how a number or reference begins: all
-- that was transmitted, an expert those of own visits. It reads as its owner: below row policies no condition on words
-- may use an index. Nor would it be chosen: what it costs to unpack the words of every text is not reckoned with. For
-- the same reason texts are found apart: in the order of their ids, words that many hold would be looked for in each.
CREATE OR REPLACE FUNCTION app_listed(words tsquery, beginning text) RETURNS SETOF bigint LANGUAGE sql STABLE
SECURITY DEFINER ROWS 10000 SET search_path = public, pg_temp
SET work_mem = '64MB' SET enable_seqscan = off SET jit = off AS $$
    WITH texts AS MATERIALIZED (SELECT id FROM recommendations_recommendation WHERE search @@ words)
    SELECT found.assignment_id FROM (
        SELECT r.assignment_id, r.visit_id FROM recommendations_registerrow r
        WHERE r.recommendation_id IN (SELECT id FROM texts)
        UNION
        SELECT r.assignment_id, r.visit_id FROM recommendations_registerrow r
        WHERE upper(r.reference) >= upper(beginning) AND upper(r.reference) < upper(beginning) || chr(1114111)
        UNION
        SELECT r.assignment_id, r.visit_id FROM recommendations_registerrow r
        WHERE upper(r.number) >= upper(beginning) AND upper(r.number) < upper(beginning) || chr(1114111)
        UNION
        SELECT r.assignment_id, r.visit_id FROM recommendations_registerrow r
        WHERE r.recommendation_id IN (
            SELECT id FROM recommendations_recommendation WHERE reference <> ''
                AND upper(reference) >= upper(beginning) AND upper(reference) < upper(beginning) || chr(1114111))
    ) found
    WHERE (SELECT app_role()) IN ('member', 'coordinator', 'leadership')
        OR found.visit_id = ANY (ARRAY(SELECT app_team_visits())) $$;

CREATE OR REPLACE FUNCTION institution_tree(root bigint, day date) RETURNS SETOF bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH RECURSIVE tree (id) AS (
        SELECT root
        UNION
        SELECT p.institution_id FROM visits_institutionparent p JOIN tree t ON t.id = p.parent_id
        WHERE (p.valid_from IS NULL OR p.valid_from <= day) AND (p.valid_until IS NULL OR p.valid_until >= day)
    )
    SELECT id FROM tree $$;

CREATE OR REPLACE FUNCTION app_institutions() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT institution_tree(m.institution_id, app_today()) FROM app_membership() m $$;

-- All of one's own authority, up and down: who answers for it now or did before. Names on old records stay.
CREATE OR REPLACE FUNCTION app_colleagues() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    WITH RECURSIVE above (id) AS (
        SELECT institution_id FROM app_membership()
        UNION
        SELECT p.parent_id FROM visits_institutionparent p JOIN above a ON a.id = p.institution_id
    ), authority (id) AS (
        SELECT id FROM above
        UNION
        SELECT p.institution_id FROM visits_institutionparent p JOIN authority a ON a.id = p.parent_id
    )
    SELECT m.user_id FROM visits_membership m JOIN authority a ON a.id = m.institution_id $$;

CREATE OR REPLACE FUNCTION app_has_membership(wanted bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT 1 FROM visits_membership WHERE user_id = wanted) $$;

-- Before anybody is known: one address in, one account out, of the login's own portal; one token in, whose it is.
CREATE OR REPLACE FUNCTION app_account(its_portal text, address text) RETURNS SETOF npm_tracker_user LANGUAGE sql
STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT * FROM npm_tracker_user
    WHERE portal = its_portal AND email = address
        AND (app_login() NOT IN ('npm_staff', 'npm_partner') OR 'npm_' || portal = app_login()) $$;

CREATE OR REPLACE FUNCTION app_invited(token_digest text) RETURNS bigint LANGUAGE sql
STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT i.user_id FROM npm_tracker_invitation i JOIN npm_tracker_user u ON u.id = i.user_id
    WHERE i.token_sha256 = token_digest AND i.used_at IS NULL AND i.expires_at > now()
        AND (app_login() NOT IN ('npm_staff', 'npm_partner') OR 'npm_' || u.portal = app_login()) $$;

-- Whom one click makes one: in a database that the demonstration generator made, and in no other.
CREATE OR REPLACE FUNCTION app_demonstration_accounts() RETURNS SETOF npm_tracker_user LANGUAGE sql
STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT u.* FROM npm_tracker_user u JOIN npm_tracker_installation i ON i.demonstration
    WHERE u.is_active AND 'npm_' || u.portal = app_login() ORDER BY u.id $$;

CREATE OR REPLACE FUNCTION app_places() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT m.place_id FROM app_membership() m WHERE m.place_id IS NOT NULL
    UNION
    SELECT s.place_id FROM visits_supervision s, app_membership() m
    WHERE m.place_id IS NULL AND s.institution_id IN (SELECT institution_tree(m.institution_id, app_today()))
        AND (s.valid_from IS NULL OR s.valid_from <= app_today())
        AND (s.valid_until IS NULL OR s.valid_until >= app_today()) $$;

-- Copies that one's institution was sent and that were withdrawn.
CREATE OR REPLACE FUNCTION app_recalled() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT id FROM recommendations_release
    WHERE recalled_on IS NOT NULL AND institution_id IN (SELECT app_institutions()) $$;

CREATE OR REPLACE FUNCTION app_last_recall() RETURNS timestamptz LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT max(e.pgh_created_at) FROM recommendations_recallevent e
    JOIN recommendations_release r ON r.id = e.release_id
    WHERE r.institution_id IN (SELECT app_institutions()) $$;

CREATE OR REPLACE FUNCTION app_dispatched() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    -- What was addressed above goes down by dispatch, within one authority alone.
    SELECT d.assignment_id FROM recommendations_dispatch d
    JOIN app_membership() m
        ON CASE WHEN m.place_id IS NULL THEN d.institution_id = m.institution_id ELSE d.place_id = m.place_id END
    JOIN recommendations_assignment a ON a.id = d.assignment_id
    WHERE m.institution_id IN (SELECT institution_tree(a.institution_id, app_today()))
        OR a.institution_id IN (SELECT institution_tree(m.institution_id, app_today()))
    UNION
    SELECT a.id FROM recommendations_assignment a JOIN visits_institution i ON i.id = a.institution_id,
        app_membership() m
    WHERE NOT i.headquarters_first AND a.institution_id IN (SELECT institution_tree(m.institution_id, app_today()))
        AND (m.place_id IS NULL OR a.place_id = m.place_id) $$;

CREATE OR REPLACE FUNCTION npm_audit(act text, about text, about_id uuid, more jsonb) RETURNS void LANGUAGE sql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
    INSERT INTO npm_tracker_auditevent (event_id, happened_at, portal, actor, action, subject, subject_id, detail)
    VALUES (gen_random_uuid(), now(), CASE app_login() WHEN 'npm_staff' THEN 'staff'
        WHEN 'npm_partner' THEN 'partner' ELSE '' END, app_user_id(), act, about, about_id, more) $$;

-- Who changed a row, for its history. The library's own opens a subtransaction per row to catch a missing setting.
CREATE OR REPLACE FUNCTION _pgh_attach_context() RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE context uuid := nullif(current_setting('pghistory.context_id', true), '')::uuid;
BEGIN
    IF context IS NOT NULL THEN
        INSERT INTO pghistory_context (id, metadata, created_at, updated_at)
        VALUES (context, coalesce(nullif(current_setting('pghistory.context_metadata', true), ''), '{}')::jsonb,
            now(), now())
        ON CONFLICT (id) DO NOTHING;
    END IF;
    RETURN context;
END $$;

-- A session variable must not switch history or a protection off.
CREATE OR REPLACE FUNCTION _pgtrigger_should_ignore(trigger_name text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT false $$;

-- What follows says to the portals' logins what the code says too. The owner's imports take history as it was.

-- The state of a row: the value of a column, or the names of those of several columns that hold something.
CREATE OR REPLACE FUNCTION wall_state(line jsonb, columns text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(string_agg(CASE WHEN columns = name THEN line ->> name ELSE name END, ',' ORDER BY place), 'open')
    FROM string_to_table(columns, ',') WITH ORDINALITY AS one (name, place) WHERE line ->> name IS NOT NULL $$;

-- Arguments: the column or columns, then the steps as "from>to"; "new>to" is what a new row may have.
CREATE OR REPLACE FUNCTION wall_steps() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    before text;
    after text;
BEGIN
    IF app_login() NOT IN ('npm_staff', 'npm_partner', 'npm_worker') THEN
        RETURN NEW;
    END IF;
    before := CASE TG_OP WHEN 'UPDATE' THEN wall_state(to_jsonb(OLD), TG_ARGV[0]) ELSE 'new' END;
    after := wall_state(to_jsonb(NEW), TG_ARGV[0]);
    IF before <> after AND NOT before || '>' || after = ANY (TG_ARGV[1:]) THEN
        RAISE EXCEPTION '% does not go from "%" to "%"', TG_TABLE_NAME, before, after USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

-- Arguments: columns that a coordinator alone fills.
CREATE OR REPLACE FUNCTION wall_coordinator() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before jsonb;
    after jsonb;
    what text;
BEGIN
    IF app_login() IN ('npm_staff', 'npm_partner') AND coalesce(app_role(), '') <> 'coordinator' THEN
        before := CASE TG_OP WHEN 'UPDATE' THEN to_jsonb(OLD) ELSE '{}' END;
        after := to_jsonb(NEW);
        FOREACH what IN ARRAY TG_ARGV LOOP
            IF after ->> what IS NOT NULL AND after ->> what IS DISTINCT FROM before ->> what THEN
                RAISE EXCEPTION '%.% is written by a coordinator', TG_TABLE_NAME, what
                    USING ERRCODE = 'check_violation';
            END IF;
        END LOOP;
    END IF;
    RETURN NEW;
END $$;

-- Arguments: who proposed, who approved, what says that it is approved.
CREATE OR REPLACE FUNCTION wall_two_people() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before jsonb;
    after jsonb;
BEGIN
    IF app_login() NOT IN ('npm_staff', 'npm_partner') THEN
        RETURN NEW;
    END IF;
    before := CASE TG_OP WHEN 'UPDATE' THEN to_jsonb(OLD) ELSE '{}' END;
    after := to_jsonb(NEW);
    IF coalesce(after ->> TG_ARGV[1], after ->> TG_ARGV[2]) IS NOT NULL
        AND (after -> TG_ARGV[1], after -> TG_ARGV[2]) IS DISTINCT FROM (before -> TG_ARGV[1], before -> TG_ARGV[2])
        -- Unknown, when one of the two is nobody.
        AND (after ->> TG_ARGV[0] <> after ->> TG_ARGV[1]) IS NOT TRUE
    THEN
        RAISE EXCEPTION '% is approved by another than who proposed it', TG_TABLE_NAME
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

-- Arguments: columns that say who did something.
CREATE OR REPLACE FUNCTION wall_own_name() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before jsonb;
    after jsonb;
    who text;
BEGIN
    IF app_login() IN ('npm_staff', 'npm_partner') THEN
        before := CASE TG_OP WHEN 'UPDATE' THEN to_jsonb(OLD) ELSE '{}' END;
        after := to_jsonb(NEW);
        FOREACH who IN ARRAY TG_ARGV LOOP
            IF after ->> who IS DISTINCT FROM before ->> who AND (after ->> who)::bigint <> coalesce(app_user_id(), 0)
            THEN
                RAISE EXCEPTION '% is written in another''s name', TG_TABLE_NAME USING ERRCODE = 'check_violation';
            END IF;
        END LOOP;
    END IF;
    RETURN NEW;
END $$;

-- Arguments: the column that says who wrote, then the columns of what was written.
CREATE OR REPLACE FUNCTION wall_written_by() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before jsonb;
    after jsonb;
    what text;
BEGIN
    IF app_login() IN ('npm_staff', 'npm_partner') THEN
        before := CASE TG_OP WHEN 'UPDATE' THEN to_jsonb(OLD) ELSE '{}' END;
        after := to_jsonb(NEW);
        FOREACH what IN ARRAY TG_ARGV[1:] LOOP
            IF after -> what IS DISTINCT FROM before -> what
                AND (after ->> TG_ARGV[0])::bigint IS DISTINCT FROM app_user_id()
            THEN
                RAISE EXCEPTION '%.% is written in another''s name', TG_TABLE_NAME, what
                    USING ERRCODE = 'check_violation';
            END IF;
        END LOOP;
    END IF;
    RETURN NEW;
END $$;

-- Arguments: columns that stay as they are once they hold something.
CREATE OR REPLACE FUNCTION wall_once() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    what text;
BEGIN
    IF app_login() IN ('npm_staff', 'npm_partner', 'npm_worker') THEN
        FOREACH what IN ARRAY TG_ARGV LOOP
            IF to_jsonb(OLD) ->> what IS NOT NULL AND to_jsonb(NEW) ->> what IS DISTINCT FROM to_jsonb(OLD) ->> what
            THEN
                RAISE EXCEPTION '%.% is written once', TG_TABLE_NAME, what USING ERRCODE = 'check_violation';
            END IF;
        END LOOP;
    END IF;
    RETURN NEW;
END $$;

-- A release that reaches an institution comes from a recommendation that somebody other than its author approved.
-- Looked at when the transaction ends: the link to the recommendation is written after the release.
CREATE OR REPLACE FUNCTION wall_release() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF app_login() IN ('npm_staff', 'npm_partner', 'npm_worker') AND NOT EXISTS (
        SELECT 1 FROM recommendations_releaseorigin o JOIN recommendations_recommendation r ON r.id = o.recommendation_id
        WHERE o.release_id = NEW.id AND r.status = 'transmitted' AND r.approved_by_id <> r.author_id
            AND r.approved_by_id IS DISTINCT FROM r.changed_by_id
    ) THEN
        RAISE EXCEPTION 'a release needs a recommendation that another than its author approved'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;

-- What an institution is told of a verification is the status and the day of one that a second person approved, in the
-- words that somebody other than who releases them wrote last.
-- Looked at when the transaction ends: the verification says last which words of it were released.
CREATE OR REPLACE FUNCTION wall_verification() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF app_login() IN ('npm_staff', 'npm_partner', 'npm_worker') AND NOT EXISTS (
        SELECT 1 FROM recommendations_verification v CROSS JOIN LATERAL (
            SELECT ground, language, written_by_id FROM recommendations_groundwording
            WHERE verification_id = v.id ORDER BY id DESC LIMIT 1
        ) AS wording
        WHERE v.released_id = NEW.id AND v.state = 'approved' AND v.assignment_id = NEW.assignment_id
            AND v.status = NEW.status AND v.established_on = NEW.established_on
            AND wording.ground = NEW.ground AND wording.language = NEW.language
            AND wording.written_by_id <> app_user_id()
    ) THEN
        RAISE EXCEPTION 'a verification is released once it is approved, with its status, its day and the words of another'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;

-- A grade is shown once somebody other than who gave it releases it. Looked at when the transaction ends.
CREATE OR REPLACE FUNCTION wall_grade() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF app_login() IN ('npm_staff', 'npm_partner', 'npm_worker') AND NOT EXISTS (
        SELECT 1 FROM recommendations_gradesignature
        WHERE grade_id = NEW.id AND released_by_id <> graded_by_id AND released_on = NEW.released_on
    ) THEN
        RAISE EXCEPTION 'a grade is released by another than who gave it' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;

-- A letter counts once the second person checked its entry. Looked at when the transaction ends. Argument: the column
-- that leads to the letter.
CREATE OR REPLACE FUNCTION wall_letter() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF app_login() IN ('npm_staff', 'npm_partner', 'npm_worker') AND NOT EXISTS (
        SELECT 1 FROM recommendations_correspondencecheck
        WHERE correspondence_id = (to_jsonb(NEW) ->> TG_ARGV[0])::bigint AND checked_by_id <> entered_by_id
    ) THEN
        RAISE EXCEPTION 'the entry of a letter counts once another person checked it'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;

-- What came by a letter is entered before its entry is checked; nothing is added to it afterwards. The lock waits for
-- whoever is checking it now.
CREATE OR REPLACE FUNCTION wall_entry() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF app_login() IN ('npm_staff', 'npm_partner', 'npm_worker')
        AND NEW.correspondence_id IS DISTINCT FROM OLD.correspondence_id
    THEN
        PERFORM 1 FROM recommendations_correspondence WHERE id = NEW.correspondence_id FOR KEY SHARE;
        IF EXISTS (
            SELECT 1 FROM recommendations_correspondencecheck
            WHERE correspondence_id = NEW.correspondence_id AND checked_on IS NOT NULL
        ) THEN
            RAISE EXCEPTION 'nothing is added to the entry of a letter once it is checked'
                USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    RETURN NEW;
END $$;

-- Arguments: the states of a visit in which this may be written to it.
CREATE OR REPLACE FUNCTION wall_visit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF app_login() IN ('npm_staff', 'npm_partner', 'npm_worker') AND EXISTS (
        SELECT 1 FROM visits_visit WHERE id IN (NEW.visit_id, OLD.visit_id) AND status <> ALL (TG_ARGV)
    ) THEN
        RAISE EXCEPTION '% is written while the visit is %', TG_TABLE_NAME, array_to_string(TG_ARGV, ' or ')
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

-- A role, and an open account of the staff, come from a request that this coordinator approved (of another's asking).
CREATE OR REPLACE FUNCTION wall_account() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF app_login() NOT IN ('npm_staff', 'npm_partner') THEN
        RETURN NEW;
    ELSIF TG_OP = 'INSERT' THEN
        IF NEW.portal <> 'staff' OR NOT NEW.is_active THEN
            RETURN NEW;
        END IF;
    ELSIF NEW.portal = OLD.portal AND NEW.role = OLD.role
        AND (NEW.portal <> 'staff' OR OLD.is_active OR NOT NEW.is_active) THEN
        RETURN NEW;
    ELSIF NEW.portal = OLD.portal AND EXISTS (
        SELECT 1 FROM npm_tracker_accountrequest
        WHERE user_id = NEW.id AND role = NEW.role AND approved_by_id = app_user_id()
    ) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'an account of the staff needs a request that a coordinator approved'
        USING ERRCODE = 'check_violation';
END $$;

-- A password that was ended (Django marks it by "!") leaves no hash; whoever ended it cannot see the other's row.
CREATE OR REPLACE FUNCTION wall_password() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.password LIKE '!%' THEN
        DELETE FROM npm_tracker_passwordhash WHERE user_id = NEW.id;
    END IF;
    RETURN NEW;
END $$;

-- Whether mails come is said by who gets them, not by who may open or close the account.
CREATE OR REPLACE FUNCTION wall_own_choice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF app_login() IN ('npm_staff', 'npm_partner') AND NEW.mails <> OLD.mails
        AND NEW.id IS DISTINCT FROM app_user_id()
    THEN
        RAISE EXCEPTION 'whether mails come is said by who gets them' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
