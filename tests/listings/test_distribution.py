"""What Google, Indeed and LinkedIn would refuse of a listing, told while it can be changed."""

import json
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from employers.models import Company
from listings import distribution
from listings.models import Listing, ListingPlace
from listings.vocabulary import VOCAB, Contract, Hours, Period
from tests import make

pytestmark = pytest.mark.django_db

TEXT = "You will plan the calendar of our accounts, write the posts for it and answer the comments that people leave there."


def complete(
    *, places=(("Leeds", "GB"),), text: str = TEXT, company: str = "Acme", country: str = "GB", **fields
):
    """A listing, kept nowhere, that everybody would show."""
    usual = {
        "title": "Social media coordinator", "work_mode": "on-site", "contract": "permanent", "hours": "full-time",
        "pay_model": "salary", "pay_min": 24_000, "pay_max": 28_000, "currency": "GBP", "pay_period": "year",
        "apply_by": "email",
    }  # fmt: skip
    listing = Listing(pk=0, company=Company(name=company, country=country), **usual | fields)
    listing.write(title=listing.title, description=text)
    listing._prefetched_objects_cache = {
        "places": [ListingPlace(listing=listing, name=name, country=code) for name, code in places]
    }
    return listing


def refused(listing: Listing) -> list[tuple[str, str, str]]:
    return [(found.field, found.message, found.by) for found in distribution.refusals(listing)]


def test_a_complete_listing_is_shown_by_everybody():
    listing = complete()

    assert refused(listing) == []
    assert [topic.label for topic in distribution.topics(listing)] == [
        "Title", "Company", "Description", "Place", "Pay", "Contract and hours", "Closing date", "Applying",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "what"),
    [
        ("Copywriter £30k", "pay"),
        ("Brand ambassador ($18/hr)", "pay"),
        ("Editor, 30,000 GBP", "pay"),
        ("Editor #4711", "number"),
        ("Editor REQ-2044", "number"),
        ("Editor (4303)", "number"),
        ("Acme is hiring: editor", "headline"),
        ("Editor, apply now", "headline"),
        ("Editor needed urgently", "headline"),
        ("Editor!", "headline"),
        ("Editor (part-time)", "terms"),
        ("Remote editor", "terms"),
        ("Editor, Leeds", "place"),
        ("Editor in Leeds", "place"),
        ("Editor - United Kingdom", "place"),
        ("Editor at Acme", "company"),
        ("Acme - editor", "company"),
        ("Editor (Acme)", "company"),
    ],
)
def test_a_title_has_the_name_of_the_work_and_nothing_else(title, what):
    found = distribution.refusals(complete(title=title))

    assert f"Take the {what} out of the title" in [refusal.message.partition(":")[0] for refusal in found]
    assert {(refusal.field, refusal.by, bool(refusal.words)) for refusal in found} == {
        ("title", "Google and Indeed", True)
    }


@pytest.mark.parametrize(
    "title",
    [
        "Social media manager", "Web3 community lead", "B2B content strategist", "TikTok creator, 100k followers",
        "Head of hiring content", "Senior Hiring Partner", "Leeds Festival editor", "Editor, 2027 season", "Marketing intern (2027)",
        "Freelance video editor", "Editor (German speaking)", "360 video producer", "H5 game writer",
        "C++ developer", "Acme Cloud editor", "Editor, Acme Shop", "24/7 support agent",
    ],
)  # fmt: skip
def test_numbers_and_names_that_belong_to_the_work_may_stay(title):
    assert refused(complete(title=title)) == []


def test_a_reading_coach_in_reading_is_no_address():
    assert refused(complete(title="Reading coach", places=[("Reading", "GB")])) == []


