"""Saving a listing, with an account and without one."""

from datetime import timedelta

import pytest
from django.core.signing import get_cookie_signer
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from candidates.models import SavedListing
from candidates.saving import COOKIE, MOST_IN_COOKIE, SALT
from listings import counting
from listings.models import DayCount
from tests import make
from tests.reading import shown_titles

pytestmark = pytest.mark.django_db
BOARD = reverse("board")
HERE = {"Origin": "http://testserver", "User-Agent": "Mozilla/5.0"}
ELSEWHERE = {"Origin": "https://evil.example"}


def press(client, name, listing, **headers):
    data = {"next": f"{BOARD}?mode=remote"}
    return client.post(reverse(name, args=[listing.pk]), data, headers=HERE | headers)


def on_board(client, listing, path=BOARD) -> str:
    """What the button of a card would do."""
    shown = client.get(path).content.decode()
    acts = {name: f'formaction="{reverse(name, args=[listing.pk])}"' in shown for name in ("save", "unsave")}
    return next(name for name, there in acts.items() if there)


def keep_cookie(client, numbers):
    value = get_cookie_signer(salt=COOKIE + SALT).sign(".".join(map(str, numbers)))
    client.cookies[COOKIE] = value


def test_who_is_signed_in_saves_to_the_account_and_comes_back_to_the_card(client):
    listing, person = make.live_listing(), make.user()
    client.force_login(person)

    response = press(client, "save", listing)

    assert response["Location"] == f"{BOARD}?mode=remote#listing-{listing.pk}"
    assert list(SavedListing.objects.of(person).numbers()) == [listing.pk]
    assert on_board(client, listing) == "unsave"


def test_a_stranger_saves_to_the_browser_and_strangers_elsewhere_see_nothing_of_it(client):
    listing = make.live_listing()
    Client().get(BOARD)

    press(client, "save", listing)

    assert client.cookies[COOKIE]["max-age"] == 30 * 24 * 3600
    assert (client.cookies[COOKIE]["httponly"], client.cookies[COOKIE]["samesite"]) == (True, "Lax")
    assert (on_board(client, listing), on_board(Client(), listing)) == ("unsave", "save")
    assert on_board(Client(), listing) == "save"


@pytest.mark.parametrize("signed_in", [True, False])
def test_saved_twice_is_saved_and_counted_once(client, signed_in):
    listing = make.live_listing()
    if signed_in:
        client.force_login(make.user())

    press(client, "save", listing)
    press(client, "save", listing)
    counting.tally.write()

    assert DayCount.objects.get().saves == 1


@pytest.mark.parametrize("signed_in", [True, False])
def test_removed_twice_is_removed(client, signed_in):
    listing = make.live_listing()
    if signed_in:
        client.force_login(make.user())
    press(client, "save", listing)

    assert [press(client, "unsave", listing).status_code for _ in range(2)] == [302, 302]

    assert on_board(client, listing) == "save"
    assert COOKIE not in client.cookies or client.cookies[COOKIE].value == ""


@pytest.mark.parametrize("act", ["save", "unsave"])
@pytest.mark.parametrize("signed_in", [True, False])
def test_another_site_can_do_neither(act, signed_in):
    listing, person = make.live_listing(), make.user()
    client = Client(enforce_csrf_checks=True)
    if signed_in:
        client.force_login(person)
    path = reverse(act, args=[listing.pk])

    codes = [
        client.post(path, headers=headers).status_code for headers in (ELSEWHERE, {}, {"Origin": "null"})
    ]

    assert codes == [403, 403, 403]
    assert (list(SavedListing.objects.all()), COOKIE in client.cookies) == ([], False)


def test_who_is_signed_in_may_use_a_browser_that_says_nothing(client):
    listing = make.live_listing()
    client = Client(enforce_csrf_checks=True)
    client.force_login(make.user())
    token = client.get(BOARD).context["csrf_token"]

    response = client.post(reverse("save", args=[listing.pk]), {"csrfmiddlewaretoken": str(token)})

    assert (response.status_code, SavedListing.objects.count()) == (302, 1)


@pytest.mark.parametrize("act", ["save", "unsave"])
def test_to_look_changes_nothing(client, act):
    assert client.get(reverse(act, args=[make.live_listing().pk])).status_code == 405


def test_what_is_not_public_cannot_be_saved(client):
    assert press(client, "save", make.listing()).status_code == 404


def test_nobody_is_sent_to_another_site(client):
    listing = make.live_listing()

    response = client.post(
        reverse("save", args=[listing.pk]), {"next": "https://evil.example/"}, headers=HERE
    )

    assert response["Location"] == f"{BOARD}#listing-{listing.pk}"


def test_a_script_gets_the_button_alone(client):
    response = press(client, "save", make.live_listing(title="Writer"), **{"X-Part": "1"})

    assert response.status_code == 200
    assert "<html" not in response.content.decode()
    assert "Saved" in response.content.decode()


