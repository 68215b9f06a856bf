"""What the form of a listing asks, understands, suggests and keeps."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from listings.models import Listing
from listings.readiness import problems
from listings.states import Status
from tests import make
from tests.listings.test_desk import FORM, errors

pytestmark = pytest.mark.django_db

TOKEN = "7d0f6b0c-8f3e-4a55-9f57-0d6a5a3b1c11"
DEAL = {
    "contract": "creator-deal",
    "pay_model": "per-deliverable",
    "pay_period": "piece",
    "piece_1_count": "3",
    "piece_1_kind": "short-video",
    "piece_1_platform": "tiktok",
    "piece_3_kind": "photo-set",
    "deal_use": "ads",
    "deal_perpetual": "on",
    "deal_territory": "worldwide",
    "deal_exclusive_days": "120",
    "deal_exclusive_in": "skin care",
    "deal_whitelisting": "no",
    "deal_revisions": "2",
    "deal_kill_fee": "0",
    "deal_payment_days": "30",
    "deal_disclosure": "both",
    "deal_gift": "The camera",
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


def posted(client, acme, **changes) -> Listing:
    response = post(client, acme, **changes)
    assert response.status_code == 302, errors(response)
    return Listing.objects.get()


def form_again(client, listing) -> dict:
    """What the fields hold when the listing is opened once more."""
    form = client.get(reverse("edit_listing", args=[listing.pk])).context["form"]
    return {name: form[name].value() for name in form.fields}


# How people apply


def test_people_apply_here_unless_an_employer_says_otherwise(client, acme):
    form = client.get(reverse("post")).context["form"]

    assert [choice[0] for choice in form.fields["apply_by"].choices] == ["here", "website", "email"]
    assert form["apply_by"].value() == "here"


def test_who_takes_applications_here_needs_no_address(client, acme):
    listing = posted(client, acme, apply_by="here", apply_url="", apply_email="")

    assert listing.takes_applications
    assert problems(listing) == []


# Where and when


def test_a_listing_may_have_several_places(client, acme):
    more = "Bristol\r\nCork, Ireland"

    listing = posted(client, acme, more_places=more)

    places = [(place.name, place.country) for place in listing.places.all()]
    assert places == [("Leeds", "GB"), ("Bristol", "GB"), ("Cork", "IE")]
    assert form_again(client, listing)["more_places"] == "Bristol, United Kingdom\nCork, Ireland"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("Paris, Narnia", "We do not know the country “Narnia”"),
        ("\n".join(f"Town {number}" for number in range(10)), "Name at most 9 more places"),
        ("x" * 81, "at most 80 characters"),
    ],
)
def test_places_that_nobody_understands_are_said(client, acme, typed, message):
    response = post(client, acme, more_places=typed)

    assert message in errors(response)["more_places"][0]


def test_remote_work_may_ask_for_hours_that_overlap(client, acme):
    remote = {"work_mode": "remote", "worldwide": "on", "overlap_hours": "4", "overlap_zone": "London"}

    listing = posted(client, acme, **remote)

    assert (listing.worldwide, listing.overlap_hours, listing.overlap_zone) == (True, 4, "London")


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"overlap_hours": "4"}, "overlap_zone", "Enter the place whose working day is meant"),
        ({"overlap_zone": "London"}, "overlap_hours", "Enter how many hours must overlap"),
        ({"overlap_hours": "12", "overlap_zone": "London"}, "overlap_hours", "8"),
    ],
)
def test_hours_of_overlap_go_with_a_place(client, acme, changes, field, message):
    response = post(client, acme, work_mode="remote", worldwide="on", **changes)

    assert message in errors(response)[field][0]


@pytest.mark.parametrize(
    ("closes", "goes_live", "field", "message"),
    [
        (6, None, "closes_on", "Give people time: at least 7 days"),
        (61, None, "closes_on", "Choose a closing date at most 60 days away"),
        (12, 10, "closes_on", "Give people time: at least 7 days"),
        (None, 0, "publish_on", "Choose a day after today"),
        (None, 61, "publish_on", "Choose a day at most 60 days away"),
    ],
)
def test_a_listing_is_open_for_7_to_60_days(client, acme, closes, goes_live, field, message):
    today = timezone.localdate()
    days = {"closes_on": closes, "publish_on": goes_live}
    given = {name: (today + timedelta(days=day)).isoformat() for name, day in days.items() if day is not None}

    response = post(client, acme, **given)

    assert message in errors(response)[field][0]


def test_a_listing_may_wait_for_its_day(client, acme):
    today = timezone.localdate()
    goes_live, closes = today + timedelta(days=20), today + timedelta(days=79)

    listing = posted(client, acme, publish_on=goes_live.isoformat(), closes_on=closes.isoformat())

    assert listing.publish_at.isoformat() == f"{goes_live}T00:00:00+00:00"
    assert form_again(client, listing)["publish_on"] == goes_live


def test_the_day_of_a_listing_that_waits_for_it_can_be_moved(client, acme, employer):
    first, later = (timezone.now() + timedelta(days=days) for days in (5, 9))
    listing = make.listing(employer, company=acme, status=Status.SCHEDULED, publish_at=first)
    form = form_again(client, listing)
    same = {name: value for name, value in form.items() if value not in (None, "", [])}

    response = client.post(
        reverse("edit_listing", args=[listing.pk]), same | {"publish_on": later.date().isoformat()}
    )

    listing.refresh_from_db()
    assert response.status_code == 302
    assert (listing.publish_at.date(), listing.status) == (later.date(), Status.SCHEDULED)


# Pay


@pytest.mark.parametrize("model", ["commission-only", "revenue-share", "gifts-only", "unpaid"])
def test_what_is_not_pay_has_no_amount_whatever_is_typed(client, acme, model):
    listing = posted(client, acme, pay_model=model)

    assert (listing.pay_min, listing.pay_max, listing.currency, listing.pay_period) == (None, None, "", "")


@pytest.mark.parametrize(
    ("model", "period"),
    [("hourly", "hour"), ("day-rate", "day"), ("retainer", "month"), ("per-project", "project")],
)
def test_a_model_with_one_period_needs_no_choice(client, acme, model, period):
    listing = posted(client, acme, pay_model=model, pay_period="")

    assert listing.pay_period == period


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        ("29000", "34000", "The top is 1.17 times the bottom: good."),
        (
            "20000",
            "60000",
            "The top is 3.00 times the bottom. Very wide ranges make people trust an advert less.",
        ),
        ("20000", "20000", "One amount, no range: good."),
    ],
)
def test_the_width_of_a_range_is_said_in_words(client, acme, low, high, words):
    shown = client.post(reverse("suggest"), FORM | {"company": acme.pk, "pay_min": low, "pay_max": high})

    assert words in shown.content.decode()


# Before you apply, questions, deal


def test_answers_before_people_apply_are_kept_and_others_are_not_stated(client, acme):
    listing = posted(client, acme, truth_on_camera="sometimes", truth_trial_task="yes-paid")

    assert {fact.name: fact.value for fact in listing.facts.all()} == {
        "on_camera": "sometimes",
        "trial_task": "yes-paid",
    }
    again = form_again(client, listing)
    assert (again["truth_on_camera"], again["truth_own_account"]) == ("sometimes", "")


def test_up_to_three_questions_are_kept_in_order_without_gaps(client, acme):
    questions = {
        "question_1": "Which tools do you use?",
        "question_3": "Do you drive?",
        "question_3_kind": "yes-no",
    }

    listing = posted(client, acme, **questions)

    assert list(listing.questions.values_list("order", "text", "kind")) == [
        (1, "Which tools do you use?", "text"),
        (2, "Do you drive?", "yes-no"),
    ]


@pytest.mark.parametrize("question", ["What is your current salary?", "How much did you earn?"])
def test_nobody_is_asked_what_they_earned(client, acme, question):
    response = post(client, acme, question_2=question)

    assert "Do not ask what people earn or earned" in errors(response)["question_2"][0]


def test_the_terms_of_a_deal_are_kept_and_shown_again(client, acme):
    listing = posted(client, acme, **DEAL)

    deal = listing.deal
    pieces = [
        (piece.count, piece.kind, piece.platform and piece.platform.slug) for piece in deal.deliverables.all()
    ]
    assert pieces == [(3, "short-video", "tiktok"), (1, "photo-set", None)]
    assert (deal.use, deal.perpetual, deal.months, deal.territory) == ("ads", True, None, "worldwide")
    assert (deal.exclusive_days, deal.exclusive_in, deal.whitelisting) == (120, "skin care", False)
    assert (deal.revisions, deal.kill_fee, deal.payment_days) == (2, 0, 30)
    assert (deal.disclosure, deal.gift) == ("both", "The camera")
    again = form_again(client, listing)
    assert (again["deal_whitelisting"], again["piece_1_platform"], again["piece_2_kind"]) == (
        "no",
        "tiktok",
        "photo-set",
    )


def test_harsh_terms_are_said_while_one_writes(client, acme):
    shown = client.post(reverse("suggest"), FORM | DEAL | {"company": acme.pk}).content.decode()

    assert "The brand may use the work for ever. There is no end date." in shown
    assert "Nothing is paid if the brand cancels." in shown
    assert "You may not work for rivals for 120 days." in shown


def test_only_creator_work_has_a_deal(client, acme):
    listing = posted(
        client, acme, **DEAL | {"contract": "permanent", "pay_model": "salary", "pay_period": "year"}
    )

    assert not hasattr(listing, "deal")


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"deal_months": "6"}, "deal_months", "Rights last for ever or for some months, not both"),
        ({"piece_2_count": "4"}, "piece_2_kind", "Choose what is made"),
        ({"piece_1_count": "0"}, "piece_1_count", "greater than or equal to 1"),
        ({"deal_kill_fee": "101"}, "deal_kill_fee", "100"),
        ({"piece_1_platform": "friendster"}, "piece_1_platform", "Select a valid choice"),
    ],
)
def test_terms_that_make_no_sense_are_said(client, acme, changes, field, message):
    response = post(client, acme, **DEAL | changes)

    assert message in errors(response)[field][0]


# Where applications go


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("javascript:alert(1)", "Enter a full address"),
        ("data:text/html,hello", "Enter a full address"),
        ("http://acme.example/jobs", "Enter a full address"),
        ("https://localhost/jobs", "Enter the address of a public website"),
        ("https://127.0.0.1/jobs", "Enter the address of a public website"),
        ("https://[::1]/jobs", "Enter the address of a public website"),
        ("https://acme.example@evil.example/", "Take out what stands before the @"),
        ("https://bit.ly/3abc", "A short link hides where it leads"),
        ("https://www.tinyurl.com/3abc", "A short link hides where it leads"),
        ("https://rolefeed.example/listings/", "This address is on our own site"),
    ],
)  # fmt: skip
def test_a_link_that_hides_where_it_leads_is_refused(client, acme, settings, address, message):
    settings.SITE_URL = "https://rolefeed.example"

    response = post(client, acme, apply_url=address)

    assert response.status_code == 422
    assert message in errors(response)["apply_url"][0]


@pytest.mark.parametrize("address", ["https://jobs.acme.example:8443/7", "acme.example/jobs?id=7#apply"])
def test_an_open_link_of_any_port_is_taken(client, acme, address):
    listing = posted(client, acme, apply_url=address)

    assert listing.apply_url == f"https://{address.removeprefix('https://')}"


# Suggestions


def suggested(response) -> dict:
    found = response.context["suggested"]
    return {
        "role": found.role and (found.role.thing.slug, found.role.why),
        "skills": {one.thing.slug: one.why for one in found.skills},
        "platforms": {one.thing.slug: one.why for one in found.platforms},
    }


def test_a_role_is_suggested_from_the_title_with_its_reason(client, acme):
    response = client.post(reverse("suggest"), {"company": acme.pk, "title": "Paid social exec (TikTok)"})

    assert suggested(response)["role"] == ("paid-social-specialist", "because of “paid social”")
    assert suggested(response)["platforms"]["tiktok"] == "in the title: “TikTok”"
    assert not Listing.objects.exists()


def test_skills_are_suggested_from_the_text_first_then_from_the_role(client, acme):
    text = "You run Meta Ads and write captions for Instagram."

    response = client.post(
        reverse("suggest"), {"company": acme.pk, "role": "paid-social-specialist", "description": text}
    )

    found = suggested(response)
    assert found["role"] is None
    assert found["skills"]["meta-ads"] == "in your text: “Meta Ads”"
    reasons = [why.split(":")[0] for why in found["skills"].values()]
    assert reasons == sorted(reasons, key=["in your text", "core skill of the role"].index)
    assert found["skills"]["ab-testing"] == "core skill of the role"
    assert found["platforms"]["instagram"] == "in your text: “Instagram”"
    assert found["platforms"]["pinterest"] == "usual for the role"


def test_what_is_in_the_form_or_dropped_is_suggested_no_more(client, acme):
    kept = {"skills_required": "Meta Ads", "skills_nice": "A/B testing, nonsense", "platforms": ["tiktok"]}
    dropped = {"dropped": ["skill:reporting", "platform:instagram"]}

    response = client.post(
        reverse("suggest"), {"company": acme.pk, "role": "paid-social-specialist"} | kept | dropped
    )

    found = suggested(response)
    assert not {"meta-ads", "ab-testing", "reporting"} & set(found["skills"])
    assert not {"tiktok", "instagram"} & set(found["platforms"])
    assert "budgeting" in found["skills"]


def test_without_a_script_ticked_suggestions_land_in_the_form_and_nothing_is_saved(client, acme):
    ticks = {
        "take_role": "paid-social-specialist", "take_required": ["meta-ads", "reporting"], "take_nice": "budgeting",
        "take_platform": "tiktok", "drop": "skill:ab-testing", "take_frame": "paid-social-specialist",
    }  # fmt: skip

    response = client.post(
        reverse("post"),
        {"company": acme.pk, "title": "Paid social exec", "skills_required": "SEO", "suggest": ""} | ticks,
    )

    form = response.context["form"]
    assert response.status_code == 200
    assert form["role"].value() == "paid-social-specialist"
    assert form["skills_required"].value() == "SEO, Meta Ads, Reporting"
    assert form["skills_nice"].value() == "Budgeting"
    assert form["platforms"].value() == ["tiktok"]
    assert "- Ad campaigns" in form["description"].value()
    assert "ab-testing" not in suggested(response)["skills"]
    assert "There is a problem" not in response.content.decode()
    assert not Listing.objects.exists()


def test_ticked_suggestions_are_kept_by_every_button(client, acme):
    listing = posted(client, acme, role="", take_role="paid-social-specialist", take_nice="budgeting")

    assert listing.role.slug == "paid-social-specialist"
    assert [skill.slug for skill in listing.nice_skills] == ["reporting", "budgeting"]


def test_a_start_never_replaces_what_somebody_wrote(client, acme):
    listing = posted(client, acme, take_frame="paid-social-specialist")

    assert listing.description == make.DESCRIPTION


def test_headings_of_the_frame_with_nothing_below_are_left_out_of_the_preview(client, acme):
    text = f"## You will\r\n\r\n- {make.DESCRIPTION}\r\n\r\n## You bring\r\n\r\n- \r\n\r\n## We offer\r\n\r\n- A desk.\r\n"

    draft = posted(client, acme, description=text, form_token=TOKEN, save="")
    assert "## You bring\n" in draft.description
    post(client, acme, description=text, form_token=TOKEN, preview="")

    draft.refresh_from_db()
    assert draft.description.endswith("small team.\n\n## We offer\n\n- A desk.")


def test_the_card_is_shown_as_candidates_will_see_it(client, acme):
    shown = client.post(reverse("suggest"), FORM | {"company": acme.pk}).content.decode()

    assert "£29,000 to £34,000 a year" in shown
    assert "Acme · Leeds, United Kingdom · Hybrid, 2 days on site" in shown
    assert 'href="/listings/' not in shown


def test_half_a_form_with_mistakes_is_shown_as_far_as_it_goes(client, acme):
    shown = client.post(
        reverse("suggest"),
        {
            "company": acme.pk,
            "title": "Writer",
            "pay_min": "lots",
            "skills_required": "Nonsense",
            "role": "x",
        },
    )

    assert shown.status_code == 200
    assert "Pay not stated" in shown.content.decode()
    assert "Choose the role that fits best" in shown.content.decode()


@pytest.mark.parametrize("name", ["suggest", "autosave"])
def test_what_scripts_ask_is_post_only_and_for_signed_in_people(client, acme, name):
    assert client.get(reverse(name)).status_code == 405

    client.logout()

    assert client.post(reverse(name), FORM).url.startswith("/account/login/")


# The next one


def test_the_next_listing_begins_as_the_last_one_where_they_are_usually_alike(client, acme):
    listing = posted(client, acme, truth_on_camera="no", question_1="Why us?")
    client.post(reverse("submit", args=[listing.pk]))

    form = client.get(reverse("post")).context["form"]

    alike = (
        "work_mode",
        "days_on_site",
        "place",
        "country",
        "contract",
        "hours",
        "pay_model",
        "currency",
        "pay_period",
    )
    assert [form[name].value() for name in alike] == [
        "hybrid", 2, "Leeds", "GB", "permanent", "full-time", "salary", "GBP", "year",
    ]  # fmt: skip
    assert form["apply_by"].value() == "website"
    for name in ("title", "role", "pay_min", "skills_required", "apply_url", "truth_on_camera", "question_1"):
        assert not form[name].value(), name


def test_the_first_listing_begins_with_the_place_and_money_of_the_company(client, employer):
    make.company(employer, place="Gdańsk", country="PL")

    form = client.get(reverse("post")).context["form"]

    assert [form[name].value() for name in ("place", "country", "currency")] == ["Gdańsk", "PL", "PLN"]


def test_who_writes_for_two_companies_chooses_and_sees_the_first_until_then(client, acme, employer):
    make.company(employer, name="Fern")

    response = client.get(reverse("post"))

    assert "Acme · " in response.content.decode()
    assert [str(name) for _, name in response.context["form"].fields["company"].choices] == ["Acme", "Fern"]


def test_a_form_of_a_company_that_one_left_begins_a_new_listing(client, acme, employer):
    theirs = make.listing(make.user(), title="Theirs")

    response = post(client, acme, form_token=str(theirs.form_token))

    theirs.refresh_from_db()
    assert response.status_code == 302
    assert theirs.title == "Theirs"
    assert Listing.objects.of_member(employer).count() == 1


def test_every_link_to_what_is_missing_leads_to_its_field(client, acme):
    shown = client.get(reverse("post")).content.decode()

    named = set(re.findall(r'href="#(\w+)"', shown)) - {"main"}
    assert len(named) > 5
    assert [name for name in named if f'id="{name}"' not in shown] == []
