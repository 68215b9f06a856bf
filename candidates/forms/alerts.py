"""Making an alert and changing when it comes."""

from zoneinfo import available_timezones

from crispy_forms.helper import FormHelper
from django import forms
from django.conf import settings

from candidates.alerting import acts
from candidates.models import Alert
from candidates.vocabulary import Frequency
from listings.search.query import SearchQuery

HOURS = [(hour, f"{hour:02}:00") for hour in range(24)]


def zones() -> list[tuple[str, str]]:
    names = sorted(
        name for name in available_timezones() if "/" in name and not name.startswith(("Etc", "posix"))
    )
    return [("UTC", "UTC"), *((name, name.replace("_", " ")) for name in names)]


class WhenForm(forms.Form):
    """How often an alert comes, and at which hour where the person lives."""

    frequency = forms.ChoiceField(label="How often", choices=Frequency.choices, widget=forms.RadioSelect)
    hour = forms.TypedChoiceField(
        label="At",
        choices=HOURS,
        coerce=int,
        help_text="Daily alerts and weekly ones, which come on Mondays.",
    )
    time_zone = forms.ChoiceField(label="Time zone", choices=zones)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["time_zone"].widget.attrs["data-time-zone"] = ""
        self.helper = FormHelper()
        self.helper.form_tag = False

    def choices(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("frequency", "hour", "time_zone")}


class NewAlertForm(WhenForm):
    """Who is signed in is not asked for an address."""

    field_order = ["email", "frequency", "hour", "time_zone"]
    email = forms.EmailField(
        label="Your email address",
        error_messages={
            "required": "Enter your email address",
            "invalid": "Enter an email address like name@example.com",
        },
        widget=forms.EmailInput({"autocomplete": "email"}),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.initial = {
            "frequency": Frequency.DAILY,
            "hour": 7,
            "time_zone": settings.TIME_ZONE,
        } | self.initial
        if user.is_authenticated:
            del self.fields["email"]

    def save(self, query: SearchQuery) -> Alert | None:
        email = self.user.email if self.user.is_authenticated else self.cleaned_data["email"].lower()
        return acts.make(query, email=email, user=self.user, **self.choices())


class ChangeAlertForm(WhenForm):
    """`instead` is the frequency that a link in the mail asks for; it is saved with the others."""

    def __init__(self, *args, alert: Alert, instead: str = "", **kwargs):
        initial = {name: getattr(alert, name) for name in ("frequency", "hour", "time_zone")}
        if instead in Frequency.values:
            initial["frequency"] = instead
        super().__init__(*args, initial=initial, **kwargs)
        self.alert = alert

    def save(self) -> Alert:
        return acts.change(self.alert, **self.choices())
