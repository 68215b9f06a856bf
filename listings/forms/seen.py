"""When what a page shows was last saved, as far as that page knows. By it a second window is found out."""

from datetime import datetime

from django import forms
from django.utils import timezone


class Seen(forms.CharField):
    """Cleaned, a moment; None where there was nothing yet, or what came is none."""

    def __init__(self, **kwargs):
        # Browsers put what they remember into a page that is opened again.
        super().__init__(required=False, widget=forms.HiddenInput({"autocomplete": "off"}), **kwargs)

    def to_python(self, value: str | None) -> datetime | None:
        try:
            moment = datetime.fromisoformat(value or "")
        except ValueError:
            return None
        return moment if timezone.is_aware(moment) else None
