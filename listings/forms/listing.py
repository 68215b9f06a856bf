"""One listing, written by its employer."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid4

from crispy_forms.helper import FormHelper
from django import forms
from django.utils import timezone

from employers.models import Company
from employers.places import CURRENCIES, countries, country_name
from listings import lifecycle, readiness
from listings.content import Content
from listings.forms.fields import CountriesField, SkillsField
from listings.forms.layout import layout
from listings.models import Listing
from listings.vocabulary import WorkMode
from roles.models import Category, Platform, Role

LONGEST_DAYS = 60
FRAME = "## What you will do\n\n- \n\n## What you bring\n\n- \n\n## What we offer\n\n- \n"


class ListingForm(forms.ModelForm):
    """A draft needs a title; the rest may come later. `problems` says what publishing still needs."""

    company = forms.ModelChoiceField(Company.objects.none(), empty_label=None)
    role = forms.ChoiceField(required=False, help_text="The category follows from it.")
    place = forms.CharField(label="Town or city", max_length=80, required=False)
    country = forms.ChoiceField(required=False)
    countries = CountriesField(
        label="Remote: countries people can work from",
        required=False,
        max_length=2000,
        help_text="Names in English, separated by commas: Ireland, United Kingdom.",
    )
    skills_required = SkillsField(
        label="Required skills",
        required=False,
        max_length=1000,
        help_text=f"Separated by commas, at most {readiness.MOST_REQUIRED_SKILLS}. Fewer bring more people.",
    )
    skills_nice = SkillsField(
        label="Nice to have", required=False, max_length=1000, help_text="Separated by commas."
    )
    platforms = forms.ModelMultipleChoiceField(
        Platform.objects.current(), required=False, widget=forms.CheckboxSelectMultiple, to_field_name="slug"
    )
    currency = forms.ChoiceField(
        choices=[("", "Choose"), *((code, code) for code in CURRENCIES)], required=False
    )
    closes_on = forms.DateField(
        label="Closing date",
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=f"The last day people can apply, at most {LONGEST_DAYS} days away. Empty: 30 days from publishing.",
    )
    form_token = forms.UUIDField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Listing
        fields = [
            "title", "level", "description", "work_mode", "days_on_site", "worldwide", "contract", "hours",
            "pay_model", "pay_min", "pay_max", "currency", "pay_period", "pay_note", "apply_by", "apply_url",
            "apply_email",
        ]  # fmt: skip
        widgets = {
            "level": forms.RadioSelect,
            "work_mode": forms.RadioSelect,
            "apply_by": forms.RadioSelect,
            "description": forms.Textarea({"rows": 16}),
            "pay_note": forms.TextInput,
        }
        help_texts = {
            "title": "As people say it: “Paid social executive”. One job to a listing.",
            "description": "Markdown: ## makes a heading, - a list, **two stars** bold. Aim for 150 to 400 words.",
            "pay_note": "What one piece is, or the steps of a wide range.",
            "pay_min": "Listings here show pay. Keep the top within one and a half times the bottom.",
        }
        error_messages = {"title": {"required": "Enter the title"}}

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["company"].queryset = Company.objects.of_member(by)
        self.fields["role"].choices = role_choices()
        self.fields["country"].choices = [("", "Choose"), *countries().items()]
        for name in ("level", "work_mode", "apply_by"):
            self.fields[name].choices = [choice for choice in self.fields[name].choices if choice[0]]
        for name in ("contract", "hours", "pay_model", "pay_period"):
            self.fields[name].choices = [("", "Choose"), *self.fields[name].choices[1:]]
        if self.instance.pk:
            self.initial |= initial_of(self.instance)
            del self.fields["company"]
        else:
            self.fields["company"].widget = self.company_widget()
            self.initial |= {"description": FRAME, "form_token": uuid4(), "country": "", "currency": ""}
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = layout(with_company="company" in self.fields)

    def company_widget(self) -> forms.Widget:
        """Who acts for one company need not choose it."""
        companies = self.fields["company"]
        if companies.queryset.count() == 1:
            self.initial["company"] = companies.queryset.get().pk
            return forms.HiddenInput()
        return companies.widget

    def clean_role(self) -> Role | None:
        return Role.objects.current().named(self.cleaned_data["role"])

    def clean_description(self) -> str:
        text = self.cleaned_data["description"]
        return "" if text.split() == FRAME.split() else text

    def clean_closes_on(self) -> date | None:
        day = self.cleaned_data["closes_on"]
        if not day:
            return None
        today = timezone.localdate()
        if self.instance.closes_at and day == self.instance.closes_at.date():
            return day
        if day <= today:
            raise forms.ValidationError("Choose a closing date after today")
        if day > today + timedelta(days=LONGEST_DAYS):
            raise forms.ValidationError(f"Choose a closing date at most {LONGEST_DAYS} days away")
        return day

    def clean(self) -> dict:
        data = super().clean()
        low, high = data.get("pay_min"), data.get("pay_max")
        if low is not None and high is not None and high < low:
            self.add_error("pay_max", "The highest pay must be more than the lowest")
        if (low is None) != (high is None) and "pay_min" in data and "pay_max" in data:
            self.add_error("pay_min" if low is None else "pay_max", "Enter the lowest and highest pay")
        if high is not None and not data.get("currency"):
            self.add_error("currency", "Choose a currency")
        if high is not None and not data.get("pay_period"):
            self.add_error("pay_period", "Choose a period")
        return data

    def _post_clean(self) -> None:
        """The columns' own checks. Nothing is put on the instance: the act does it, under its lock."""
        for name in self.Meta.fields:
            value = self.cleaned_data.get(name)
            if value not in (None, "", False):
                try:
                    Listing._meta.get_field(name).run_validators(value)
                except forms.ValidationError as error:
                    self.add_error(name, error)

    def content(self) -> Content:
        data = self.cleaned_data
        remote = data["work_mode"] == WorkMode.REMOTE
        unpaid = data["pay_model"] in readiness.NOT_PAID
        facts = {name: data[name] for name in self.Meta.fields if name not in ("title", "description")}
        facts |= {"role": data["role"], "closes_at": end_of(data["closes_on"])}
        if data["work_mode"] != WorkMode.HYBRID:
            facts["days_on_site"] = None
        if not remote:
            facts["worldwide"] = False
        if unpaid or data["pay_max"] is None:
            facts |= {"pay_min": None, "pay_max": None, "currency": "", "pay_period": ""}
        return Content(
            title=data["title"],
            description=data["description"],
            facts=facts,
            required=data["skills_required"],
            nice=data["skills_nice"],
            platforms=data["platforms"],
            places=places_of(data, remote),
        )

    def save(self) -> Listing:
        if self.instance.pk:
            return lifecycle.revise(self.instance, self.content(), by=self.by)
        token = self.cleaned_data["form_token"] or uuid4()
        return lifecycle.draft(
            self.cleaned_data["company"], self.content(), by=self.by, token=UUID(str(token))
        )

    def show_problems(self, problems: list[readiness.Problem]) -> None:
        for problem in problems:
            self.add_error(problem.field if problem.field in self.fields else None, problem.message)


