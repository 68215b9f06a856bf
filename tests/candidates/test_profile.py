"""My profile: what I say, its address, who sees what, and from whom it hides."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from candidates import periods
from candidates.models import Candidate, OldHandle
from candidates.portfolio import addresses
from candidates.vocabulary import PARTS
from tests import make

pytestmark = pytest.mark.django_db

SAID = {
    "name": "Leo M.",
    "headline": "Video editor",
    "about": "I cut.\r\nFast.",
    "work_modes": ["remote", "hybrid"],
    "availability": "month",
    "country": "PL",
    "city": "Gdańsk",
    "time_zone": "Europe/Warsaw",
    "may_work_in": "Poland, ireland",
    "language_1": "pl",
    "level_1": "first",
    "language_2": "en",
    "level_2": "fluent",
}


@pytest.fixture
def leo(client):
    person = make.user("leo@example.com")
    client.force_login(person)
    return person


def post(client, name: str, /, *args, **data):
    return client.post(reverse(name, args=args), data)


def text(response) -> str:
    return response.content.decode()


def mine(user) -> Candidate:
    return Candidate.objects.get(user=user)


# What it says


def test_looking_at_the_profile_saves_nothing_and_says_that_nobody_sees_it(client, leo):
    shown = text(client.get(reverse("my_profile")))

    assert "Your page is off." in shown
    assert "Choose an address to publish" in shown
    assert shown.count("(not done)") == 4
    assert not Candidate.objects.exists()


@pytest.mark.parametrize(
    "name",
    [
        "edit_profile",
        "profile_address",
        "profile_visibility",
        "hide_from",
        "pieces",
        "new_piece",
        "profile_links",
    ],
)
def test_every_page_of_it_opens_before_anything_is_saved(client, leo, name):
    shown = client.get(reverse(name))

    assert shown.status_code == 200
    assert "Your page is off." in text(shown)
    assert not Candidate.objects.exists()


def test_what_is_said_is_kept_and_shown_in_words(client, leo):
    response = post(client, "edit_profile", **SAID)

    assert response.url == reverse("my_profile")
    saved = mine(leo)
    assert (saved.about, saved.may_work_in) == ("I cut.\nFast.", ["PL", "IE"])
    assert saved.languages == [["pl", "first"], ["en", "fluent"]]
    shown = text(client.get(reverse("my_profile")))
    for words in ["Remote", "Within a month", "Gdańsk, Poland", "Polish: first language; English: fluent"]:
        assert words in shown


def test_saving_it_again_takes_out_what_is_left_empty(client, leo):
    post(client, "edit_profile", **SAID)

    post(client, "edit_profile", name="Leo")

    saved = mine(leo)
    assert (saved.name, saved.headline, saved.languages, saved.work_modes) == ("Leo", "", [], [])


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"level_1": ""}, "Say how well you know Polish"),
        ({"language_2": ""}, "Choose the language"),
        ({"language_2": "pl"}, "Polish is here twice. Take one out"),
        ({"may_work_in": "Atlantis"}, "We do not know the country “Atlantis”"),
        ({"headline": "x" * 121}, "120 characters"),
    ],
)
def test_what_cannot_be_read_is_said_and_what_was_typed_stays(client, leo, wrong, words):
    response = post(client, "edit_profile", **SAID | wrong)

    assert response.status_code == 422
    assert words in text(response)
    assert "Gdańsk" in text(response)
    assert not Candidate.objects.exists()


@pytest.mark.parametrize("field", ["published_at", "handle", "user", "visibility", "skills", "delete_after"])
def test_nothing_else_is_changed_by_what_is_posted_along(client, leo, field):
    post(client, "edit_profile", **SAID | {field: "2026-01-01"})

    saved = mine(leo)
    assert (saved.published_at, saved.handle, saved.user, saved.visibility) == (None, None, leo, {})
    assert saved.delete_after is None


def test_skills_come_from_the_match_with_their_balance(client, leo):
    Candidate.objects.keep(leo, ["copywriting", "sql"], ["tiktok"])

    shown = text(client.get(reverse("my_profile")))

    assert "Change them in Find my fit" in shown
    assert "Copywriting" in shown
    assert "TikTok" in shown


# Its address


def test_an_address_is_chosen_and_another_takes_its_place(client, leo):
    post(client, "profile_address", handle="leo-m")
    post(client, "profile_address", handle="leo-cuts")

    assert mine(leo).handle == "leo-cuts"
    assert list(OldHandle.objects.values_list("handle", "leads_on")) == [("leo-m", False)]


@pytest.mark.parametrize(
    "handle", ["", "ab", "-leo", "leo-", "leo m", "leo_m", "lé o", "x" * 41, "admin", "rolefeed-hr"]
)
def test_an_address_that_cannot_be_is_refused_and_stays_in_the_box(client, leo, handle):
    response = post(client, "profile_address", handle=handle)

    assert response.status_code == 422
    assert not Candidate.objects.exclude(handle=None).exists()


def test_the_address_of_another_is_taken(client, leo):
    make.person(handle="leo-m")

    response = post(client, "profile_address", handle="leo-m")

    assert response.status_code == 422
    assert "Somebody else has this address" in text(response)


def test_an_address_given_up_is_kept_from_others_for_half_a_year(client, leo):
    other = make.person(handle="leo-m")
    addresses.choose("other", by=other.user)

    assert post(client, "profile_address", handle="leo-m").status_code == 422
    OldHandle.objects.update(left_at=timezone.now() - periods.HANDLES - timedelta(minutes=1))
    assert post(client, "profile_address", handle="leo-m").status_code == 302
    assert mine(leo).handle == "leo-m"


def test_an_address_that_leads_on_is_kept_for_as_long_as_it_does(client, leo):
    other = make.person(handle="leo-m")
    addresses.choose("other", by=other.user, leads_on=True)
    OldHandle.objects.update(left_at=timezone.now() - timedelta(days=999))

    assert post(client, "profile_address", handle="leo-m").status_code == 422


def test_of_two_who_choose_the_same_at_once_the_second_is_told(client, leo, monkeypatch):
    make.person(handle="leo-m")
    monkeypatch.setattr(addresses, "refuse_taken", lambda *args: None)  # as if it was free a moment ago

    response = post(client, "profile_address", handle="leo-m")

    assert response.status_code == 422
    assert "Somebody else has this address" in text(response)


def test_who_gave_an_address_up_takes_it_back(client, leo):
    for handle in ("leo-m", "leo-cuts", "leo-m"):
        assert post(client, "profile_address", handle=handle).status_code == 302

    assert mine(leo).handle == "leo-m"
    assert list(OldHandle.objects.values_list("handle", flat=True)) == ["leo-cuts"]


def test_addresses_are_not_tried_on_all_day(client, leo):
    answers = [post(client, "profile_address", handle=f"leo-{number}").status_code for number in range(6)]

    assert answers == [302] * 5 + [429]


def test_an_old_address_stops_leading_when_its_owner_says_so(client, leo):
    post(client, "profile_address", handle="leo-m")
    post(client, "profile_address", handle="leo-cuts", leads_on="on")
    old = OldHandle.objects.get(leads_on=True)

    assert "Stop<span" in text(client.get(reverse("profile_address")))
    post(client, "stop_leading", old.pk)

    old.refresh_from_db()
    assert not old.leads_on
    assert post(client, "stop_leading", old.pk).status_code == 404


# On and off


def test_a_page_is_published_and_taken_off_again(client, leo):
    post(client, "profile_address", handle="leo-m")

    assert post(client, "publish_profile").url == reverse("my_profile")
    published = mine(leo).published_at
    post(client, "publish_profile")
    assert mine(leo).published_at == published
    assert "Your page is on" in text(client.get(reverse("my_profile")))

    post(client, "unpublish_profile")
    assert mine(leo).published_at is None


def test_without_an_address_it_cannot_be_published(client, leo):
    response = post(client, "publish_profile")

    assert response.url == reverse("profile_address")
    assert not Candidate.objects.exclude(published_at=None).exists()


# Who sees what


def test_each_part_has_its_choice_and_the_banner_says_what_holds(client, leo):
    chosen = dict.fromkeys(PARTS, "only-me") | {"headline": "public", "pieces": "employers"}
    post(client, "profile_address", handle="leo-m")
    post(client, "publish_profile")

    response = post(client, "profile_visibility", **chosen, in_search_engines="on")

    assert response.url == reverse("profile_visibility")
    saved = mine(leo)
    assert (saved.visibility, saved.in_search_engines) == (chosen, True)
    shown = " ".join(text(client.get(reverse("my_profile"))).split())
    assert "<strong>Anyone with the link</strong>: headline and about." in shown
    assert "<strong>All proved employers, except those you hide from</strong>: portfolio." in shown
    assert "<strong>Only you</strong>: skills and platforms, links," in shown


def test_while_the_page_is_off_the_banner_says_what_goes_along_with_an_application(client, leo):
    shown = " ".join(text(client.get(reverse("my_profile"))).split())

    along = "headline and about, skills and platforms, portfolio, languages, work modes and availability, country and time zone"
    assert f"<strong>Employers you apply to, with your application</strong>: {along}." in shown
    assert "<strong>Nobody until your page is on</strong>: links." in shown
    assert "<strong>Only you</strong>: town or city, contact by form." in shown


def test_a_choice_that_nobody_knows_is_refused(client, leo):
    response = post(client, "profile_visibility", **dict.fromkeys(PARTS, "only-me") | {"city": "friends"})

    assert response.status_code == 422
    assert not Candidate.objects.exists()


# Hide from


@pytest.mark.parametrize(
    ("email", "website", "suggested"),
    [
        ("leo@fern.example", "https://www.fern.example/about", True),
        ("leo@mail.fern.example", "https://fern.example", True),
        ("leo@fern.example", "https://notfern.example", False),
        ("leo@fern.example", "https://other.example/fern.example", False),
        ("leo@gmail.com", "https://gmail.com", False),
        ("leo@fern.example", "", False),
    ],
)
def test_the_present_employer_is_suggested_from_the_domain_of_the_address(client, email, website, suggested):
    client.force_login(make.user(email))
    make.company(name="Fern", website=website)

    shown = text(client.get(reverse("hide_from")))

    assert ("Where you work now?" in shown) == suggested


def test_a_company_is_found_by_the_start_of_its_name_hidden_from_and_shown_to_again(client, leo):
    fern = make.company(name="Fern & Sons")
    make.company(name="Other")

    found = text(client.get(reverse("hide_from"), {"name": "fer"}))
    assert "Hide<span" in found
    assert "Other" not in found

    post(client, "hide_from_company", fern.slug)
    post(client, "hide_from_company", fern.slug)
    assert [one.company for one in mine(leo).hidden_from.all()] == [fern]
    assert "(hidden from)" in text(client.get(reverse("hide_from"), {"name": "sons fern"}))

    post(client, "show_to_company", fern.slug)
    assert not mine(leo).hidden_from.exists()
    assert post(client, "show_to_company", fern.slug).status_code == 404


def test_a_name_that_no_company_has_is_said(client, leo):
    assert "No company here is called “zzz”" in text(client.get(reverse("hide_from"), {"name": "zzz"}))


def test_the_page_says_that_a_public_link_opens_signed_out(client, leo):
    shown = text(client.get(reverse("hide_from")))

    assert "can still be opened by them <strong>signed out</strong>" in shown


def test_one_hides_from_so_many_companies_and_no_more(client, leo, monkeypatch):
    monkeypatch.setattr("candidates.portfolio.publishing.MOST_HIDDEN_FROM", 1)
    first, second = make.company(name="First"), make.company(name="Second")

    post(client, "hide_from_company", first.slug)
    post(client, "hide_from_company", second.slug)

    assert [one.company for one in mine(leo).hidden_from.all()] == [first]


@pytest.mark.parametrize("companies", [1, 3])
def test_questions_of_hide_from(client, leo, companies, assert_questions):
    for number in range(companies):
        post(client, "hide_from_company", make.company(name=f"Fern {number}").slug)

    with assert_questions(7):
        client.get(reverse("hide_from"), {"name": "fern"})


def test_the_account_page_leads_here(client, leo):
    assert f'href="{reverse("my_profile")}"' in text(client.get(reverse("account")))
