"""Pages that both portals have: signing in, one's own account, help, the language, the health check."""

from django.urls import path

from npm_tracker import views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-in/demonstration/<uuid:public_id>/", views.demonstration_sign_in, name="demonstration-sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("session/", views.session, name="session"),
    path("language/", views.language, name="language"),
    path("account/", views.account, name="account"),
    path("account/mails/", views.account_mails, name="account-mails"),
    path("help/", views.help_page, name="help"),
    path("help/<slug:role>/", views.help_guide, name="help-guide"),
    path("invitation/<str:token>/", views.invitation, name="invitation"),
]