def test_a_cookie_that_somebody_made_up_is_no_cookie(client):
    listing = make.live_listing()
    client.cookies[COOKIE] = f"{listing.pk}:made-up"

    assert on_board(client, listing) == "save"


def test_a_cookie_holds_the_last_ones_and_no_more(client):
    listings = [make.live_listing() for _ in range(2)]
    keep_cookie(client, range(1000, 1000 + MOST_IN_COOKIE))

    press(client, "save", listings[0])

    value = client.cookies[COOKIE].value
    assert value.startswith(f"{listings[0].pk}.1000.")
    assert value.count(".") == MOST_IN_COOKIE - 1


def test_the_page_of_a_listing_has_the_button_and_knows_what_is_saved(client):
    listing = make.live_listing()
    before = on_board(client, listing, listing.get_absolute_url())

    press(client, "save", listing)

    assert (before, on_board(client, listing, listing.get_absolute_url())) == ("save", "unsave")


def test_every_place_with_cards_has_the_one_form_once(client):
    listing = make.live_listing(company=make.company(name="Acme"), platforms=["tiktok"])
    make.live_listing(company=listing.company)
    pages = ["/", BOARD, "/companies/acme/", listing.get_absolute_url(), "/platforms/tiktok/"]

    for page in pages:
        shown = client.get(page).content.decode()
        assert (shown.count('<form id="own"'), 'formaction="/listings/' in shown) == (1, True), page


# Kept at sign-in


def test_what_was_saved_before_signing_in_is_offered_once_and_kept_by_one_press(client):
    listings = [make.live_listing() for _ in range(3)]
    person = make.user()
    for listing in listings:
        press(client, "save", listing)
    client.force_login(person)
    offered = client.get(reverse("account")).content.decode()

    response = client.post(reverse("keep_saved"), {"keep": "yes", "next": "/account/"})

    assert "Keep the 3 listings" in " ".join(offered.split())
    assert response["Location"] == "/account/"
    assert set(SavedListing.objects.of(person).numbers()) == {listing.pk for listing in listings}
    assert "that you saved on this browser" not in client.get(reverse("account")).content.decode()


def test_who_does_not_want_them_has_them_forgotten(client):
    press(client, "save", make.live_listing())
    client.force_login(make.user())

    client.post(reverse("keep_saved"), {"keep": "no"})

    assert SavedListing.objects.count() == 0
    assert client.cookies[COOKIE].value == ""


def test_they_are_spoken_of_where_one_signs_up_or_in(client):
    press(client, "save", make.live_listing())

    for page in ("account_signup", "account_login"):
        assert "You saved 1 listing" in client.get(reverse(page)).content.decode()


# The page


def test_saved_listings_come_by_what_closes_first_and_closed_ones_are_called_closed(client):
    now, person = timezone.now(), make.user()
    later = make.live_listing(title="Later", closes_at=now + timedelta(days=20))
    soon = make.live_listing(title="Soon", closes_at=now + timedelta(days=2))
    over = make.live_listing(title="Over", status="closed", ended_at=now - timedelta(days=1))
    frozen = make.live_listing(title="Frozen", status="frozen")
    for listing in (later, soon, over, frozen):
        SavedListing.objects.create(user=person, listing=listing)
    SavedListing.objects.create(user=make.user(), listing=make.live_listing(title="Another's"))
    client.force_login(person)

    response = client.get(reverse("saved"))

    assert shown_titles(response) == ["Soon", "Later", "Over"]
    assert f"Closed {(now - timedelta(days=1)):%-d %B %Y}" in response.content.decode()


def test_a_stranger_has_the_page_too_and_removes_from_it(client):
    listing = make.live_listing(title="Writer")
    press(client, "save", listing)
    before = shown_titles(client.get(reverse("saved")))

    client.post(reverse("unsave", args=[listing.pk]), {"next": reverse("saved")}, headers=HERE)

    assert before == ["Writer"]
    assert "You have not saved anything yet" in client.get(reverse("saved")).content.decode()


def test_who_saved_nothing_sees_the_newest_three_for_their_skills(client):
    from_skills = [make.live_listing(title=f"Fits {n}", skills=["seo"]) for n in range(4)]
    make.live_listing(title="Newer", skills=["sql"])
    person = make.user()
    client.force_login(person)
    client.post(reverse("save_skills"), {"skill": ["seo"]})

    assert shown_titles(client.get(reverse("saved"))) == [listing.title for listing in from_skills[:0:-1]]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_the_same_number_of_questions(client, assert_questions, rows):
    person = make.user()
    for _ in range(rows):
        SavedListing.objects.create(user=person, listing=make.live_listing())
    client.force_login(person)

    with assert_questions(6):
        client.get(reverse("saved"))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_board_asks_the_same_number_of_questions_for_who_is_signed_in(client, assert_questions, rows):
    person = make.user()
    for _ in range(rows):
        SavedListing.objects.create(user=person, listing=make.live_listing())
    client.force_login(person)
    client.get(BOARD)

    with assert_questions(9):
        client.get(BOARD)