def test_tags_that_somebody_typed_and_very_short_texts_are_refused():
    tagged = refused(complete(text=f"<p>{TEXT}</p>"))
    short = refused(complete(text="You write posts."))
    empty = refused(complete(text=""))

    assert tagged == [("description", "Use Markdown instead of HTML tags", "Google, Indeed and LinkedIn")]
    assert short == [("description", "Write at least 100 signs: 16 so far", "LinkedIn")]
    assert empty == [("description", "Describe the work", "Google, Indeed and LinkedIn")]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"work_mode": "", "places": []}, ("work_mode", "Choose where the work is done")),
        ({"work_mode": "on-site", "places": []}, ("country", "Choose the country")),
        ({"work_mode": "hybrid", "places": [("Leeds", "")]}, ("country", "Choose the country")),
        ({"work_mode": "on-site", "places": [("", "GB")]}, ("place", "Enter the town or city")),
        ({"work_mode": "remote", "places": []}, ("countries", "Choose which countries people can work from")),
        (
            {"work_mode": "remote", "places": [], "worldwide": True, "country": ""},
            ("worldwide", "Add a country to your company's page"),
        ),
        ({"work_mode": "remote", "places": [], "worldwide": True}, None),
        ({"work_mode": "remote", "places": [("", "GB"), ("", "IE")]}, None),
        ({"work_mode": "hybrid", "days_on_site": 2}, None),
    ],
)
def test_work_has_a_place_or_countries(fields, expected):
    found = [(field, message) for field, message, _ in refused(complete(**fields))]

    assert found == ([expected] if expected else [])


@pytest.mark.parametrize(
    "sentence",
    ["Two days a week in our office.", "3 days per week at the studio", "This is a hybrid role.", "You are 2 days in the office"],
)  # fmt: skip
def test_remote_that_is_not_is_refused_by_google(sentence):
    listing = complete(work_mode="remote", places=[("", "GB")], text=f"{TEXT} {sentence}")

    assert refused(listing) == [
        ("work_mode", "Choose hybrid, or take the days on site out of the text", "Google")
    ]


@pytest.mark.parametrize(
    "sentence",
    ["You meet the team twice a year.", "Our office is in Leeds.", "We pay for a desk.", "Five days of training a year",
     "We have been hybrid and remote", "Work two days a week on video", "Your site, your rules", "One day a week for learning"],
)  # fmt: skip
def test_an_office_somewhere_is_fine(sentence):
    assert refused(complete(work_mode="remote", places=[("", "GB")], text=f"{TEXT} {sentence}")) == []


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"pay_model": "per-deliverable", "pay_period": "piece"}, ("pay_period", "Pay a piece is not shown", "Google")),
        ({"pay_model": "per-project", "pay_period": "project"}, ("pay_period", "Pay for the project is not shown", "Google")),
        ({"pay_model": "commission-only", "pay_min": None, "pay_max": None, "currency": "", "pay_period": ""},
         ("pay_model", "Commission only is not shown as pay", "Google, Indeed and LinkedIn")),
        ({"pay_min": None, "pay_max": None}, ("pay_min", "Enter the lowest and highest pay", "Google, Indeed and LinkedIn")),
        ({"currency": ""}, ("currency", "Choose a currency", "Google, Indeed and LinkedIn")),
        ({"pay_model": "hourly", "pay_period": "hour"}, None),
    ],
)  # fmt: skip
def test_pay_is_by_time_or_left_out(fields, expected):
    assert refused(complete(**fields)) == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"contract": ""}, ("contract", "Choose the kind of contract", "Google, Indeed and LinkedIn")),
        ({"hours": ""}, ("hours", "Choose the hours", "Google, Indeed and LinkedIn")),
        ({"apply_by": ""}, ("apply_by", "Say how people apply", "LinkedIn")),
        ({"apply_by": "website"}, ("apply_url", "Enter the address of the application page", "LinkedIn")),
        ({"company": ""}, ("company", "Name the company", "Google, Indeed and LinkedIn")),
        ({"title": ""}, ("title", "Enter the title", "Google, Indeed and LinkedIn")),
        (
            {"closes_at": timezone.now() - timedelta(days=1)},
            ("closes_on", "Choose a closing date after today", "Google, Indeed and LinkedIn"),
        ),
    ],
)
def test_each_gap_leads_to_its_field(fields, expected):
    assert refused(complete(**fields)) == [expected]


