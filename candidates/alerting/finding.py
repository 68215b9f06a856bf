"""New listings against all alerts. What is found is written down once; sending.py mails it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice

from django.db import transaction
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from candidates.alerting.keys import keys_of_listings
from candidates.alerting.times import next_time
from candidates.models import Alert, AlertMatch, HiddenThing, Watermark
from listings.filters import read_query
from listings.models import Listing, SearchChange
from listings.search.changes import last_number
from listings.search.few import FewListings
from listings.search.query import SearchQuery

Pair = tuple[Alert, int]
NAME = "alerts"
AT_ONCE = 500
BATCH = 5_000
# More changes than this, or a record of changes that does not reach back so far: look at all that is so new.
MOST_CHANGES = 50_000
RECENT = timedelta(days=2)


def find(now: datetime | None = None) -> int:
    """Look at the listings that changed since the last time; how many new matches. The table of changes has the order
    of commits, so none is missed. May run late, twice, or on two machines."""
    now = now or timezone.now()
    last = last_number()
    numbers = sorted(
        Listing.objects.from_pks(changed_since(Watermark.objects.at(NAME, last), last)).numbers()
    )
    parts = [numbers[start : start + AT_ONCE] for start in range(0, len(numbers), AT_ONCE)]
    found = sum(match(list(Listing.objects.live().from_pks(part).for_alerts()), now) for part in parts)
    Watermark.objects.move(NAME, last)
    return found


def changed_since(known: int, last: int) -> set[int] | QuerySet:
    changed = SearchChange.objects.since(known, last, MOST_CHANGES)
    return Listing.objects.live().posted_within(RECENT.days).numbers() if changed is None else changed


def match(listings: list[Listing], now: datetime) -> int:
    posted = {listing.pk: listing.published_at for listing in listings}
    few, known = FewListings(posted), AlertMatch.objects.pairs_with(posted)
    alerts: dict[str, list[Alert]] = defaultdict(list)
    for alert in Alert.objects.active().with_key(keys_of_listings(listings)):
        alerts[alert.query].append(alert)
    hidden = hidden_by_owner(few, (alert.user_id for same in alerts.values() for alert in same))
    pairs = (
        (alert, pk)
        for query, same in alerts.items()
        for pk in few.matching(query_of(query))
        for alert in same
        if posted[pk] > alert.confirmed_at
        and (alert.pk, pk) not in known
        and pk not in hidden.get(alert.user_id, ())
    )
    return sum(write_down(part, now) for part in in_batches(pairs))


def hidden_by_owner(few: FewListings, users: Iterable[int | None]) -> dict[int, set[int]]:
    """Which of the listings each owner of an alert hid; most hide nothing."""
    things = HiddenThing.objects.of_people({user for user in users if user})
    return {user: few.hidden_by(unwanted) for user, unwanted in things.by_person().items()}


def in_batches(pairs: Iterable[Pair]) -> Iterator[list[Pair]]:
    pairs = iter(pairs)
    while part := list(islice(pairs, BATCH)):
        yield part


def query_of(address: str) -> SearchQuery:
    """A value that is known no more finds nothing rather than everything."""
    query, notices = read_query(QueryDict(address))
    return query if not notices else query.but(company=("-",))


@transaction.atomic
def write_down(pairs: list[Pair], now: datetime) -> int:
    """One row for each alert and listing, and the time at which the alert is due. Whoever sends one of them just now is
    waited for: what they do not have yet is due anew."""
    rows = [AlertMatch(alert=alert, listing_id=pk, found_at=now) for alert, pk in pairs]
    AlertMatch.objects.bulk_create(rows, ignore_conflicts=True)
    waiting = [alert for alert in Alert.objects.held({alert.pk for alert, _ in pairs}) if not alert.due_at]
    for alert in waiting:
        alert.due_at = next_time(alert, now)
    Alert.objects.bulk_update(waiting, ["due_at"], batch_size=500)
    return len(rows)
