"""Documents that the software prints: asked for in the browser, made by a worker, kept as they were sent."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from npm_tracker.history import Record, recorded
from npm_tracker.models import Job, JobState, Portal, User
from visits.models import Institution


class GeneratedDocumentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Each person's portal alone; a partner those of its own institution's tree that it asked for itself."""
        rows = self.filter(portal=user.portal)
        if user.portal == "partner":
            return rows.filter(requested_by=user, institution__in=Institution.objects.visible_to(user))
        if user.role in ("administrator", "expert"):
            return rows.none()
        return rows

    def unfinished(self):
        """In the queue, or being made."""
        return self.filter(job__state__in=(JobState.QUEUED, JobState.RUNNING))


@recorded()
class GeneratedDocument(Record):
    """A PDF with the parameters it was made from. `file` is empty until the job is done; `size` in bytes."""

    kind = models.CharField(max_length=40)
    template = models.CharField(max_length=60)
    language = models.CharField(_("language"), max_length=8)
    institution = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, verbose_name=_("institution"))
    parameters = models.JSONField(default=dict)
    as_of = models.DateField(_("as of"))
    portal = models.CharField(max_length=10, choices=Portal)
    requested_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    requested_at = models.DateTimeField(default=timezone.now)
    job = models.OneToOneField(Job, models.PROTECT, null=True, related_name="document")
    file = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(null=True)
    pages = models.PositiveIntegerField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = GeneratedDocumentQuerySet.as_manager()

    class Meta:
        ordering = ("-requested_at", "-pk")

    @property
    def reference(self):
        """What is printed on every page: whom it is about, the day, and enough of the identifier to find it again."""
        return f"{self.prefix}-{self.as_of:%Y%m%d}-{self.public_id.hex[:6].upper()}"

    @property
    def prefix(self):
        """The code of the institution that it is about; the mechanism's own where it is about no single one."""
        return self.institution.code if self.institution else settings.PROFILE.prefix

    @property
    def about(self):
        """What it is about, by language: the institution, or the label of a figure."""
        return self.parameters.get("subject") or (self.institution.name if self.institution else {})
