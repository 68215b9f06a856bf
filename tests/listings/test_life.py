"""The life of a listing at the desk: planned, confirmed, renewed, paused, ended, copied."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from listings import lifecycle
from listings.models import Listing
from listings.states import IllegalMove, Status
from listings.times import HIDDEN_AFTER
from tests import make

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def employer(client):
    person = make.user("nadia@example.com")
    client.force_login(person)
    return person


@pytest.fixture
def olu():
    return make.staff(email="olu@example.com")


def press(client, act: str, listing: Listing, **words) -> int:
    return client.post(reverse(act, args=[listing.pk]), words).status_code


def closing_in(employer, days: float, **fields) -> Listing:
    now = timezone.now()
    return make.confirmed_listing(employer, published_at=now - 25 * DAY, closes_at=now + days * DAY, **fields)


# Going live


def test_what_is_planned_waits_for_its_day(employer, olu, time_machine):
    day = timezone.now() + 3 * DAY
    listing = make.waiting_listing(employer, publish_at=day)

    lifecycle.approve(listing, by=olu)
    with pytest.raises(IllegalMove):
        lifecycle.publish_scheduled(listing)
    before = Listing.objects.live().count()
    time_machine.move_to(day)
    lifecycle.publish_scheduled(listing)

    live = Listing.objects.live().get()
    assert before == 0
    assert live.closes_at - live.published_at == 30 * DAY
    assert live.published_at - day < timedelta(minutes=1)


def test_the_employer_hears_of_approval_and_of_going_live(
    employer, olu, time_machine, django_capture_on_commit_callbacks
):
    listing = make.waiting_listing(employer, publish_at=timezone.now() + 3 * DAY)

    with django_capture_on_commit_callbacks(execute=True):
        lifecycle.approve(listing, by=olu)
        time_machine.move_to(timezone.now() + 3 * DAY)
        lifecycle.publish_scheduled(listing)

    assert [message.subject for message in mail.outbox] == [
        "Approved: Social media coordinator",
        "Live: Social media coordinator",
    ]


def test_a_day_that_passed_while_it_waited_means_now(employer, olu):
    listing = make.waiting_listing(employer, publish_at=timezone.now() - DAY)

    lifecycle.approve(listing, by=olu)

    assert list(Listing.objects.live()) == [listing]


def test_going_live_counts_as_confirmed(employer, olu):
    listing = lifecycle.approve(make.waiting_listing(employer), by=olu)

    assert listing.confirmed_at == listing.published_at
    assert listing.confirm_by - listing.confirmed_at == HIDDEN_AFTER


@pytest.mark.parametrize(
    ("days", "problem"),
    [
        (3, "Choose a closing date at least 7 days after it goes live"),
        (7, None),
        (60, None),
        (62, "Choose a closing date at most 60 days after it goes live"),
    ],
)
def test_a_closing_date_is_seven_to_sixty_days_away(employer, days, problem):
    listing = make.listing(employer, closes_at=timezone.now() + days * DAY + timedelta(minutes=1))

    if problem:
        with pytest.raises(lifecycle.NotReady, match=problem):
            lifecycle.submit(listing, by=employer)
    else:
        lifecycle.submit(listing, by=employer)

    assert Listing.objects.waiting().exists() is (problem is None)


def test_a_long_wait_for_review_spoils_no_closing_date(employer, olu, time_machine):
    listing = make.listing(employer, closes_at=timezone.now() + 8 * DAY)
    lifecycle.submit(listing, by=employer)

    time_machine.move_to(timezone.now() + 5 * DAY)
    lifecycle.approve(listing, by=olu)

    assert list(Listing.objects.live()) == [listing]


# Confirming


def test_a_listing_that_nobody_confirmed_is_hidden_and_a_late_answer_brings_it_back(client, employer):
    listing = closing_in(employer, 12, confirmed_at=timezone.now() - 18 * DAY, sunk=True)
    hidden = Listing.objects.live().count()

    press(client, "confirm", listing)

    back = Listing.objects.live().get()
    assert hidden == 0
    assert (back.sunk, timezone.now() - back.confirmed_at < timedelta(minutes=1)) == (False, True)


def test_confirming_does_not_outlive_the_closing_date(client, employer):
    listing = closing_in(employer, -1)

    assert press(client, "confirm", listing) == 409
    assert list(Listing.objects.live()) == []


def test_imported_listings_are_never_asked(client, employer):
    listing = make.live_listing(employer)

    assert press(client, "confirm", listing) == 409


def test_candidates_see_when_it_was_last_confirmed(client, employer):
    closing_in(employer, 12, confirmed_at=timezone.now() - 3 * DAY)

    board = client.get(reverse("board")).content.decode()

    assert "Confirmed open 3 days ago" in board


def test_an_open_listing_names_its_closing_date_on_its_page_and_its_card(client, employer):
    """And not the day on which it would be hidden if nobody confirmed it."""
    listing = closing_in(employer, 25, confirmed_at=timezone.now())
    day = f"{listing.closes_at.day} {listing.closes_at:%B}"

    page = client.get(listing.get_absolute_url()).content.decode()
    board = client.get(reverse("board")).content.decode()

    assert f">{day} {listing.closes_at.year}</time>" in page
    assert f">{day}</time>" in board


def test_what_a_card_says_about_days_is_right_tomorrow_too(client, employer, time_machine):
    closing_in(employer, 12, confirmed_at=timezone.now())
    client.get(reverse("board"))

    time_machine.move_to(timezone.now() + DAY)

    assert "Confirmed open yesterday" in client.get(reverse("board")).content.decode()


# Renewing


@pytest.mark.parametrize("left", [6, -1, -59])
def test_renewing_gives_thirty_days_and_keeps_the_first_day(client, employer, left):
    listing = closing_in(employer, left)

    answer = press(client, "renew", listing, renewals=0)

    renewed = Listing.objects.live().get()
    assert answer == 302
    assert renewed.published_at == listing.published_at
    expected = max(listing.closes_at, timezone.now()) + 30 * DAY
    assert abs(renewed.closes_at - expected) < timedelta(minutes=1)
    assert timezone.now() - renewed.confirmed_at < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("left", "fields"),
    [
        (20, {}),
        (-61, {}),
        (3, {"renewals": 2}),
        (3, {"status": Status.PAUSED}),
        (3, {"status": Status.CLOSED}),
    ],
)
def test_not_too_early_not_too_late_and_not_a_third_time(client, employer, left, fields):
    listing = closing_in(employer, left, **fields)

    answer = press(client, "renew", listing, renewals=listing.renewals)

    assert answer == 409
    assert listing.closes_at == Listing.objects.get().closes_at


def test_a_listing_with_a_change_that_waits_is_not_renewed(client, employer):
    listing = closing_in(employer, 3)
    make.edit(listing, title="Another")

    assert press(client, "renew", listing, renewals=0) == 409


def test_a_button_pressed_twice_renews_once(client, employer):
    listing = closing_in(employer, 3)

    answers = [press(client, "renew", listing, renewals=0) for _ in range(2)]

    assert answers == [302, 409]
    assert Listing.objects.get().renewals == 1


@pytest.mark.parametrize("renewals", ["", "many", "-1"])
def test_a_button_that_lost_its_number_renews_nothing(client, employer, renewals):
    listing = closing_in(employer, 3)

    assert press(client, "renew", listing, renewals=renewals) == 302
    assert Listing.objects.get().renewals == 0


# Pausing, ending, copying


def test_a_pause_takes_it_off_the_board_and_resuming_puts_it_back(client, employer):
    listing = closing_in(employer, 12, confirmed_at=timezone.now() - 18 * DAY)

    press(client, "pause", listing)
    paused = Listing.objects.live().count()
    answers = [press(client, "resume", listing) for _ in range(2)]

    assert (paused, answers) == (0, [302, 409])
    assert list(Listing.objects.live()) == [listing]


@pytest.mark.parametrize(
    ("act", "outcome", "status"), [("close", "nobody", Status.CLOSED), ("mark_filled", "here", Status.FILLED)]
)
def test_ending_a_listing_asks_first_and_takes_it_off_the_board_once(client, employer, act, outcome, status):
    listing = closing_in(employer, 12)
    address = reverse(act, args=[listing.pk])

    asked = client.get(address)
    still_live = Listing.objects.live().count()
    answers = [press(client, act, listing, outcome=outcome) for _ in range(2)]

    listing.refresh_from_db()
    assert (asked.status_code, still_live, answers) == (200, 1, [302, 409])
    assert (listing.status, listing.outcome) == (status, outcome)
    assert client.get(address).status_code == 409


def test_filling_needs_to_know_from_where_and_closing_does_not(client, employer):
    filled, closed = closing_in(employer, 12), closing_in(employer, 12)

    answers = [press(client, "mark_filled", filled), press(client, "close", closed)]

    assert answers == [422, 302]
    assert list(Listing.objects.live()) == [filled]


@pytest.mark.parametrize("outcome", ["nobody", "a friend"])
def test_only_somebody_can_fill_a_listing(client, employer, outcome):
    listing = closing_in(employer, 12)

    assert press(client, "mark_filled", listing, outcome=outcome) == 422


def test_a_copy_says_the_same_and_has_a_life_of_its_own(client, employer):
    listing = closing_in(employer, -9, nice=["seo"], platforms=["tiktok"], renewals=2)
    listing.facts.create(name="on_camera", value="no")
    listing.questions.create(order=1, text="Why?")

    press(client, "copy", listing, token="7d0f6b0c-8f3e-4a55-9f57-0d6a5a3b1c11")

    copy = Listing.objects.get(status=Status.DRAFT)
    assert (copy.title, copy.pay_max, copy.copied_from, copy.posted_by) == (
        listing.title,
        28_000,
        listing,
        employer,
    )
    assert [skill.slug for skill in copy.nice_skills] == ["seo"]
    assert [place.name for place in copy.places.all()] == ["Leeds"]
    assert [fact.value for fact in copy.facts.all()] == ["no"]
    assert [question.text for question in copy.questions.all()] == ["Why?"]
    assert (copy.published_at, copy.closes_at, copy.confirmed_at, copy.renewals) == (None, None, None, 0)


def test_a_button_pressed_twice_makes_one_copy(client, employer):
    listing = closing_in(employer, 12)

    for _ in range(2):
        press(client, "copy", listing, token="7d0f6b0c-8f3e-4a55-9f57-0d6a5a3b1c11")

    assert listing.copies.count() == 1


def test_the_desk_offers_what_can_be_done(client, employer):
    company = make.company(employer)
    asked = {"confirmed_at": timezone.now() - 11 * DAY, "company": company}
    closing_in(employer, 5, **asked)
    closing_in(employer, 25, company=company)

    desk = client.get(reverse("desk")).content.decode()

    assert desk.count("Still hiring<span") == 1
    assert desk.count("Renew<span") == 1
    assert desk.count("Copy as new<span") == 2
