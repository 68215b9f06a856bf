"""What somebody says about themselves, the address of their page, and who sees what of it."""

from crispy_forms.helper import FormHelper
from django import forms

from candidates.forms.alerts import zones
from candidates.models import Candidate
from candidates.models.candidate import handle_is_plain
from candidates.portfolio import addresses, profile, publishing
from candidates.profile_words import country_words, languages
from candidates.showing import visibility_of
from candidates.vocabulary import PARTS, Availability, LanguageLevel, Visibility
from employers.places import countries
from listings.forms.fields import CountriesField, TextField
from listings.vocabulary import WorkMode

CHOOSE = ("", "Choose")
LANGUAGES = 5


class ProfileForm(forms.ModelForm):
    about = TextField(
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 6, "class": "short"}),
        help_text="What you are good at and what you want to do next. At most 2,000 characters.",
    )
    work_modes = forms.MultipleChoiceField(
        choices=WorkMode.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="How you want to work",
    )
    may_work_in = CountriesField(
        label="Countries where you may work",
        required=False,
        max_length=1000,
        help_text="Without a new permit. Names in English, separated by commas: Ireland, United Kingdom.",
    )

    class Meta:
        model = Candidate
        fields = [
            "name", "headline", "about", "work_modes", "availability", "country", "city", "time_zone", "may_work_in",
        ]  # fmt: skip
        help_texts = {
            "name": "As you want to be called. It stands above everything that somebody sees of your page.",
            "headline": "What you do, in one line. For example: Video editor for short-form and live.",
            "city": "At first nobody but you sees it.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["country"] = forms.ChoiceField(choices=[CHOOSE, *countries().items()], required=False)
        self.fields["time_zone"] = forms.ChoiceField(choices=[CHOOSE, *zones()], required=False)
        self.fields["availability"].choices = [("", "Not said"), *Availability.choices]
        self.initial["may_work_in"] = ", ".join(country_words(self.instance.may_work_in))
        self.add_languages()
        self.helper = FormHelper()
        self.helper.form_tag = False

    def add_languages(self) -> None:
        """So many rows of two fields: which, and how well."""
        spoken = [*self.instance.languages, *[["", ""]] * LANGUAGES][:LANGUAGES]
        for row, (code, level) in enumerate(spoken, 1):
            self.fields[f"language_{row}"] = forms.ChoiceField(
                label=f"Language {row}",
                choices=[("", "None"), *languages().items()],
                required=False,
                initial=code,
            )
            self.fields[f"level_{row}"] = forms.ChoiceField(
                label=f"How well you know language {row}",
                choices=[CHOOSE, *LanguageLevel.choices],
                required=False,
                initial=level,
            )

    def clean(self) -> dict:
        data, spoken = super().clean(), {}
        for row in range(1, LANGUAGES + 1):
            code, level = data.pop(f"language_{row}", ""), data.pop(f"level_{row}", "")
            if code and not level:
                self.add_error(f"level_{row}", f"Say how well you know {languages()[code]}")
            elif level and not code:
                self.add_error(f"language_{row}", "Choose the language")
            elif code and code in spoken:
                self.add_error(f"language_{row}", f"{languages()[code]} is here twice. Take one out")
            elif code:
                spoken[code] = level
        return data | {"languages": [list(pair) for pair in spoken.items()]}

    @property
    def language_rows(self) -> list[tuple]:
        return [(self[f"language_{row}"], self[f"level_{row}"]) for row in range(1, LANGUAGES + 1)]

    def save(self, *, by) -> Candidate:
        return profile.describe(self.cleaned_data, by=by)


class AddressForm(forms.Form):
    handle = forms.CharField(
        label="Address of your page",
        max_length=40,
        validators=[handle_is_plain],
        help_text="3 to 40 small letters, digits and hyphens, for example leo-m.",
        error_messages={"required": "Choose the address of your page"},
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    leads_on = forms.BooleanField(
        label="Let the old address lead to the new one",
        required=False,
        help_text="If not, the old address shows nothing, and nobody else can take it for half a year.",
    )

    def __init__(self, *args, candidate: Candidate, **kwargs):
        super().__init__(*args, initial={"handle": candidate.handle}, **kwargs)
        if not candidate.handle:
            del self.fields["leads_on"]

    def clean_handle(self) -> str:
        return self.cleaned_data["handle"].lower()

    def save(self, *, by) -> Candidate | None:
        try:
            leads_on = self.cleaned_data.get("leads_on", False)
            return addresses.choose(self.cleaned_data["handle"], by=by, leads_on=leads_on)
        except addresses.NotFree as reason:
            self.add_error("handle", str(reason))
        return None


class VisibilityForm(forms.Form):
    """One choice for each part, and whether search engines may list and feed readers follow what anybody sees."""

    SWITCHES = ("in_search_engines", "feed_of_work")
    in_search_engines = forms.BooleanField(
        label="Search engines may list my page",
        required=False,
        help_text="Only what anyone with the link sees. Search engines may keep it for weeks after you change it.",
    )

    feed_of_work = forms.BooleanField(
        label="Feed of new work",
        required=False,
        help_text="Anyone can follow new pieces of your portfolio in a feed reader. It works while anyone may see your"
        " portfolio. Feed readers may keep what they read.",
    )

    def __init__(self, *args, candidate: Candidate, **kwargs):
        initial = {name: getattr(candidate, name) for name in self.SWITCHES}
        super().__init__(*args, initial=initial, **kwargs)
        for part, (label, _) in PARTS.items():
            self.fields[part] = forms.ChoiceField(
                label=label,
                choices=Visibility.choices,
                initial=visibility_of(candidate, part),
                widget=forms.Select({"class": "form-select"}),
                error_messages={"required": f"Choose who sees: {label.lower()}"},
            )

    @property
    def rows(self) -> list:
        return [self[part] for part in PARTS]

    def save(self, *, by) -> Candidate:
        chosen = {part: self.cleaned_data[part] for part in PARTS}
        return publishing.show(chosen, by=by, **{name: self.cleaned_data[name] for name in self.SWITCHES})