def places_of(data: dict, remote: bool) -> list[tuple[str, str]]:
    if remote:
        return [] if data["worldwide"] else [("", code) for code in data["countries"]]
    return [(data["place"], data["country"])] if data["place"] or data["country"] else []


def initial_of(listing: Listing) -> dict:
    places = list(listing.places.all())
    remote = listing.work_mode == WorkMode.REMOTE
    first = places[0] if places and not remote else None
    return {
        "role": listing.role.slug if listing.role else "",
        "description": listing.description or FRAME,
        "place": first.name if first else "",
        "country": first.country if first else "",
        "countries": ", ".join(country_name(place.country) for place in places) if remote else "",
        "skills_required": ", ".join(skill.name for skill in listing.required_skills),
        "skills_nice": ", ".join(skill.name for skill in listing.nice_skills),
        "platforms": [platform.slug for platform in listing.platforms.all()],
        "closes_on": listing.closes_at.date() if listing.closes_at else None,
    }


def end_of(day: date | None) -> datetime | None:
    return datetime.combine(day, time(23, 59, 59), UTC) if day else None


def role_choices() -> list:
    groups = [
        (category.name, [(role.slug, role.name) for role in category.roles.all() if not role.retired])
        for category in Category.objects.for_guides()
    ]
    return [("", "Choose the role that fits best"), *groups]
