"""A draft is kept from the first key and found again; nothing typed is lost between windows."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from listings import drafting, tasks
from listings.models import Listing
from listings.states import Status
from listings.views import writing
from tests import make
from tests.listings.test_desk import FORM, errors

pytestmark = pytest.mark.django_db

TOKEN = "7d0f6b0c-8f3e-4a55-9f57-0d6a5a3b1c11"


@pytest.fixture
def employer(client):
    person = make.user("nadia@example.com")
    client.force_login(person)
    return person


@pytest.fixture
def acme(employer):
    return make.company(employer)


def autosave(client, company, **typed):
    return client.post(reverse("autosave"), {"company": company.pk, "form_token": TOKEN} | typed)


def blank(client) -> dict:
    """What a browser sends of a form in which nobody wrote."""
    form = client.get(reverse("post")).context["form"]
    sent = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in sent.items() if value not in (None, "", [])}


def test_the_first_key_makes_a_draft_without_a_title(client, acme, employer):
    response = autosave(client, acme, description="P")

    draft = Listing.objects.get()
    assert (draft.title, draft.description, draft.status, draft.posted_by) == ("", "P", "draft", employer)
    assert f'data-address="{reverse("edit_listing", args=[draft.pk])}"' in response.content.decode()
    assert "Untitled draft" in client.get(reverse("desk")).content.decode()


def test_later_keys_go_to_the_same_draft(client, acme):
    autosave(client, acme, title="Pai")
    autosave(client, acme, title="Paid social executive", skills_required="Meta Ads")

    draft = Listing.objects.get()
    assert (draft.title, [skill.slug for skill in draft.required_skills]) == (
        "Paid social executive",
        ["meta-ads"],
    )


@pytest.mark.parametrize("name", ["autosave", "suggest"])
def test_a_machine_is_stopped_before_its_text_is_read(client, acme, monkeypatch, name):
    monkeypatch.setattr(writing, "BY_SCRIPT_AN_HOUR", 2)
    typed = {"company": acme.pk, "form_token": TOKEN, "description": "P"}

    answers = [client.post(reverse(name), typed).status_code for _ in range(3)]

    assert answers == [200, 200, 429]


def test_a_form_in_which_nobody_wrote_makes_no_draft(client, acme):
    make.live_listing(acme.members.get(), company=acme)

    response = client.post(reverse("autosave"), blank(client))

    assert response.status_code == 200
    assert "Not saved yet" in response.content.decode()
    assert list(Listing.objects.drafts()) == []


def test_what_cannot_be_kept_yet_is_named_and_the_rest_is_kept(client, acme):
    response = autosave(client, acme, title="Writer", skills_nice="Nonsense", pay_min="20000")

    shown = response.content.decode()
    assert Listing.objects.get().title == "Writer"
    assert "Not yet saved, because something is wrong there: Nice to have, Highest pay" in shown


def test_saving_by_hand_goes_on_with_the_draft(client, acme):
    autosave(client, acme, title="Paid")

    response = client.post(reverse("post"), FORM | {"company": acme.pk, "form_token": TOKEN, "preview": ""})

    draft = Listing.objects.get()
    assert response.url == reverse("preview", args=[draft.pk])
    assert draft.title == FORM["title"]


def test_a_form_sent_again_after_it_was_sent_for_review_changes_nothing(client, acme):
    listing = make.waiting_listing(acme.members.get(), company=acme, title="As sent")

    again = {"company": acme.pk, "form_token": str(listing.form_token)}
    by_hand = client.post(reverse("post"), FORM | again)
    by_script = client.post(reverse("autosave"), {"title": "Late"} | again)

    listing.refresh_from_db()
    assert (by_hand.url, by_script.status_code) == (reverse("desk"), 409)
    assert "no longer a draft" in by_script.content.decode()
    assert listing.title == "As sent"


@pytest.mark.parametrize("status", sorted(set(Status) - {Status.DRAFT, Status.RETURNED}))
def test_nothing_but_drafts_and_what_was_sent_back_is_saved_by_itself(client, employer, status):
    now = timezone.now()
    listing = make.listing(employer, status=status, published_at=now, closes_at=now + timedelta(days=20))

    response = client.post(reverse("autosave"), {"title": "Sneaky", "form_token": str(listing.form_token)})

    listing.refresh_from_db()
    assert response.status_code == 409
    assert (listing.title, listing.status) == ("Social media coordinator", status)


def test_what_was_sent_back_is_kept_while_it_is_mended(client, employer):
    listing = make.listing(employer, status=Status.RETURNED)

    client.post(reverse("autosave"), {"title": "Mended", "form_token": str(listing.form_token)})

    listing.refresh_from_db()
    assert (listing.title, listing.status) == ("Mended", Status.RETURNED)


def test_nobody_saves_into_a_draft_of_others(client, acme, employer):
    theirs = make.listing(make.user(), title="Theirs")

    autosave(client, acme, title="Mine", form_token=str(theirs.form_token))

    theirs.refresh_from_db()
    assert theirs.title == "Theirs"
    assert Listing.objects.of_member(employer).get().title == "Mine"


@pytest.mark.parametrize("token", ["", "x", "0" * 40])
def test_a_form_without_its_number_is_no_form(client, acme, token):
    assert autosave(client, acme, form_token=token, title="Lost").status_code == 400


def test_a_draft_may_move_to_another_company_of_the_same_person(client, acme, employer):
    fern = make.company(employer, name="Fern")
    autosave(client, acme, title="Writer")

    autosave(client, fern, title="Writer")

    assert Listing.objects.get().company == fern


# Two windows


def window(client, draft) -> str:
    """When the listing was last saved, as a page that is opened now knows it."""
    return client.get(reverse("edit_listing", args=[draft.pk])).context["form"]["seen"].value()


def test_a_window_is_told_when_another_saved_later_and_nothing_is_replaced(client, employer, acme):
    draft = make.listing(employer, company=acme)
    here = window(client, draft)
    client.post(reverse("autosave"), {"title": "There", "form_token": str(draft.form_token), "seen": here})

    response = client.post(
        reverse("autosave"), {"title": "Here", "form_token": str(draft.form_token), "seen": here}
    )

    draft.refresh_from_db()
    assert response.status_code == 409
    assert "Another window saved this listing" in response.content.decode()
    assert draft.title == "There"


def test_saving_by_hand_over_another_window_is_told_first_and_done_when_pressed_again(client, employer, acme):
    draft = make.listing(employer, company=acme)
    here = window(client, draft)
    client.post(reverse("autosave"), {"title": "There", "form_token": str(draft.form_token), "seen": here})
    address = reverse("edit_listing", args=[draft.pk])

    first = client.post(address, FORM | {"title": "Here", "seen": here})
    form = first.context["form"]
    second = client.post(address, FORM | {"title": "Here", "seen": form["seen"].value()})

    draft.refresh_from_db()
    assert (first.status_code, second.status_code) == (422, 302)
    assert "What you see here is not saved" in errors(first)["__all__"][0]
    assert form["title"].value() == "Here"
    assert draft.title == "Here"


def test_pressing_save_twice_is_no_other_window(client, employer, acme):
    draft = make.listing(employer, company=acme)
    here = window(client, draft)
    address = reverse("edit_listing", args=[draft.pk])

    answers = [client.post(address, FORM | {"seen": here}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]


# Found again


def test_an_unfinished_draft_is_offered_with_a_new_form_below_it(client, acme):
    autosave(client, acme, title="Half a listing")

    response = client.get(reverse("post"))

    draft = Listing.objects.get()
    assert (
        f'<a href="{reverse("edit_listing", args=[draft.pk])}">Half a listing: go on</a>'
        in response.content.decode()
    )
    assert response.context["form"]["form_token"].value() != draft.form_token


def test_a_draft_opens_with_all_that_was_kept(client, acme):
    autosave(client, acme, **{name: value for name, value in FORM.items() if name != "title"})

    form = client.get(reverse("edit_listing", args=[Listing.objects.get().pk])).context["form"]

    again = {name: form[name].value() for name in FORM}
    assert (again["title"], again["role"], again["place"]) == ("", FORM["role"], FORM["place"])
    assert again["skills_required"] == "Meta Ads, SEO"
    assert sorted(again["platforms"]) == sorted(FORM["platforms"])


def age(listing: Listing, days: int) -> None:
    with connection.cursor() as cursor:
        moment = timezone.now() - timedelta(days=days)
        cursor.execute("UPDATE listings_listing SET changed_at = %s WHERE id = %s", [moment, listing.pk])


def test_empty_drafts_are_forgotten_after_sixty_days_and_others_stay(employer):
    empty = {"title": "", "description": "", "skills": []}
    for listing, days in [
        (make.listing(employer, **empty), 61),
        (make.listing(employer, **empty), 59),
        (make.listing(employer, **empty | {"title": "Named"}), 61),
        (make.listing(employer, **empty | {"description": "Written"}), 61),
        (make.waiting_listing(employer, **empty), 61),
    ]:
        age(listing, days)

    tasks.forget_empty_drafts()

    assert Listing.objects.count() == 4


# What it costs


@pytest.mark.parametrize("rows", [1, 3])
def test_the_form_asks_the_same_number_of_questions_whatever_was_posted(client, acme, assert_questions, rows):
    for _ in range(rows):
        make.waiting_listing(
            acme.members.get(), company=acme, skills=["seo", "sql"], platforms=["x", "tiktok"]
        )
    client.get(reverse("post"))

    with assert_questions(21):
        client.get(reverse("post"))


def test_suggestions_ask_few_questions(client, acme, assert_questions):
    make.waiting_listing(acme.members.get(), company=acme)
    typed = FORM | {"company": acme.pk}
    client.post(reverse("suggest"), typed)

    with assert_questions(28):
        client.post(reverse("suggest"), typed)


def test_keeping_asks_few_questions(client, acme, assert_questions):
    autosave(client, acme, **FORM)

    # PostgreSQL is asked for a turn in the order of commits; SQLite lets one write at a time anyway.
    with assert_questions(44 if connection.vendor == "sqlite" else 45):
        autosave(client, acme, **FORM | {"title": "Another"})


def test_showing_what_is_not_saved_asks_nothing(client, employer, django_assert_num_queries):
    listing = make.listing(employer)
    form = client.get(reverse("edit_listing", args=[listing.pk])).context["form"]
    content, company = form.content_so_far(), listing.company

    with django_assert_num_queries(0):
        shown = drafting.unsaved(content, company)
        assert [place.name for place in shown.places.all()] == ["Leeds"]
        assert [skill.slug for skill in shown.required_skills] == ["copywriting"]
