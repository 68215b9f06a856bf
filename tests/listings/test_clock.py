"""Two months in steps of an hour over a hundred listings, whose employers answer, forget, renew, pause and close.

The test keeps its own account of each listing's dates, in plain Python, and compares it with what the board shows and
with the mails that were sent.
"""

import random
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from background import outbox, schedule
from background.models import Mail
from listings import lifecycle, search, tasks
from listings.models import Listing
from listings.search.query import SearchQuery
from listings.states import Status
from tests import make

pytestmark = pytest.mark.django_db

START = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
HOURS = 61 * 24
LISTINGS = 100
FOREVER = datetime(2099, 1, 1, tzinfo=UTC)


@dataclass
class Span:
    """From one change to the next, nothing but the time moves a listing."""

    start: datetime
    published: datetime
    closes: datetime
    confirmed: datetime
    live: bool = True
    end: datetime = FOREVER

    def shown(self, now: datetime) -> bool:
        return (
            self.live and self.start <= now < self.end and now < min(self.closes, self.confirmed + 17 * DAY)
        )

    def mails(self):
        """(when it is due, what it is about, the day that it names)"""
        hidden = self.confirmed + 17 * DAY
        if self.closes - 8 * DAY >= self.published:
            yield self.closes - 7 * DAY, self.closes - DAY, hidden, "closing-7", self.closes
        if self.closes - 2 * DAY >= self.published:
            yield self.closes - DAY, self.closes, hidden, "closing-1", self.closes
        if hidden >= self.closes:
            yield self.closes, self.closes + 7 * DAY, FOREVER, "closed", self.closes
        else:
            yield hidden, min(hidden + 7 * DAY, self.closes), FOREVER, "hidden", self.confirmed
        if self.closes > self.confirmed + 13 * DAY:
            yield self.confirmed + 10 * DAY, self.closes, hidden, "still-hiring", self.confirmed

    def keys(self, pk: int, now: datetime) -> set[str]:
        """Of the mails that were due when the clock ran while this lasted."""
        owed = self.mails() if self.live else ()
        return {
            f"{name}:{pk}:{about:%Y-%m-%d}"
            for due, until, hidden, name, about in owed
            if self.first_run(due) <= min(self.end, now) and self.first_run(due) < min(until, hidden)
        }

    def first_run(self, due: datetime) -> datetime:
        """The clock runs at full hours, before anybody acts in that hour."""
        return START + -((START - due) // HOUR) * HOUR if due > self.start else self.start + HOUR


@dataclass
class Account:
    spans: list[Span] = field(default_factory=list)

    def begin(self, listing: Listing) -> None:
        now = timezone.now()
        if self.spans:
            self.spans[-1].end = now
        live = listing.status == Status.LIVE
        self.spans.append(Span(now, listing.published_at, listing.closes_at, listing.confirmed_at, live))

    def shown(self, now: datetime) -> bool:
        return any(span.shown(now) for span in self.spans)


def some_listings(chance: random.Random) -> list[Listing]:
    """Sent in the first days, some for a later day, some with a closing date of their own."""
    companies = [make.company(make.user()) for _ in range(10)]
    made = []
    for number in range(LISTINGS):
        company = companies[number % 10]
        start = START + chance.randrange(20) * HOUR if number % 4 == 0 else None
        days = chance.choice([None, 7, 8, 14, 45, 60])
        made.append(
            make.waiting_listing(
                company=company,
                posted_by=company.members.get(),
                title=f"Writer {number}",
                publish_at=start,
                closes_at=(start or START) + timedelta(days=days, hours=1) if days else None,
            )
        )
    return made


def act_by_chance(listing: Listing, chance: random.Random, client) -> bool:
    """What an employer might do when looking at the desk; whether it did anything."""
    lot = chance.random()
    if listing.is_asked and lot < 0.4:
        lifecycle.confirm_open(listing, by=listing.posted_by)
    elif listing.is_asked and lot < 0.5:
        follow_link(client, f"still-hiring:{listing.pk}:", "still-hiring")
    elif listing.may_renew and lot < 0.2:
        lifecycle.renew(listing, by=listing.posted_by, seen=listing.renewals)
    elif listing.status == Status.LIVE and lot > 0.99:
        lifecycle.pause(listing, by=listing.posted_by)
    elif listing.status == Status.PAUSED and lot > 0.5:
        lifecycle.resume(listing, by=listing.posted_by)
    elif listing.status == Status.LIVE and lot > 0.98:
        lifecycle.close(listing, by=listing.posted_by)
    else:
        return False
    return True


def follow_link(client, key: str, name: str) -> None:
    """The first link of the newest mail about it."""
    newest = Mail.objects.filter(key__startswith=key).order_by("-key").first()
    client.post(urlsplit(re.search(rf"http\S+/{name}/\S+/", newest.text)[0]).path)


def test_two_months_pass_and_nothing_is_shown_too_long_or_mailed_twice(client, time_machine):
    chance = random.Random(7)
    time_machine.move_to(START, tick=False)
    accounts = {listing.pk: Account() for listing in some_listings(chance)}
    for listing in Listing.objects.waiting():
        lifecycle.approve(listing, by=None)
    waiting, query = set(accounts), SearchQuery()

    for hour in range(HOURS):
        now = START + hour * HOUR
        time_machine.move_to(now, tick=False)
        tasks.publish_what_is_due()
        tasks.ask_and_remind_employers()
        looked_at = waiting | set(chance.sample(sorted(accounts), 4))
        for listing in Listing.objects.from_pks(looked_at).select_related("posted_by"):
            fresh = listing.pk in waiting and listing.status == Status.LIVE
            if fresh or (listing.pk not in waiting and act_by_chance(listing, chance, client)):
                accounts[listing.pk].begin(Listing.objects.get(pk=listing.pk))
                waiting.discard(listing.pk)
        expected = {pk for pk, account in accounts.items() if account.shown(now)}
        assert set(Listing.objects.live().values_list("pk", flat=True)) == expected, now
        assert search.total(query) == len(expected), now
    while outbox.deliver():
        pass

    owed = {key for pk, account in accounts.items() for span in account.spans for key in span.keys(pk, now)}
    posted = {key for key in Mail.objects.values_list("key", flat=True) if not key.startswith("listing_")}
    assert posted == owed
    assert len(mail.outbox) == Mail.objects.count()
    assert max(Counter((m.to[0], m.subject, m.body) for m in mail.outbox).values()) == 1
    assert {key.partition(":")[0] for key in posted} == {
        "closing-7", "closing-1", "closed", "still-hiring", "hidden",
    }  # fmt: skip
    assert {span.live for account in accounts.values() for span in account.spans[1:]} == {True, False}


def test_nothing_is_shown_too_long_although_no_clock_runs(time_machine):
    time_machine.move_to(START, tick=False)
    employer = make.user()
    by_date = make.confirmed_listing(employer, closes_at=START + 9 * DAY, confirmed_at=START)
    unconfirmed = make.confirmed_listing(employer, closes_at=START + 30 * DAY, confirmed_at=START)

    shown = {}
    for hours in (9 * 24 - 1, 9 * 24, 17 * 24 - 1, 17 * 24):
        time_machine.move_to(START + hours * HOUR, tick=False)
        shown[hours] = set(Listing.objects.live())

    assert list(shown.values()) == [{by_date, unconfirmed}, {unconfirmed}, {unconfirmed}, set()]


def test_who_does_not_answer_sinks_below_all_others(client, time_machine):
    time_machine.move_to(START, tick=False)
    employer = make.user()
    make.confirmed_listing(employer, title="Silent", published_at=START, confirmed_at=START)
    make.confirmed_listing(employer, title="Older", published_at=START - DAY, confirmed_at=START + 9 * DAY)
    order = []

    for days in (12, 13):
        time_machine.move_to(START + days * DAY, tick=False)
        tasks.ask_and_remind_employers()
        board = client.get(reverse("board")).content.decode()
        order.append(board.index("Silent") < board.index("Older"))

    assert order == [True, False]


def test_mails_of_the_clock_say_in_few_words_what_they_are_about(time_machine):
    time_machine.move_to(START, tick=False)
    long = "Senior social media and community manager for three markets"
    make.confirmed_listing(make.user(), title=long, closes_at=START + 30 * DAY, confirmed_at=START - 10 * DAY)
    make.confirmed_listing(
        make.user(), title="Writer", closes_at=START + 6 * DAY, published_at=START - 9 * DAY
    )

    tasks.ask_and_remind_employers()

    subjects = sorted(Mail.objects.values_list("subject", flat=True))
    assert subjects == ["Closes 8 November: Writer", "Still hiring: Senior social media and community…?"]
    assert max(map(len, subjects)) < 50


def test_mails_go_to_the_owners_once_the_person_who_posted_is_gone(time_machine):
    time_machine.move_to(START, tick=False)
    nadia, owner = make.user("nadia@example.com"), make.user("owner@example.com")
    company = make.company(owner)
    make.confirmed_listing(company=company, posted_by=nadia, confirmed_at=START - 10 * DAY)

    tasks.ask_and_remind_employers()

    assert list(Mail.objects.values_list("to", flat=True)) == ["owner@example.com"]


def test_nobody_is_written_to_about_imported_listings(time_machine):
    time_machine.move_to(START, tick=False)
    make.live_listing(make.user(), published_at=START - 20 * DAY, closes_at=START + DAY)

    tasks.ask_and_remind_employers()

    assert not Mail.objects.exists()


def test_the_worker_knows_the_jobs():
    assert {"listings.tasks.publish_what_is_due", "listings.tasks.ask_and_remind_employers"} <= set(
        schedule.JOBS
    )