def test_a_creator_deal_is_no_job_and_that_is_all_that_is_said():
    deal = complete(contract="creator-deal", title="Three reels!", places=[])

    assert refused(deal) == [("contract", "We do not send creator deals to job search engines", "")]
    assert not distribution.is_job(deal)


# How our words become theirs


@pytest.mark.parametrize(
    ("contract", "hours", "types"),
    [
        ("permanent", "full-time", ["FULL_TIME"]),
        ("permanent", "part-time", ["PART_TIME"]),
        ("permanent", "flexible", ["FULL_TIME", "PART_TIME"]),
        ("fixed-term", "part-time", ["PART_TIME", "TEMPORARY"]),
        ("freelance", "flexible", ["FULL_TIME", "PART_TIME", "CONTRACTOR"]),
        ("internship", "full-time", ["FULL_TIME", "INTERN"]),
        ("volunteer", "", ["VOLUNTEER"]),
        ("", "", []),
    ],
)
def test_contract_and_hours_become_employment_types(contract, hours, types):
    assert distribution.employment_types(complete(contract=contract, hours=hours)) == types


def test_the_tables_say_what_the_vocabulary_says():
    words = {row["slug"]: row["schema_org"] for row in json.loads(VOCAB.read_text())["contract_types"]}
    ours = {contract: " ".join(types) for contract, types in distribution.BY_CONTRACT.items() if types}

    assert set(distribution.BY_CONTRACT) == set(Contract) - {Contract.CREATOR_DEAL}
    assert ours == {slug: word for slug, word in words.items() if word and " or " not in word}
    assert set(distribution.BY_HOURS) == set(Hours)
    assert set(Period) - set(distribution.PAY_UNITS) == {Period.PIECE, Period.PROJECT}
    known = {
        word
        for words in [*distribution.BY_HOURS.values(), *distribution.BY_CONTRACT.values()]
        for word in words
    }
    assert set(distribution.INDEED_TYPES) == known


@pytest.mark.parametrize(
    ("mode", "fully"), [("remote", True), ("hybrid", False), ("on-site", False), ("", False)]
)
def test_only_fully_remote_work_is_telecommute(mode, fully):
    assert distribution.is_telecommute(complete(work_mode=mode)) is fully


def test_units_are_never_invented():
    assert distribution.pay_unit(complete()) == "YEAR"
    assert distribution.pay_unit(complete(pay_period="piece", pay_model="per-deliverable")) == ""
    assert distribution.pay_unit(complete(pay_max=None, pay_min=None)) == ""


def test_the_date_is_that_of_the_first_day():
    first = timezone.now() - timedelta(days=20)

    assert distribution.date_posted(complete()) is None
    assert distribution.date_posted(complete(published_at=first)) == first.date()
    assert distribution.date_posted(complete(published_at=first, source_posted_on=date(2026, 1, 2))) == date(
        2026, 1, 2
    )


# Where it is said


def test_the_preview_lists_what_is_fine_and_links_what_is_not(client):
    nadia = make.user()
    client.force_login(nadia)
    listing = make.listing(nadia, title="Editor in Leeds", work_mode="hybrid", days_on_site=2)

    shown = client.get(reverse("preview", args=[listing.pk])).content.decode()

    form = reverse("edit_listing", args=[listing.pk])
    assert "Will search engines show it?" in shown
    assert '<li class="held">Pay</li>' in shown
    assert '<li class="held">Title</li>' not in shown
    assert (
        f'<a href="{form}#id_title">Take the place out of the title: places have their own fields</a>'
        in shown
    )
    assert "Refused by Google and Indeed." in shown


def test_what_is_refused_elsewhere_stops_nothing_here(client):
    nadia = make.user()
    client.force_login(nadia)
    listing = make.listing(nadia, title="Editor in Leeds")

    client.post(reverse("submit", args=[listing.pk]))

    assert Listing.objects.get().status == "in-review"


def test_staff_see_what_is_refused(client):
    client.force_login(make.staff())
    listing = make.waiting_listing(title="Editor in Leeds")

    shown = client.get(reverse("admin:review_listing", args=[listing.pk])).content.decode()

    assert "Title, refused by Google and Indeed: Take the place out of the title" in shown
