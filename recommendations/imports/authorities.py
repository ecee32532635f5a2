"""Headquarters and deadlines, read once for a whole file."""

from datetime import timedelta

from recommendations.models import Deadline
from visits.models import Institution, InstitutionParent


class Authorities:
    """The trees of institutions; `root(institution, on=day)` as `Institution.root`, without a query each."""

    def __init__(self):
        self.institutions = Institution.objects.in_bulk()
        self.parents = list(InstitutionParent.objects.all())
        self.above = {}

    def root(self, institution, *, on):
        if on not in self.above:
            self.above[on] = {link.institution_id: link.parent_id for link in self.parents if _holds(link, on)}
        above, node = self.above[on], institution.pk
        while node in above:
            node = above[node]
        return self.institutions.get(node, institution)


class Deadlines:
    """Due days by default; `due(values)` gives those of an answer and of implementation, or None where none applies."""

    def __init__(self):
        self.rows = list(Deadline.objects.order_by("-scope", "-valid_from", "-pk"))

    def due(self, values):
        sent = values["transmitted_on"]
        for row in self.rows:
            fits = row.priority == values["priority"] and row.scope in (values["scope"], "")
            if fits and row.valid_from <= sent:
                return sent + timedelta(days=row.response_days), sent + timedelta(days=row.implementation_days)
        return None


def _holds(link, day):
    return (link.valid_from is None or link.valid_from <= day) and (link.valid_until is None or link.valid_until >= day)
