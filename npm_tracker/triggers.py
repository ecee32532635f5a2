"""Replaces the triggers of many tables in one step of a migration."""

from django.db.migrations.operations.base import Operation


class ReplaceTriggers(Operation):
    """Puts triggers in the place of those of the same names.

    `triggers`: the name of a model, in small letters → its compiled triggers. The library's own operations, one for
    each trigger, have Django build all models anew each time: forty seconds for every new database.
    """

    reversible = False

    def __init__(self, triggers):
        self.triggers = triggers

    def state_forwards(self, app_label, state):
        for model, triggers in self.triggers.items():
            options, names = state.models[app_label, model].options, {each.name for each in triggers}
            kept = [each for each in options["triggers"] if each.name not in names]
            options["triggers"] = [*triggers, *kept]

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for triggers in self.triggers.values():
            for trigger in triggers:
                schema_editor.execute(trigger.install_sql, params=None)

    def describe(self):
        return "Replace triggers"
