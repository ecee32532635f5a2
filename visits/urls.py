"""The staff portal: places, missions, visits, people."""

from django.urls import path

from visits.views import missions, people, places

urlpatterns = [
    path("places/", places.place_list, name="place-list"),
    path("places/list.csv", places.place_export, name="place-export"),
    path("places/new/", places.place_new, name="place-new"),
    path("places/<uuid:public_id>/edit/", places.place_edit, name="place-edit"),
    path("visits/", missions.visit_list, name="visit-list"),
    path("visits/missions/", missions.mission_list, name="mission-list"),
    path("visits/missions/new/", missions.mission_new, name="mission-new"),
    path("visits/missions/<uuid:public_id>/", missions.mission_detail, name="mission-detail"),
    path("visits/missions/<uuid:public_id>/edit/", missions.mission_edit, name="mission-edit"),
    path("visits/coverage/", missions.coverage, name="coverage"),
    path("people/", people.people, name="people"),
    path("people/staff/new/", people.staff_account_new, name="staff-account-new"),
    path("people/partners/new/", people.partner_account_new, name="partner-account-new"),
    path("people/<uuid:public_id>/", people.person_detail, name="person-detail"),
    path("people/<uuid:public_id>/role/", people.role_ask, name="role-ask"),
    path("people/<uuid:public_id>/access/", people.access_ask, name="access-ask"),
    path("people/<uuid:public_id>/invite/", people.partner_invite, name="partner-invite"),
    path("people/<uuid:public_id>/deactivate/", people.person_deactivate, name="person-deactivate"),
    path("people/requests/<uuid:public_id>/approve/", people.request_approve, name="request-approve"),
    path("people/requests/<uuid:public_id>/decline/", people.request_decline, name="request-decline"),
]
