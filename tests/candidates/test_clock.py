"""Where an employer does not answer: they are reminded, then the clock ends it, once for everybody."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from candidates import applying, hiring, moving, tasks
from candidates.hiring import ending
from candidates.models import Application, Step
from candidates.states import Stage
from employers.models import Company
from listings.models import Listing
from tests import make

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def nadia():
    return make.user("nadia@acme.example")


@pytest.fixture
def listing(nadia):
    return make.open_listing(nadia, title="Paid social exec")


@pytest.fixture
def saved(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def closed(listing, *, days_ago: float, **fields) -> Listing:
    """Its last day was so long ago."""
    then = NOW - timedelta(days=days_ago)
    Listing.objects.filter(pk=listing.pk).update(
        closes_at=then, confirm_by=then + timedelta(days=99), **fields
    )
    listing.refresh_from_db()
    return listing


def stages() -> list[str]:
    return sorted(Application.objects.values_list("stage", flat=True))


def test_30_days_after_closing_whoever_waits_is_told_that_there_was_no_answer(listing, nadia, saved):
    priya = make.application(listing, make.user("priya@example.com"))
    chosen = make.application(listing)
    hiring.move(chosen, Stage.SHORTLISTED, by=nadia)
    closed(listing, days_ago=31)
    mail.outbox.clear()

    with saved():
        told = ending.end_unanswered(NOW)

    assert told == 2
    assert stages() == ["not-selected", "not-selected"]
    listing.refresh_from_db()
    assert listing.applications_waiting == 0
    priya.refresh_from_db()
    assert priya.answered_at is None
    sent = next(m for m in mail.outbox if m.to == ["priya@example.com"])
    assert sent.subject == "Update: Paid social exec at Acme"
    assert "Acme did not say how it ended, and the listing closed 30 days ago." in sent.body
    assert len(mail.outbox) == 2


def test_before_that_everybody_still_waits(listing):
    make.application(listing)
    closed(listing, days_ago=29)

    assert ending.end_unanswered(NOW) == 0
    assert stages() == ["sent"]


def test_a_listing_that_nobody_confirmed_counts_from_the_day_it_was_hidden(listing):
    make.application(listing)
    Listing.objects.filter(pk=listing.pk).update(confirm_by=NOW - timedelta(days=31))

    assert ending.end_unanswered(NOW) == 1


@pytest.mark.parametrize("guest", [True, False])
def test_an_open_offer_lapses_and_the_candidate_is_told(listing, nadia, saved, guest):
    offered = make.application(listing, None if guest else make.user())
    for stage in (Stage.SHORTLISTED, Stage.OFFERED):
        hiring.move(offered, stage, by=nadia)
    closed(listing, days_ago=31)
    mail.outbox.clear()

    with saved():
        ending.end_unanswered(NOW)

    assert stages() == ["withdrawn"]
    (told,) = mail.outbox
    assert told.to == [offered.email]
    assert "Nobody said how the offer of Acme ended" in told.body


@pytest.mark.parametrize("status", ["rejected", "frozen"])
def test_what_staff_took_down_says_so(listing, saved, status):
    make.application(listing)
    closed(listing, days_ago=-5 if status == "rejected" else 31, status=status)
    mail.outbox.clear()

    with saved():
        ending.end_unanswered(NOW)

    assert Step.objects.last().reason == "listing-removed"
    assert "Our staff took the listing down." in mail.outbox[0].body


def test_run_twice_tells_once(listing, saved):
    make.application(listing)
    closed(listing, days_ago=31)
    mail.outbox.clear()

    with saved():
        tasks.answer_for_silent_employers()
        tasks.answer_for_silent_employers()

    assert len(mail.outbox) == 1


def test_stopped_in_the_middle_and_run_again_nobody_is_missed_or_told_twice(listing, saved, monkeypatch):
    for _ in range(3):
        make.application(listing)
    other = closed(make.open_listing(company=listing.company), days_ago=31)
    make_application_of_closed(other)
    closed(listing, days_ago=31)
    mail.outbox.clear()
    calls = []

    def dies(*args, **more):
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return moving_move(*args, **more)

    moving_move = moving.move
    monkeypatch.setattr(moving, "move", dies)
    with pytest.raises(KeyboardInterrupt), saved():
        ending.end_unanswered(NOW)
    monkeypatch.setattr(moving, "move", moving_move)
    with saved():
        ending.end_unanswered(NOW)

    assert stages() == ["not-selected"] * 4
    assert sorted(m.to[0] for m in mail.outbox) == sorted(Application.objects.values_list("email", flat=True))


def make_application_of_closed(listing) -> None:
    """Sent while it was open."""
    made = make.application(make.open_listing(company=listing.company))
    old = made.listing
    Application.objects.filter(pk=made.pk).update(listing=listing)
    for one in (old, listing):
        moving.count(one)


def test_who_renews_while_the_clock_looks_keeps_everybody(listing):
    make.application(listing)
    closed(listing, days_ago=-20)

    assert ending.end_listing(listing.pk, NOW) == 0
    assert stages() == ["sent"]


# Reminders


@pytest.mark.parametrize(
    ("days", "mails"), [(-1, 0), (0.1, 1), (6, 1), (7.1, 2), (20, 2), (21.1, 3), (29, 3)]
)
def test_the_employer_is_reminded_at_closing_and_twice_more(listing, saved, days, mails):
    make.application(listing)
    mail.outbox.clear()
    closed(listing, days_ago=0)
    hours = [*range(-48, int(days * 24), 6), days * 24]

    with saved():
        for hour in hours:
            ending.remind(listing.open_until + timedelta(hours=hour))

    assert [m.to for m in mail.outbox] == [["nadia@acme.example"]] * mails


def test_a_reminder_names_nobody_and_leads_to_the_applicants(listing, saved):
    make.application(listing, name="Priya Rahman")
    mail.outbox.clear()
    closed(listing, days_ago=1)

    with saved():
        ending.remind(NOW)

    (told,) = mail.outbox
    assert told.subject == "People wait: Paid social exec at Acme"
    assert "1 person waits for your answer" in told.body
    assert f"/employer/listings/{listing.pk}/applicants/" in told.body
    assert "Priya" not in told.body


def test_a_clock_that_stood_still_reminds_once(listing, saved):
    make.application(listing)
    mail.outbox.clear()
    closed(listing, days_ago=22)

    with saved():
        ending.remind(NOW)
        ending.remind(NOW)

    assert len(mail.outbox) == 1


@pytest.mark.parametrize("why", ["answered", "frozen", "refused"])
def test_who_cannot_answer_or_did_is_not_reminded(listing, saved, why):
    application = make.application(listing)
    closed(listing, days_ago=1)
    if why == "answered":
        applying.withdraw(application)
    elif why == "frozen":
        Listing.objects.filter(pk=listing.pk).update(status="frozen")
    else:
        Company.objects.filter(pk=listing.company_id).update(refused_at=NOW, confirmed_at=None)
    mail.outbox.clear()

    with saved():
        assert ending.remind(NOW) == 0

    assert mail.outbox == []


def test_of_a_company_that_staff_took_back_nobody_waits_longer_than_30_days():
    listing = make.open_listing(make.user())
    sent = make.application(listing)
    Company.objects.filter(pk=listing.company_id).update(
        refused_at=timezone.now() - timedelta(days=31), confirmed_at=None
    )

    assert ending.end_unanswered() == 1
    sent.refresh_from_db()
    assert sent.stage == Stage.NOT_SELECTED
