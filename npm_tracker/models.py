"""What both apps stand on: accounts, sessions, jobs, form tokens, the audit event and the installation itself."""

import hashlib
import uuid

import pgtrigger
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import check_password
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from npm_tracker.fields import PublicIdField
from npm_tracker.history import Record, recorded


class Portal(models.TextChoices):
    STAFF = "staff", _("Staff portal")
    PARTNER = "partner", _("Partner portal")


class Role(models.TextChoices):
    """Who somebody is. The first five live in the staff portal, the last two in the partner portal."""

    MEMBER = "member", _("Member of the NPM")
    EXPERT = "expert", _("External expert")
    COORDINATOR = "coordinator", _("Coordinator")
    LEADERSHIP = "leadership", _("Leadership")
    ADMINISTRATOR = "administrator", _("Administrator")
    FOCAL_POINT = "focal_point", _("Focal point")
    HEADQUARTERS = "headquarters", _("Headquarters")


STAFF_ROLES = (Role.MEMBER, Role.EXPERT, Role.COORDINATOR, Role.LEADERSHIP, Role.ADMINISTRATOR)
PARTNER_ROLES = (Role.FOCAL_POINT, Role.HEADQUARTERS)


class UserManager(BaseUserManager):
    def create_user(self, *, portal, email, name, role, password=None, language=None, **extra):
        """A new account of one portal. Without a password nobody can sign in with it until an invitation is used."""
        user = self.model(
            portal=portal,
            email=self.normalize_email(email).lower(),
            name=name,
            role=role,
            language=language or settings.PROFILE.languages[0],
            **extra,
        )
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save()
        return user


@recorded(exclude=["password", "last_login"])
class User(Record, AbstractBaseUser):
    """An account of one portal; the same e-mail address may hold one in each, and they know nothing of each other.

    Accounts are listed by others, hashes of passwords by nobody: `password` holds a digest of the hash, which tells
    sessions that it changed. The hash itself is a `PasswordHash`.
    """

    _new_hash = None  # until it is saved

    portal = models.CharField(_("portal"), max_length=10, choices=Portal)
    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=150)
    role = models.CharField(_("role"), max_length=20, choices=Role)
    language = models.CharField(_("language"), max_length=8)
    mails = models.BooleanField(
        _("Tell me by mail when something new waits for me"),
        default=True,
        help_text=_("Once a working day at most. The mail says that something waits, and nothing else."),
    )
    is_active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ("portal", "name", "role")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("portal", "email"),
                name="user_once_per_portal",
                violation_error_message=_("An account with this e-mail address exists already."),
            ),
            models.CheckConstraint(
                name="user_role_of_portal",
                condition=Q(portal=Portal.STAFF, role__in=STAFF_ROLES)
                | Q(portal=Portal.PARTNER, role__in=PARTNER_ROLES),
                violation_error_message=_("This role does not exist in this portal."),
            ),
        )

    def __str__(self):
        return self.name

    def save(self, **kwargs):
        super().save(**kwargs)
        fields = kwargs.get("update_fields")
        if self._new_hash and (fields is None or "password" in fields):
            PasswordHash.objects.update_or_create(user=self, defaults={"password_hash": self._new_hash})
            self._new_hash = None

    def set_password(self, raw_password):
        super().set_password(raw_password)
        if self.has_usable_password():
            self._new_hash, self.password = self.password, _digest(self.password)

    def set_unusable_password(self):
        super().set_unusable_password()
        self._new_hash = None

    def check_password(self, raw_password):
        """Whether it is this account's password. True only in the account's own context (`set_context`)."""

        def make_anew(raw_password):
            self.set_password(raw_password)
            self.save(update_fields=["password"])

        kept = PasswordHash.objects.filter(user=self).values_list("password_hash", flat=True).first()
        # A hash that the account does not know any more counts for nothing.
        encoded = kept if kept and _digest(kept) == self.password else ""
        return check_password(raw_password, encoded, make_anew)

    def _get_session_auth_hash(self, secret=None):
        """What ties a session to the account: a changed password or role ends it at the next click."""
        return salted_hmac(
            "npm_tracker.session", f"{self.role}:{self.password}", secret=secret, algorithm="sha256"
        ).hexdigest()


def _digest(password_hash):
    return "sha256$" + hashlib.sha256(password_hash.encode()).hexdigest()


class PasswordHash(models.Model):
    """The Argon2 hash of an account's password: a row that the database shows to its own account alone."""

    user = models.OneToOneField(User, models.CASCADE, related_name="+")
    password_hash = models.CharField(max_length=128)


