"""An employer writes, previews, sends, edits and ends a listing."""

import re
from collections import Counter
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from listings.models import Listing
from listings.states import Status
from tests import make

pytestmark = pytest.mark.django_db

FORM = {
    "title": "Paid social executive",
    "role": "paid-social-specialist",
    "level": "mid",
    "work_mode": "hybrid",
    "days_on_site": "2",
    "place": "Leeds",
    "country": "GB",
    "contract": "permanent",
    "hours": "full-time",
    "pay_model": "salary",
    "pay_min": "29000",
    "pay_max": "34000",
    "currency": "GBP",
    "pay_period": "year",
    "description": make.DESCRIPTION,
    "skills_required": "Meta Ads, search engine optimization",
    "skills_nice": "Reporting",
    "platforms": ["tiktok", "instagram"],
    "apply_by": "website",
    "apply_url": "https://acme.example/jobs/7",
}


@pytest.fixture
def employer(client):
    person = make.user("nadia@example.com")
    client.force_login(person)
    return person


@pytest.fixture
def acme(employer):
    return make.company(employer)


def post(client, acme, **changes):
    return client.post(reverse("post"), FORM | {"company": acme.pk} | changes)


def errors(response) -> dict:
    return dict(response.context["form"].errors)


def test_somebody_without_a_company_is_asked_for_it_first(client, employer):
    response = client.get(reverse("post"))

    assert response.url == reverse("new_company")


def test_a_company_belongs_to_who_made_it(client, employer):
    response = client.post(
        reverse("new_company"), {"name": "Fern & Co", "website": "fern.example", "country": "GB"}
    )

    company = employer.companies.get()
    assert response.url == reverse("company_proof", args=["fern-co"])
    assert (company.slug, company.website) == ("fern-co", "https://fern.example")
    assert company.memberships.get().role == "owner"


def test_two_companies_of_one_name_have_pages_of_their_own(client, employer):
    client.post(reverse("new_company"), {"name": "Fern"})
    other = make.user()
    client.force_login(other)
    client.post(reverse("new_company"), {"name": "Fern"})

    assert (employer.companies.get().slug, other.companies.get().slug) == ("fern", "fern-2")


def test_a_company_that_is_sent_twice_is_founded_once(client, employer):
    answers = {client.post(reverse("new_company"), {"name": "Fern"}).url for _ in range(2)}

    assert employer.companies.get().slug == "fern"
    assert answers == {reverse("company_proof", args=["fern"])}


@pytest.mark.parametrize(
    "website", ["javascript:alert(1)", "http://fern.example", "ftp://fern.example", "fern"]
)
def test_a_website_is_https_or_nothing(client, employer, website):
    response = client.post(reverse("new_company"), {"name": "Fern", "website": website})

    assert response.status_code == 422
    assert "website" in errors(response)


def test_a_whole_listing_is_kept_as_it_was_written(client, acme):
    post(client, acme)

    listing = Listing.objects.get()
    assert (listing.title, listing.role.slug, listing.status) == (
        "Paid social executive",
        "paid-social-specialist",
        "draft",
    )
    assert [skill.slug for skill in listing.required_skills] == ["meta-ads", "seo"]
    assert [skill.slug for skill in listing.nice_skills] == ["reporting"]
    assert [(place.name, place.country) for place in listing.places.all()] == [("Leeds", "GB")]
    assert {platform.slug for platform in listing.platforms.all()} == {"tiktok", "instagram"}
    assert (listing.pay_min, listing.pay_max, listing.currency) == (29_000, 34_000, "GBP")
    assert listing.posted_by.email == "nadia@example.com"


def test_a_draft_needs_a_title_and_nothing_more(client, acme):
    response = client.post(reverse("post"), {"title": "Later", "company": acme.pk, "save": ""})

    listing = Listing.objects.get()
    assert response.url == reverse("edit_listing", args=[listing.pk])
    assert listing.status == Status.DRAFT


