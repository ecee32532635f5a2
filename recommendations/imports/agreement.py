"""What must hold between the cells of a row, and between the rows of a file."""

from django.utils.translation import gettext as _

from recommendations.imports.columns import DUE_DATES, SHARED


def as_text(value):
    """A value as a message shows it and a correction keeps it: "" for None, a day in ISO form, an entry by its code."""
    if value is None:
        return ""
    return getattr(value, "code", None) or str(value)


def order_problems(row, values, days):
    """Days before the transmission. `values` are the row's, or those that would stand once the row is taken."""
    sent = values["transmitted_on"]
    later = {column: values[column] for column in (*DUE_DATES, "ended_on")} | days
    return [
        row.problem(column, _("Before transmitted_on, %(day)s.") % {"day": sent}, as_text(day))
        for column, day in later.items()
        if sent and day and day < sent and column not in row.wrong
    ]


def file_problems(rows, authorities):
    """Rows that say the same thing twice, disagree about one reference, or address one authority twice."""
    problems, first = [], {}
    for row in rows:
        reference, addressee = row.key
        if not reference:
            continue
        seen = first.setdefault(reference, {"row": row, "addressees": {}, "authorities": {}})
        if seen["row"] is not row:
            problems += _disagreements(seen["row"], row)
        if addressee is None:
            continue
        if earlier := seen["addressees"].get(addressee.pk):
            reason = _("Reference and addressee stand in line %(line)d already.") % {"line": earlier.line}
            problems.append(row.problem("reference", reason))
        elif sent := row.values["transmitted_on"]:
            problems += _second_of_authority(row, authorities.root(addressee, on=sent), seen["authorities"])
        seen["addressees"].setdefault(addressee.pk, row)
    return problems


def _disagreements(earlier, row):
    reason = _("Line %(line)d of this reference says “%(value)s”.")
    return [
        row.problem(column, reason % {"line": earlier.line, "value": as_text(earlier.values[column])})
        for column in SHARED
        if column not in earlier.wrong | row.wrong and earlier.values[column] != row.values[column]
    ]


def _second_of_authority(row, root, seen):
    """One authority, one responsible institution: else a recommendation would count twice."""
    earlier = seen.setdefault(root.pk, row.values["addressee"])
    if earlier == row.values["addressee"]:
        return []
    reason = _("This reference goes to %(code)s already, of the same authority (%(root)s).")
    return [row.problem("addressee", reason % {"code": earlier.code, "root": root.code})]
