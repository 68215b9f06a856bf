"""How often a listing is opened and followed to the employer's site: numbers by day and source, nothing of a person.

Counts wait in memory for some seconds and are written together, so a page never waits for them. A process that ends
in order writes first; one that is killed loses what waited.
"""

import atexit
import logging
from collections import Counter
from threading import Lock, Timer

from django.db import DatabaseError, IntegrityError, connection
from django.http import HttpRequest
from django.utils import timezone

from listings.models import DayCount, Listing
from listings.models.counting import Count
from listings.visits import came_from, is_seen
from listings.vocabulary import CameFrom

logger = logging.getLogger(__name__)

SECONDS = 5
AFTER_TROUBLE = 60
# A database that is away for long shall not fill the memory.
MOST = 20_000


class Tally:
    """What this process counted and did not write yet."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.waiting: Counter[Count] = Counter()
        self.timer: Timer | None = None

    def add(self, count: Count, number: int = 1, *, soon: float | None = None) -> None:
        with self.lock:
            if count in self.waiting or len(self.waiting) < MOST:
                self.waiting[count] += number
            if self.timer is None:
                self.timer = Timer(SECONDS if soon is None else soon, self.write_beside)
                self.timer.daemon = True
                self.timer.start()

    def take(self) -> Counter[Count]:
        with self.lock:
            if self.timer is not None:
                self.timer.cancel()
            counts, self.waiting, self.timer = self.waiting, Counter(), None
        return counts

    def write(self) -> None:
        """An error of the database is no reason to fail: what can be written later waits on."""
        counts = self.take()
        try:
            if counts:
                DayCount.objects.add(counts)
        except IntegrityError:
            logger.exception("%s counts are lost.", counts.total())
        except DatabaseError as error:
            logger.warning("%s counts wait: %s", counts.total(), error)
            for count, number in counts.items():
                self.add(count, number, soon=AFTER_TROUBLE)

    def write_beside(self) -> None:
        """In a thread of its own, with a connection of its own."""
        try:
            self.write()
        finally:
            connection.close()


tally = Tally()
atexit.register(tally.write)


def count_view(request: HttpRequest, listing: Listing) -> None:
    count(request, listing, "views", came_from(request))


def count_leave(request: HttpRequest, listing: Listing, source: CameFrom) -> None:
    """`source` is where the visit of the listing's page came from."""
    count(request, listing, "leaves", source)


def count_application(request: HttpRequest, listing: Listing) -> None:
    """`?from=` says where the visit of the listing's page came from, if it was carried along to where it is sent."""
    source = request.GET.get("from")
    source = CameFrom(source) if source in CameFrom.values else came_from(request)
    count(request, listing, "applications", source)


def count(request: HttpRequest, listing: Listing, what: str, source: CameFrom) -> None:
    if is_seen(request) and may_be_a_candidate(request.user, listing):
        tally.add((listing.pk, timezone.localdate(), source.value, what))


def may_be_a_candidate(user, listing: Listing) -> bool:
    if not user.is_authenticated:
        return True
    return not user.is_staff and not Listing.objects.of_member(user).from_pks([listing.pk]).exists()
