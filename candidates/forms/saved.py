"""The forms of what somebody hides, and of where they can work."""

from crispy_forms.helper import FormHelper
from django import forms

from candidates import unwanted
from candidates.forms.alerts import zones
from candidates.models import Candidate
from employers.places import countries, country_name
from employers.text import words_of
from listings.forms.fields import CountriesField

NOT_SAID = ("", "Not said")


class PlainForm(forms.Form):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False


class HideWordForm(PlainForm):
    word = forms.CharField(
        label="A word or a phrase",
        help_text="Listings with it in their title, text, skills, role or company are left out. Its other forms "
        "count too: “write” also hides “writing”.",
        max_length=60,
        error_messages={"required": "Enter a word"},
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_word(self) -> str:
        typed = self.cleaned_data["word"]
        if not words_of(typed):
            raise forms.ValidationError("Enter a word with letters or digits")
        return typed

    def save(self) -> bool:
        """False, and said so, if too much is hidden already."""
        done = unwanted.hide_word(self.user, self.cleaned_data["word"])
        if not done:
            self.add_error(None, unwanted.TOO_MANY)
        return done


class WhereForm(PlainForm):
    """One line of the profile: where somebody lives and may work. Nothing of it must be said."""

    country = forms.ChoiceField(label="Country where you live", required=False)
    may_work_in = CountriesField(
        label="Countries where you may work",
        help_text="With commas between them, for example: Spain, Ireland. Where you need no permit, or have one.",
        required=False,
        max_length=1000,
    )
    time_zone = forms.ChoiceField(label="Time zone", required=False)

    def __init__(self, *args, user, **kwargs):
        country, zone, codes = Candidate.objects.where_is(user)
        words = ", ".join(country_name(code) for code in codes)
        super().__init__(
            *args, initial={"country": country, "time_zone": zone, "may_work_in": words}, **kwargs
        )
        self.user = user
        self.fields["country"].choices = [NOT_SAID, *countries().items()]
        self.fields["time_zone"].choices = [NOT_SAID, *zones()]

    def save(self) -> None:
        Candidate.objects.place(self.user, **self.cleaned_data)
