"""What the database refuses, said at the field that it is about."""

from django.core.exceptions import ValidationError


class ConstraintsAtFields:
    """A model form that checks every constraint of its model on the whole row, fields of other sections included.

    `constraint_fields` maps the name of a constraint to the field at which its message stands.
    """

    constraint_fields = {}

    def validate_constraints(self):
        model, wrong = type(self.instance), set(self.errors)
        for constraint in model._meta.constraints:
            try:
                constraint.validate(model, self.instance, exclude=wrong)
            except ValidationError as error:
                name = self.constraint_fields.get(constraint.name)
                self.add_error(name if name in self.fields else None, ValidationError(error.messages))
