"""An operation for first migrations."""

from django.db.migrations.operations.base import Operation


class CreateTogether(Operation):
    """Creates many models and their triggers, in any order: `CreateModel` and `AddTrigger` operations only.

    After each operation Django renders anew every model that hangs together with the one it touched. With ninety
    models and their history that took more than 100 s; rendered once, it takes a few. Foreign keys are added at the
    end of the migration, so that tables may point at each other.
    """

    reduces_to_sql = True
    serialization_expand_args = ("operations",)

    def __init__(self, operations):
        self.operations = operations

    def state_forwards(self, app_label, state):
        # Rendered again when it is next asked for: once, with all of them.
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return f"Create {len(self.operations)} models and triggers"
