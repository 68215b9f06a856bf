"""Each act: the right move, the wrong move, twice; who is told and what is recorded."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from background.models import Mail
from listings import lifecycle
from listings.models import Decision, Listing
from listings.states import MOVES, IllegalMove, Status
from tests import make

pytestmark = pytest.mark.django_db

NOTE = {"reason": "pay-unclear", "note": "Please give a range."}


@pytest.fixture
def employer():
    return make.user("nadia@example.com")


@pytest.fixture
def staff():
    return make.staff(email="olu@example.com")


def test_submitting_sends_a_draft_to_the_queue(employer):
    listing = make.listing(employer)

    lifecycle.submit(listing, by=employer)

    assert list(Listing.objects.waiting()) == [listing]


def test_submitting_refuses_what_candidates_could_not_use(employer):
    listing = make.listing(employer, work_mode="remote", countries=[])

    with pytest.raises(lifecycle.NotReady, match="Choose which countries people can work from"):
        lifecycle.submit(listing, by=employer)

    listing.refresh_from_db()
    assert listing.status == Status.DRAFT


def test_approving_puts_a_listing_on_the_board_for_thirty_days(employer, staff):
    listing = make.waiting_listing(employer)

    lifecycle.approve(listing, by=staff)

    live = Listing.objects.live().get()
    assert live == listing
    assert live.closes_at - live.published_at == timedelta(days=30)


def test_approving_keeps_the_closing_date_that_the_employer_chose(employer, staff):
    closes = timezone.now() + timedelta(days=9)
    listing = make.waiting_listing(employer, closes_at=closes)

    lifecycle.approve(listing, by=staff)

    assert Listing.objects.live().get().closes_at == closes


def test_approving_refuses_a_listing_whose_closing_date_passed_while_it_waited(employer, staff):
    listing = make.waiting_listing(employer, closes_at=timezone.now() - timedelta(minutes=1))

    with pytest.raises(lifecycle.NotReady, match="Choose a closing date after today"):
        lifecycle.approve(listing, by=staff)


def test_approving_again_after_an_edit_keeps_the_first_day(employer, staff):
    first = timezone.now() - timedelta(days=5)
    listing = make.waiting_listing(employer, published_at=first, closes_at=first + timedelta(days=30))

    lifecycle.approve(listing, by=staff)

    listing.refresh_from_db()
    assert listing.published_at == first


def test_returning_says_why_to_the_employer(employer, staff, django_capture_on_commit_callbacks):
    listing = make.waiting_listing(employer)

    with django_capture_on_commit_callbacks(execute=True):
        lifecycle.send_back(listing, by=staff, **NOTE)

    message = mail.outbox[0]
    assert message.to == ["nadia@example.com"]
    assert message.subject == "Needs a change: Social media coordinator"
    assert "Pay missing or too wide" in message.body
    assert "Please give a range." in message.body
    assert f"/post/{listing.pk}/" in message.body


def test_rejecting_ends_a_listing(employer, staff, django_capture_on_commit_callbacks):
    listing = make.waiting_listing(employer)

    with django_capture_on_commit_callbacks(execute=True):
        lifecycle.reject(listing, by=staff, reason="not-a-job", note="This is a course.")

    listing.refresh_from_db()
    assert listing.status == Status.REJECTED
    assert mail.outbox[0].subject == "Not published: Social media coordinator"


def test_a_title_with_a_line_break_stays_one_line_of_a_mail(
    employer, staff, django_capture_on_commit_callbacks
):
    listing = make.waiting_listing(employer, title="Writer\r\nBcc: everybody")

    with django_capture_on_commit_callbacks(execute=True):
        lifecycle.approve(listing, by=staff)

    assert mail.outbox[0].subject == "Live: Writer Bcc: everybody"
    assert mail.outbox[0].bcc == []


def test_an_act_and_its_mail_are_saved_together(employer, staff):
    listing = make.waiting_listing(employer)

    lifecycle.approve(listing, by=staff)

    decision = listing.decisions.get()
    assert Mail.objects.get().key == f"listing_approved:{decision.pk}"


def test_closing_and_filling_take_a_listing_off_the_board_at_once(employer):
    closed, filled = make.live_listing(employer), make.live_listing(employer)

    lifecycle.close(closed, by=employer)
    lifecycle.mark_filled(filled, by=employer)

    assert list(Listing.objects.live()) == []
    assert set(Listing.objects.public()) == {closed, filled}


def test_closing_a_filled_listing_keeps_the_day_it_ended(employer):
    listing = lifecycle.mark_filled(make.live_listing(employer), by=employer)

    again = lifecycle.close(listing, by=employer)

    assert again.ended_at == listing.ended_at


def test_every_move_is_recorded_with_who_what_why_and_the_words_of_that_time(employer, staff):
    listing = make.listing(employer, title="Writer")
    lifecycle.submit(listing, by=employer)
    lifecycle.send_back(listing, by=staff, **NOTE)

    records = Decision.objects.order_by("pk").values_list(
        "act", "by__email", "before", "after", "reason", "note", "title"
    )

    assert list(records) == [
        ("submit", "nadia@example.com", "draft", "in-review", "", "", "Writer"),
        (
            "return",
            "olu@example.com",
            "in-review",
            "returned",
            "pay-unclear",
            "Please give a range.",
            "Writer",
        ),
    ]


S = Status
ANY = set(Status)
# What it does, with which words, where it leads, and from where alone it may start; the table of moves narrows that.
ACTS = {
    "submit": (lifecycle.submit, {}, S.IN_REVIEW, {S.DRAFT, S.RETURNED}),
    "withdraw": (lifecycle.withdraw, {}, S.WITHDRAWN, ANY),
    "approve": (lifecycle.approve, {}, S.LIVE, {S.IN_REVIEW, S.FROZEN}),
    "return": (lifecycle.send_back, NOTE, S.RETURNED, ANY),
    "reject": (lifecycle.reject, NOTE, S.REJECTED, ANY),
    "pause": (lifecycle.pause, {}, S.PAUSED, ANY),
    "resume": (lifecycle.resume, {}, S.LIVE, {S.PAUSED}),
    "fill": (lifecycle.mark_filled, {"outcome": "here"}, S.FILLED, ANY),
    "close": (lifecycle.close, {"outcome": "nobody"}, S.CLOSED, ANY),
    "publish": (lambda listing, by: lifecycle.publish_scheduled(listing), {}, S.LIVE, {S.SCHEDULED}),
}
# These move nothing: a live listing stays live, and nothing else is confirmed or renewed.
STAYING = {
    "confirm": (lifecycle.confirm_open, {}),
    "renew": (lifecycle.renew, {"seen": 0}),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("status", Status)
def test_acts_move_along_the_table_and_nowhere_else(act, status, employer):
    do, words, goal, start = ACTS[act]
    now = timezone.now()
    listing = make.listing(employer, status=status, published_at=now, closes_at=now + timedelta(days=9))
    legal = goal in MOVES[status] and status in start

    if legal:
        do(listing, by=employer, **words)
    else:
        with pytest.raises(IllegalMove):
            do(listing, by=employer, **words)

    listing.refresh_from_db()
    assert listing.status == (goal if legal else status)


@pytest.mark.parametrize("act", STAYING)
@pytest.mark.parametrize("status", Status)
def test_acts_that_move_nothing_are_for_live_listings_alone(act, status, employer):
    do, words = STAYING[act]
    listing = make.confirmed_listing(employer, status=status, closes_at=timezone.now() + timedelta(days=9))

    if status == Status.LIVE:
        do(listing, by=employer, **words)
    else:
        with pytest.raises(IllegalMove):
            do(listing, by=employer, **words)

    listing.refresh_from_db()
    assert listing.status == status
    assert listing.decisions.count() == (1 if status == Status.LIVE else 0)


@pytest.mark.parametrize("act", ["approve", "return", "reject", "close"])
def test_of_two_people_at_once_the_second_is_told(act, employer, staff):
    """Both opened the page while it waited (or was live); each holds the same old row."""
    do, words, _, _ = ACTS[act]
    listing = make.live_listing(employer) if act == "close" else make.waiting_listing(employer)
    first, second = (Listing.objects.get(pk=listing.pk) for _ in range(2))

    do(first, by=staff, **words)
    with pytest.raises(IllegalMove):
        do(second, by=staff, **words)

    assert listing.decisions.count() == 1
