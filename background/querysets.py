"""Which mails are due, which jobs, which workers live. Everything that claims a row is one conditional UPDATE."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

# A worker that has not beaten for so long is taken for dead.
SILENCE = timedelta(minutes=5)
# A mail that waits for somebody's word is due on a day that never comes.
HELD = datetime(9000, 1, 1, tzinfo=UTC)


class MailQuerySet(models.QuerySet):
    def unfinished(self) -> Self:
        return self.filter(sent_at=None, failed_at=None, handed_at=None)

    def due(self, now: datetime) -> Self:
        free = Q(claimed_until=None) | Q(claimed_until__lte=now)
        return self.unfinished().filter(free, not_before__lte=now).order_by("not_before", "created_at")

    def with_keys(self, keys: Iterable[str]) -> Self:
        return self.filter(key__in=list(keys))

    def with_key_start(self, start: str) -> Self:
        return self.filter(key__startswith=start)

    def held(self) -> Self:
        """Written, and waiting for somebody's word; see outbox.hold."""
        return self.unfinished().filter(not_before=HELD)

    def written_before(self, moment: datetime) -> Self:
        return self.filter(created_at__lt=moment)

    def to_address(self, address: str) -> Self:
        return self.filter(to__iexact=address)

    def answered_to(self, address: str) -> Self:
        """Letters that we pass on: an answer goes to whoever wrote it."""
        return self.filter(**{"headers__Reply-To__iexact": address})

    def without_keys(self, keys: Iterable[str]) -> Self:
        return self.exclude(key__in=list(keys))

    def claim(self, claim: UUID, *, now: datetime, until: datetime) -> int:
        return self.due(now).update(claim=claim, claimed_until=until, tries=F("tries") + 1)

    def claimed_by(self, claim: UUID) -> Self:
        """Still ours: nobody took it over while we were slow."""
        return self.filter(claim=claim, sent_at=None, failed_at=None)

    def sent(self) -> Self:
        return self.filter(sent_at__isnull=False)

    def in_doubt(self, now: datetime) -> Self:
        """Handed to the mail server by somebody who never heard the answer."""
        return self.filter(sent_at=None, failed_at=None, handed_at__isnull=False, claimed_until__lte=now)

    def given_up(self, now: datetime) -> Self:
        """What a person has to look at."""
        return self.filter(failed_at__isnull=False, erased_at=None) | self.in_doubt(now).filter(
            erased_at=None
        )

    def finished_before(self, moment: datetime) -> Self:
        ended = Q(sent_at__lt=moment) | Q(failed_at__lt=moment) | Q(handed_at__lt=moment)
        return self.filter(ended)

    def with_address(self) -> Self:
        return self.filter(erased_at=None)

    def erase(self) -> int:
        return self.update(
            to="", sender="", subject="", text="", html="", headers={}, error="", erased_at=timezone.now()
        )

    def try_again(self) -> int:
        """Of those that a person has to look at; the others are as they should be."""
        return self.given_up(timezone.now()).update(
            not_before=timezone.now(), tries=0, claimed_until=None, handed_at=None, failed_at=None
        )


class JobQuerySet(models.QuerySet):
    def take(self, job, *, next_run: datetime, now: datetime) -> bool:
        """True for one of all that try: next_run is still what it was when we looked."""
        return bool(self.filter(pk=job.pk, next_run=job.next_run).update(next_run=next_run, last_fired=now))

    def plan(self, job, next_run: datetime) -> None:
        self.filter(pk=job.pk, next_run=job.next_run).update(next_run=next_run)

    def run_now(self) -> int:
        return self.update(next_run=timezone.now())

    def forgotten(self, moment: datetime) -> Self:
        """No worker knows them any more: they are long overdue."""
        return self.filter(next_run__lt=moment)


class WorkerQuerySet(models.QuerySet):
    def alive(self, now: datetime) -> Self:
        return self.filter(stopped_at=None, beat_at__gt=now - SILENCE)

    def silent_since(self, moment: datetime) -> Self:
        return self.filter(beat_at__lt=moment)