class Notified(models.Model):
    """What an account was told of by mail: the worker's own notes, read by nobody else and no record of anything.

    `digests` stand for what waited on the day of the last look, and name none of it (docs/adr/0023-mails.md).
    """

    user = models.OneToOneField(User, models.CASCADE, related_name="+")
    digests = models.JSONField(default=list)
    looked_on = models.DateField(null=True)
    sent_at = models.DateTimeField(null=True)


class AccountRequestQuerySet(models.QuerySet):
    def open(self):
        return self.filter(approved_at__isnull=True, declined_at__isnull=True)


class AccountRequest(Record):
    """A staff account, role or reset that one person asks for and another, a coordinator, approves or declines."""

    user = models.ForeignKey(User, models.PROTECT, related_name="account_requests")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    approved_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    declined_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)

    objects = AccountRequestQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("user",),
                condition=Q(approved_at__isnull=True, declined_at__isnull=True),
                name="account_request_one_open",
            ),
            models.CheckConstraint(
                name="account_request_declined_paired",
                condition=Q(declined_by__isnull=True, declined_at__isnull=True)
                | Q(declined_by__isnull=False, declined_at__isnull=False, approved_at__isnull=True),
            ),
            models.CheckConstraint(
                name="account_request_two_people",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("asked_by")),
                violation_error_message=_("Another person than the one who asked approves a staff account."),
            ),
            models.CheckConstraint(
                name="account_request_approval_paired",
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
            ),
        )

    @property
    def is_open(self):
        return self.approved_at is None and self.declined_at is None


class Invitation(Record):
    """A link that works once, for 72 hours, for one account. Only a digest of its token is kept."""

    user = models.ForeignKey(User, models.PROTECT, related_name="invitations")
    token_sha256 = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)


class StaffSession(AbstractBaseSession):
    """Sessions of the staff portal: a table of its own, which the partner login cannot read."""

    @classmethod
    def get_session_store_class(cls):
        from npm_tracker.sessions import SessionStore

        return SessionStore


class PartnerSession(AbstractBaseSession):
    """Sessions of the partner portal."""

    @classmethod
    def get_session_store_class(cls):
        from npm_tracker.sessions import SessionStore

        return SessionStore


class Installation(models.Model):
    """The one row that says what this installation is. `demonstration` is set when it is made, never later."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    profile = models.CharField(max_length=50)
    demonstration = models.BooleanField()
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = (models.CheckConstraint(name="installation_is_one", condition=Q(id=1)),)
        triggers = (
            pgtrigger.ReadOnly(name="installation_stays_what_it_is"),
            pgtrigger.Protect(name="installation_is_not_removed", operation=pgtrigger.Delete),
        )


class JobState(models.TextChoices):
    QUEUED = "queued", _("Queued")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


class Job(Record):
    """Work to do outside a request: the truth of it. Celery only carries the wake-up (docs/adr/0003-jobs.md).

    `lease_until` is how long the worker that holds `attempt` may be silent before another takes over;
    `progress` is a percentage from 0 to 100.
    """

    kind = models.CharField(max_length=40)
    portal = models.CharField(max_length=10, choices=Portal)
    requested_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.QUEUED)
    attempt = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    not_before = models.DateTimeField(default=timezone.now)
    progress = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(name="job_progress_is_a_percentage", condition=Q(progress__lte=100)),
            models.CheckConstraint(
                name="job_running_has_a_lease", condition=~Q(state=JobState.RUNNING) | Q(lease_until__isnull=False)
            ),
        )
        indexes = (
            models.Index(
                fields=("not_before",), name="job_waiting", condition=Q(state__in=(JobState.QUEUED, JobState.RUNNING))
            ),
        )


class SubmittedForm(models.Model):
    """A form that was sent: five clicks find the first one's row and get its answer (npm_tracker/once.py)."""

    token = models.UUIDField(primary_key=True)
    portal = models.CharField(max_length=10, choices=Portal)
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    location = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)


class FormDraft(models.Model):
    """What somebody typed and has not saved: kept on the server per person and form, never in the record itself.

    `key` names the form and the record ("visit:<public id>:population"); `base_version` is the version of the
    record that the form was opened on.
    """

    public_id = PublicIdField(unique=True)
    portal = models.CharField(max_length=10, choices=Portal)
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    data = models.JSONField(default=dict)
    base_version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("user", "key"), name="form_draft_once_per_form"),)


class AuditEvent(models.Model):
    """Who did what, when: rows are only ever added, by the function `npm_audit` (npm_tracker/audit.py)."""

    event_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    happened_at = models.DateTimeField(default=timezone.now)
    portal = models.CharField(max_length=10, blank=True)
    actor = models.BigIntegerField(null=True)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=60)
    subject_id = models.UUIDField(null=True)
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = (models.Index(fields=("subject", "subject_id", "happened_at"), name="audit_of_subject"),)
