"""What is said to the person who writes a listing."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Hint:
    """One thing to change, at one field of the form. A hard one stops the listing; any other is advice, with a reason.
    `words` are those of the listing that set it off, `page` is where it is mended if not in the form."""

    field: str
    message: str
    reason: str = ""
    hard: bool = False
    words: str = ""
    page: str = ""

    @property
    def place(self) -> str:
        """The field in words, for those who do not have the form before them."""
        return PLACES.get(self.field, self.field.replace("_", " ").capitalize())


PLACES = {
    "description": "Text",
    "apply_by": "Applying",
    "apply_url": "Applying",
    "apply_email": "Applying",
    "closes_on": "Closing date",
    "countries": "Countries",
    "pay_max": "Pay",
    "pay_min": "Pay",
    "pay_model": "Pay",
    "pay_period": "Pay",
    "skills_nice": "Skills",
    "skills_required": "Skills",
    "pay_note": "About the pay",
}
