"""One listing, written by its employer."""

from contextlib import suppress
from datetime import date, timedelta
from uuid import UUID, uuid4

from crispy_forms.helper import FormHelper
from django import forms
from django.http import QueryDict
from django.utils import timezone

from employers.models import Company
from employers.places import CURRENCIES, countries
from listings import drafting, lifecycle, readiness
from listings.content import Content
from listings.forms.deal import check_deal, deal_fields, is_for_creators
from listings.forms.fields import CountriesField, PlacesField, SkillsField, TextField
from listings.forms.layout import layout
from listings.forms.links import check_link
from listings.forms.reading import (
    COLUMNS,
    FRAME,
    content_of,
    initial_of,
    is_bare,
    like_the_company,
    like_the_last,
    without_empty_parts,
)
from listings.forms.seen import Seen
from listings.forms.truth import question_fields, truth_fields
from listings.kept import kept
from listings.models import Listing
from listings.states import DRAFTS
from listings.times import LONGEST_DAYS, SHORTEST_DAYS
from listings.vocabulary import PERIODS_OF, PayModel
from roles.models import Category, Platform, Role

# Not written by the person: no draft is made for them alone.
UNSEEN = {"company", "form_token", "seen"}


class ListingForm(forms.ModelForm):
    """A draft needs a title; the rest may come later. `problems` says what publishing still needs."""

    company = forms.ModelChoiceField(Company.objects.none(), empty_label=None)
    role = forms.ChoiceField(required=False, help_text="The category follows from it.")
    description = TextField(
        label="Description",
        required=False,
        max_length=20_000,
        widget=forms.Textarea({"rows": 16}),
        help_text="Markdown: ## makes a heading, - a list, **two stars** bold.",
    )
    place = forms.CharField(label="Town or city", max_length=80, required=False)
    country = forms.ChoiceField(required=False)
    more_places = PlacesField(
        label="More places",
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 2, "class": "short"}),
        help_text="One a line: Bristol, United Kingdom. Without a country it is the one above.",
    )
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
        help_text=(
            f"The last day people can apply, {SHORTEST_DAYS} to {LONGEST_DAYS} days away."
            " Empty: 30 days from publishing."
        ),
    )
    publish_on = forms.DateField(
        label="Goes live on",
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text="Empty: as soon as it is checked.",
    )
    form_token = forms.UUIDField(widget=forms.HiddenInput, required=False)
    seen = Seen()

    class Meta:
        model = Listing
        fields = COLUMNS
        widgets = {
            "level": forms.RadioSelect,
            "work_mode": forms.RadioSelect,
            "apply_by": forms.RadioSelect,
            "pay_note": forms.TextInput,
            "overlap_zone": forms.TextInput({"list": "zones"}),
        }
        labels = {
            "apply_by": "How do people apply?",
            "days_on_site": "Hybrid: days a week on site",
            "worldwide": "Remote: people can work from anywhere",
            "overlap_hours": "Remote: hours of overlap a day",
            "overlap_zone": "Remote: with the working day in",
            "pay_note": "About the pay",
        }
        help_texts = {
            "title": "As people say it: “Paid social executive”. One job to a listing.",
            "pay_note": "What one piece is, or why the range is wide.",
            "pay_min": "Listings here must show pay. Keep the top within one and a half times the bottom.",
            "pay_period": "For salaries. Other kinds of pay have their own.",
            "overlap_hours": "Empty if any hours will do.",
            "overlap_zone": "A place, such as London.",
            "apply_by": "Here: a few lines, their portfolio, a CV if they like. You read and answer on your desk.",
            "apply_url": "Starts with https://. Candidates see where they go.",
            "apply_email": "Candidates write in a form here. They never see this address.",
        }
        error_messages = {
            "title": {"required": "Enter the title"},
            "apply_email": {"invalid": "Enter an email address like name@example.com"},
            "pay_min": {"invalid": "Write the lowest pay in numbers, like 29000"},
            "pay_max": {"invalid": "Write the highest pay in numbers, like 34000"},
        }

    def __init__(self, *args, by, needs_title: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields |= truth_fields() | question_fields() | deal_fields()
        self.fields["title"].required = needs_title
        self.fields["company"].queryset = Company.objects.of_member(by)
        self.fields["role"].choices = kept.word("role choices", role_choices)
        self.fields["country"].choices = [("", "Choose"), *countries().items()]
        for name in ("level", "work_mode", "apply_by"):
            self.fields[name].choices = [choice for choice in self.fields[name].choices if choice[0]]
        for name in ("contract", "hours", "pay_model", "pay_period"):
            self.fields[name].choices = [("", "Choose"), *self.fields[name].choices[1:]]
        if self.instance.pk:
            self.write_what_it_says()
        else:
            self.begin()
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = layout(self.fields)

    def write_what_it_says(self) -> None:
        self.initial |= initial_of(self.instance)
        if self.may_be_unfinished:
            self.fields["company"].required = False
            self.choose_company()
        else:
            del self.fields["company"]
        if self.instance.published_at:
            del self.fields["publish_on"]

    def begin(self) -> None:
        """A new listing begins with what the last one said, where that is usually the same."""
        self.last = Listing.objects.of_member(self.by).for_page().last_sent()
        only = self.choose_company()
        alike = like_the_last(self.last) if self.last else like_the_company(only)
        first = {"description": FRAME, "form_token": uuid4(), "apply_by": Listing.ApplyBy.HERE}
        self.initial = first | self.initial | alike

    def choose_company(self) -> Company | None:
        """Who acts for one company need not choose it."""
        field = self.fields["company"]
        mine = list(field.queryset[:2])
        if len(mine) != 1:
            return None
        self.initial["company"] = mine[0].pk
        field.widget = forms.HiddenInput()
        return mine[0]

    def clean_role(self) -> Role | None:
        return Role.objects.current().named(self.cleaned_data["role"])

    def clean_description(self) -> str:
        """Who is done has filled in all that is meant; who is not may go on with the frame."""
        text = self.cleaned_data["description"]
        if is_bare(text):
            return ""
        return without_empty_parts(text) if "preview" in self.data else text

    def clean_apply_url(self) -> str:
        address = self.cleaned_data["apply_url"]
        if address:
            check_link(address)
        return address

    def clean_publish_on(self) -> date | None:
        day, today = self.cleaned_data["publish_on"], timezone.localdate()
        if not day or day == self.initial.get("publish_on") and day <= today:
            return None
        if day <= today:
            raise forms.ValidationError("Choose a day after today, or leave it empty")
        if day > today + timedelta(days=LONGEST_DAYS):
            raise forms.ValidationError(f"Choose a day at most {LONGEST_DAYS} days away")
        return day

    def clean(self) -> dict:
        data = super().clean()
        self.check_pay(data)
        self.check_days(data)
        check_deal(self)
        hours, zone = data.get("overlap_hours"), data.get("overlap_zone")
        if zone and not hours and "overlap_hours" in data:
            self.add_error("overlap_hours", "Enter how many hours must overlap")
        if hours and not zone and "overlap_zone" in data:
            self.add_error("overlap_zone", "Enter the place whose working day is meant")
        return data

    def check_pay(self, data: dict) -> None:
        model = data.get("pay_model")
        if model in readiness.NOT_PAID:
            return
        periods = PERIODS_OF[PayModel(model)] if model else []
        if len(periods) == 1:
            data["pay_period"] = periods[0]
        low, high = data.get("pay_min"), data.get("pay_max")
        if low is not None and high is not None and high < low:
            self.add_error("pay_max", "The highest pay must be more than the lowest")
        if (low is None) != (high is None) and "pay_min" in data and "pay_max" in data:
            self.add_error("pay_min" if low is None else "pay_max", "Enter the lowest and highest pay")
        if high is not None and not data.get("currency"):
            self.add_error("currency", "Choose a currency")
        if high is not None and not data.get("pay_period"):
            self.add_error("pay_period", "Choose a period")

    def check_days(self, data: dict) -> None:
        """Open for 7 to 60 days. A listing that is live may close sooner."""
        day, today = data.get("closes_on"), timezone.localdate()
        if not day and not self.may_be_unfinished:
            data["closes_on"] = self.initial.get("closes_on")
        if not day or day == self.initial.get("closes_on"):
            return
        opens = data.get("publish_on") or today
        if day <= today:
            self.add_error("closes_on", "Choose a closing date after today")
        elif day > opens + timedelta(days=LONGEST_DAYS):
            self.add_error("closes_on", f"Choose a closing date at most {LONGEST_DAYS} days away")
        elif self.may_be_unfinished and day < opens + timedelta(days=SHORTEST_DAYS):
            self.add_error("closes_on", f"Give people time: at least {SHORTEST_DAYS} days")

    @property
    def may_be_unfinished(self) -> bool:
        return not self.instance.pk or self.instance.status in DRAFTS

    def _post_clean(self) -> None:
        """The columns' own checks. Nothing is put on the instance: the act does it, under its lock."""
        for name in self.Meta.fields:
            value = self.cleaned_data.get(name)
            if value not in (None, "", False):
                try:
                    Listing._meta.get_field(name).run_validators(value)
                except forms.ValidationError as error:
                    self.add_error(name, error)

    @property
    def dropped(self) -> list[str]:
        """Suggestions that the person does not want."""
        return self.data.getlist("dropped") if self.is_bound else []

    @property
    def says_something(self) -> bool:
        """Somebody wrote in it; not only what it began with."""
        return not UNSEEN.issuperset(self.changed_data)

    def content(self) -> Content:
        return content_of(self.cleaned_data)

    def content_so_far(self) -> Content:
        """Of what can be understood, also of a form that nobody sent yet or that has mistakes."""
        return content_of(self.understood())

    def company_so_far(self) -> Company | None:
        return self.understood().get("company") or (self.instance.company if self.instance.pk else None)

    def company_shown(self) -> Company:
        """Until somebody chooses, the first one stands in the form."""
        return self.company_so_far() or self.fields["company"].queryset.first()

    def understood(self) -> dict:
        if self.is_bound:
            return self.cleaned_data if self.errors is not None else {}
        data = {}
        for name, field in self.fields.items():
            with suppress(forms.ValidationError):
                data[name] = field.clean(self[name].value())
        role, text = data.get("role"), data.get("description", "")
        return data | {
            "role": Role.objects.current().named(role) if role else None,
            "description": "" if is_bare(text) else text,
        }

    def was_overtaken(self, message: str) -> None:
        """To save once more is to replace what somebody else saved."""
        self.add_error(None, message)
        self.data = self.data.copy()
        self.data["seen"] = self.instance.changed_at.isoformat()

    def keep(self, token: UUID) -> Listing | None:
        """What can be kept of a form that is still written."""
        content, company = self.content_so_far(), self.company_so_far()
        return drafting.keep(company, content, by=self.by, token=token, seen=self.cleaned_data.get("seen"))

    @property
    def left_out(self) -> list[str]:
        return [self[name].label for name in self.errors if name in self.fields]

    def save(self) -> Listing:
        if self.instance.pk:
            return lifecycle.revise(self.instance, self.content(), by=self.by)
        token = self.cleaned_data["form_token"] or uuid4()
        return lifecycle.draft(self.cleaned_data["company"], self.content(), by=self.by, token=token)

    @property
    def is_for_creators(self) -> bool:
        return is_for_creators({name: self[name].value() for name in ("contract", "pay_model")})

    def show_problems(self, problems: list[readiness.Problem]) -> None:
        for problem in problems:
            self.add_error(problem.field if problem.field in self.fields else None, problem.message)


def token_of(posted: QueryDict) -> UUID | None:
    """The number of the form, by which what it made is found again."""
    try:
        return UUID(posted.get("form_token", ""))
    except ValueError:
        return None


def role_choices() -> list:
    groups = [
        (category.name, [(role.slug, role.name) for role in category.roles.all() if not role.retired])
        for category in Category.objects.for_guides()
    ]
    return [("", "Choose the role that fits best"), *groups]