def test_without_a_title_nothing_typed_is_lost(client, acme):
    response = post(client, acme, title="")

    assert response.status_code == 422
    assert errors(response) == {"title": ["Enter the title"]}
    assert "Meta Ads, search engine optimization" in response.content.decode()
    assert "Error:" in response.content.decode()


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        (
            {"skills_required": "captions"},
            "skills_required",
            "Did you mean Accessible content or Caption writing?",
        ),
        ({"skills_required": "Meta Adds"}, "skills_required", "We do not know the skill “Meta Adds”. Did you mean Meta Ads"),
        ({"skills_nice": "zzzzzz"}, "skills_nice", "We do not know the skill “zzzzzz”"),
        ({"work_mode": "remote", "countries": "Narnia, Poland"}, "countries", "We do not know the country “Narnia”"),
        ({"pay_min": "40000"}, "pay_max", "The highest pay must be more than the lowest"),
        ({"pay_min": "abc"}, "pay_min", "Write the lowest pay in numbers, like 29000"),
        ({"pay_max": "lots"}, "pay_max", "Write the highest pay in numbers, like 34000"),
        ({"pay_min": ""}, "pay_min", "Enter the lowest and highest pay"),
        ({"currency": ""}, "currency", "Choose a currency"),
        ({"closes_on": "2001-01-01"}, "closes_on", "Choose a closing date after today"),
        ({"closes_on": "2099-01-01"}, "closes_on", "Choose a closing date at most 60 days away"),
        ({"apply_url": "javascript:alert(1)"}, "apply_url", "Enter a full address"),
        ({"apply_email": "nobody"}, "apply_email", "Enter an email address like name@example.com"),
        ({"days_on_site": "9"}, "days_on_site", "4"),
        ({"role": "plumber"}, "role", "Select a valid choice"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_beside_its_field(client, acme, changes, field, message):
    response = post(client, acme, **changes)

    assert response.status_code == 422
    assert message in errors(response)[field][0]


def test_fields_that_the_form_does_not_have_are_ignored(client, acme):
    post(client, acme, status="live", posted_by="1", published_at="2020-01-01", source="1", is_staff="1")

    listing = Listing.objects.get()
    assert (listing.status, listing.published_at, listing.source) == ("draft", None, None)


def test_nobody_posts_for_a_company_of_others(client, acme):
    theirs = make.company(make.user(), name="Theirs")

    response = post(client, acme, company=theirs.pk)

    assert response.status_code == 422
    assert not Listing.objects.exists()


def test_a_form_sent_twice_makes_one_listing(client, acme):
    token = "7d0f6b0c-8f3e-4a55-9f57-0d6a5a3b1c11"

    first = post(client, acme, form_token=token)
    second = post(client, acme, form_token=token)

    assert Listing.objects.count() == 1
    assert first.url == second.url


def test_remote_work_names_its_countries(client, acme):
    post(client, acme, work_mode="remote", countries="Ireland, uk", days_on_site="")

    listing = Listing.objects.get()
    assert [place.country for place in listing.places.all()] == ["IE", "GB"]
    assert listing.days_on_site is None


def test_the_preview_shows_the_listing_and_what_is_missing(client, employer):
    listing = make.listing(employer, apply_url="", skills=[])

    shown = client.get(reverse("preview", args=[listing.pk])).content.decode()

    assert "£24,000 to £28,000 a year" in shown
    assert "Name at least one skill that the work needs" in shown
    assert f"{reverse('edit_listing', args=[listing.pk])}#id_apply_url" in shown
    assert "Send for review" not in shown


def test_sending_an_incomplete_draft_leads_back_to_what_is_missing(client, employer):
    listing = make.listing(employer, apply_url="")

    response = client.post(reverse("submit", args=[listing.pk]))

    listing.refresh_from_db()
    assert response.url == reverse("preview", args=[listing.pk])
    assert listing.status == Status.DRAFT


def test_a_complete_draft_is_sent_once(client, employer):
    listing = make.listing(employer)

    first = client.post(reverse("submit", args=[listing.pk]))
    second = client.post(reverse("submit", args=[listing.pk]))

    listing.refresh_from_db()
    assert (first.status_code, second.status_code) == (302, 409)
    assert "Somebody was faster" in second.content.decode()
    assert listing.status == Status.IN_REVIEW


def test_a_returned_listing_shows_the_reason_and_may_be_changed(client, employer):
    listing = make.listing(employer, status=Status.RETURNED)
    listing.decisions.create(
        act="return",
        before="in-review",
        after="returned",
        reason="pay-unclear",
        note="Please give a range.",
        title="x",
    )

    desk = client.get(reverse("desk")).content.decode()
    form = client.get(reverse("edit_listing", args=[listing.pk])).content.decode()

    assert "Pay missing or too wide: Please give a range." in desk
    assert "Please give a range." in form


def test_a_listing_that_staff_refused_has_no_closing_date_ahead(client, employer):
    make.listing(employer, status=Status.REJECTED)

    assert "30 days from publishing" not in client.get(reverse("desk")).content.decode()


def test_no_two_parts_of_the_form_have_one_id(client, acme):
    ids = Counter(re.findall(r'\sid="([^"]+)"', client.get(reverse("post")).content.decode()))

    assert [name for name, times in ids.items() if times > 1] == []


def test_post_a_role_in_the_header_leads_to_the_form(client, acme):
    header = client.get(reverse("home")).content.decode().partition("</header>")[0]

    assert f'<a href="{reverse("post")}">Post a role</a>' in header


def test_a_live_listing_cannot_be_made_unready(client, employer):
    listing = make.live_listing(employer)

    response = client.post(reverse("edit_listing", args=[listing.pk]), {"title": listing.title})

    listing.refresh_from_db()
    assert response.status_code == 422
    assert "Choose the role that fits best" in str(errors(response))
    assert listing.status == Status.LIVE
    assert listing.skills.count() == 1


def test_withdrawing_keeps_it_from_everybody(client, employer):
    listing = make.waiting_listing(employer)

    client.post(reverse("withdraw", args=[listing.pk]))

    listing.refresh_from_db()
    assert listing.status == Status.WITHDRAWN


def test_the_closing_day_lasts_until_midnight(client, acme):
    day = timezone.localdate() + timedelta(days=10)

    post(client, acme, closes_on=day.isoformat())

    assert Listing.objects.get().closes_at.isoformat() == f"{day}T23:59:59+00:00"
