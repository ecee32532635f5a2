"""What the database refuses, said at the field that it is about."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError


class ConstraintsAtFields:
    """A model form that checks every constraint of its model on the whole row, fields of other sections included.

    `constraint_fields` maps the name of a constraint to the field at which its message stands.
    """

    constraint_fields = {}

    def _post_clean(self):
        super()._post_clean()
        self.check_row()

    def _update_errors(self, errors):
        """Django checks constraints of the form's own fields and says so for the form as a whole: left out here."""
        if hasattr(errors, "error_dict"):
            errors.error_dict.pop(NON_FIELD_ERRORS, None)
        super()._update_errors(errors)

    def check_row(self):
        """Constraints whose fields were typed without fault; a fault is said once, at its field."""
        model, wrong = type(self.instance), set(self.errors)
        for constraint in model._meta.constraints:
            try:
                constraint.validate(model, self.instance, exclude=wrong)
            except ValidationError as error:
                name = self.constraint_fields.get(constraint.name)
                self.add_error(name if name in self.fields else None, ValidationError(error.messages))
