"""The verbs by which the clock finds what we keep no longer. It asks with `now`, so that one run means one moment."""

from collections.abc import Iterator
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from candidates.periods import APPLICATIONS, DRAFTS, DRAFTS_OF_ENDED, GUESTS_DRAFTS
from candidates.states import ENDED, Stage
from listings.states import Status


class RetentionVerbs(models.QuerySet):
    def drafts_to_forget(self, now: datetime) -> Self:
        """Unconfirmed ones of guests, those in which nobody writes any more, and those whose listing has ended."""
        unconfirmed = Q(user=None, confirmed_at=None, changed_at__lte=now - GUESTS_DRAFTS)
        left = Q(changed_at__lte=now - DRAFTS)
        ended = now - DRAFTS_OF_ENDED
        over = Q(listing__ended_at__lte=ended) | Q(
            listing__status=Status.LIVE, listing__open_until__lte=ended
        )
        return self.filter(unconfirmed | left | over, stage=Stage.DRAFT)

    def to_erase(self, now: datetime) -> Self:
        """Ended so long ago that what somebody wrote is not needed any more."""
        return self.filter(erased_at=None, stage__in=ENDED, ended_at__lte=now - APPLICATIONS)

    def of_leaving(self, user, addresses: list[str]) -> Self:
        """All that is theirs, also drafts at an address of theirs that nobody confirmed."""
        return self.filter(Q(user=user) | Q(user=None, email__in=addresses), erased_at=None)

    def taken(self, number: int):
        """This row of those, held; None if it is not among them any more."""
        return self.select_for_update(of=["self"]).filter(pk=number).first()

    def file_names(self) -> Iterator[str]:
        """Of their CVs and pieces."""
        for cv, pieces in self.values_list("cv", "pieces").iterator():
            yield from filter(None, [cv, *(piece.get("file") for piece in pieces)])
