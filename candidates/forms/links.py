"""Links of a profile, and a letter to who it belongs to."""

from uuid import uuid4

from django import forms

from candidates.models import Candidate, ProofLink
from candidates.portfolio import links, writing
from employers.models import WebAddressField, https_only
from employers.platform_hosts import check_platform, platform_of
from listings.forms.fields import TextField
from listings.forms.links import check_link
from roles.models import Platform


class LinkForm(forms.Form):
    url = WebAddressField().formfield(
        label="Address",
        max_length=200,
        error_messages={
            "required": "Enter the address of your account or page",
            "invalid": https_only.message,
        },
        help_text="For example https://www.youtube.com/@leo-m or https://leo.example.",
    )
    platform = forms.ModelChoiceField(
        Platform.objects.current(),
        required=False,
        to_field_name="slug",
        empty_label="As the address says, or a site of my own",
    )

    def clean_url(self) -> str:
        https_only(self.cleaned_data["url"])
        check_link(self.cleaned_data["url"])
        return self.cleaned_data["url"]

    def clean(self) -> dict:
        """What is on a platform is called so, and nothing else is."""
        url, platform = self.cleaned_data.get("url"), self.cleaned_data.get("platform")
        if not url or "platform" not in self.cleaned_data:
            return self.cleaned_data
        if platform:
            check_platform(url, platform.slug, platform.name)
        elif found := platform_of(url):
            self.cleaned_data["platform"] = Platform.objects.current().named(found)
        return self.cleaned_data

    def save(self, *, by) -> ProofLink | None:
        try:
            return links.add(self.cleaned_data["url"], self.cleaned_data["platform"], by=by)
        except links.TooManyLinks:
            self.add_error(
                "url", f"You have {links.MOST} links, and that is as many as fit. Remove one first"
            )
        return None


class LetterForm(forms.Form):
    """From somebody who is signed in. The number makes a form that is sent twice one letter."""

    name = forms.CharField(label="Your name", max_length=100, error_messages={"required": "Enter your name"})
    message = TextField(
        max_length=2000,
        widget=forms.Textarea({"rows": 8, "class": "short"}),
        help_text="At most 2,000 characters.",
        error_messages={"required": "Write a message"},
    )
    number = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, initial={"name": user.name, "number": uuid4()}, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"

    def save(self, to: Candidate, *, by) -> None:
        data = self.cleaned_data
        letter = writing.Letter(data["name"], data["message"], data["number"] or uuid4())
        writing.post(letter, to, by=by)
