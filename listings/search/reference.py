"""Search in plain SQL: correct and easy to read. The yardstick for any faster engine."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone

from listings.filters import narrow
from listings.models import Listing, ListingFact, ListingPlace, ListingPlatform, ListingSkill
from listings.querysets import ListingQuerySet
from listings.search.counts import Counts
from listings.search.query import (
    ASKED_OF_ALL,
    DAYS_MAX,
    FACTS,
    GROUPS,
    NOT_STATED,
    NOTHING,
    PER_PAGE,
    POSTED_DAYS,
    Found,
    Hidden,
    SearchQuery,
    SearchResult,
    Unwanted,
)
from listings.vocabulary import WorkMode

NEVER = datetime.max.replace(tzinfo=UTC)


class SqlSearch:
    def search(self, query: SearchQuery, unwanted: Unwanted = NOTHING) -> SearchResult:
        found, live = self.find(query, unwanted), live_but(query, unwanted)
        return SearchResult(
            ids=found.ids,
            total=found.total,
            page=found.page,
            counts={group: Counts.of(counted) for group, counted in counts_of(query, live)},
            hidden=hidden(query, live, unwanted),
        )

    def find(self, query: SearchQuery, unwanted: Unwanted = NOTHING, most: int = PER_PAGE) -> Found:
        listings = narrow(live_but(query, unwanted), query)
        total = listings.count()
        page = min(query.page, max(1, -(-total // most)))
        start = (page - 1) * most
        ordered = in_order(listings, query)
        return Found(list(ordered.values_list("pk", flat=True)[start : start + most]), total, page)

    def gains(self, query: SearchQuery, unwanted: Unwanted = NOTHING) -> Counts:
        """One search for each skill: for small boards and for checking."""
        reached = query.but(fit="reach")
        now = self.total(reached, unwanted)
        more = {
            slug: self.total(reached.but(have=(*query.have, slug)), unwanted) - now
            for slug in ListingSkill.objects.order_by().values_list("skill__slug", flat=True).distinct()
            if slug not in query.have
        }
        return Counts.of(more)

    def steady_until(self) -> datetime:
        return Listing.objects.live().aggregate(Min("open_until"))["open_until__min"] or NEVER

    def total(self, query: SearchQuery, unwanted: Unwanted = NOTHING) -> int:
        return narrow(live_but(query, unwanted), query).count()


def live_but(query: SearchQuery, unwanted: Unwanted) -> ListingQuerySet:
    return Listing.objects.live().without(unwanted.of(query))


def in_order(listings: QuerySet, query: SearchQuery) -> QuerySet:
    if query.sort == "closing":
        return listings.closing_first()
    if query.sort == "skills":
        return listings.fitting_first(query.have)
    return listings.best_first(query.q) if query.q and query.sort == "best" else listings.newest_first()


def counts_of(query: SearchQuery, live: ListingQuerySet) -> Iterator[tuple[str, dict[str, int]]]:
    """Each group with its options. Facts that nothing was chosen of are counted together."""
    facts = by_fact(narrow(live, query))
    for group in GROUPS:
        if group in FACTS and not getattr(query, group):
            yield group, facts[group]
        else:
            listings = narrow(live, query, without=group)
            yield group, by_fact(listings)[group] if group in FACTS else COUNTERS[group](listings)


def by_fact(listings: QuerySet) -> dict[str, dict[str, int]]:
    rows = ListingFact.objects.filter(listing__in=listings.order_by()).order_by().values_list("name", "value")
    counted: dict[str, dict[str, int]] = {name: {} for name in FACTS}
    for name, value, number in rows.annotate(Count("pk")):
        if name in counted:
            counted[name][value] = number
    total = listings.count()
    for name in ASKED_OF_ALL:
        counted[name][NOT_STATED] = total - sum(counted[name].values())
    return counted


def hidden(query: SearchQuery, live: ListingQuerySet, unwanted: Unwanted) -> Hidden:
    unpaid = 0
    if not query.unpaid:
        unpaid = narrow(live, query.but(unpaid=True)).known_to_be_unpaid().count()
    by_person = narrow(Listing.objects.live(), query).hidden_by(unwanted.of(query)).count()
    if query.pay_min is None:
        return Hidden(unpaid=unpaid, by_person=by_person)
    without_pay = narrow(live, query, without="pay_min")
    return Hidden(
        unpaid=unpaid,
        by_person=by_person,
        no_yearly_amount=0 if query.pay_unstated else without_pay.without_yearly_amount().count(),
        other_currency=without_pay.in_other_currency(query.currency).count(),
    )


def by_column(column: str):
    def count(listings: QuerySet) -> dict[str, int]:
        rows = listings.order_by().values_list(column).annotate(Count("pk"))
        return {value: number for value, number in rows if value}

    return count


def by_link(model, column: str):
    """Counts through a link table, from the side of the option."""

    def count(listings: QuerySet) -> dict[str, int]:
        rows = model.objects.filter(listing__in=listings.order_by()).order_by().values_list(column)
        return dict(rows.annotate(Count("listing", distinct=True)))

    return count


def by_country(listings: QuerySet) -> dict[str, int]:
    """A listing that can be done from anywhere counts in every country that is named."""
    worldwide = listings.filter(worldwide=True).count()
    there = by_link(ListingPlace, "country")(listings.filter(worldwide=False))
    there.pop("", None)
    if not worldwide:
        return there
    live = ListingPlace.objects.filter(listing__in=Listing.objects.live(), listing__worldwide=False)
    named = live.exclude(country="").order_by().values_list("country", flat=True).distinct()
    return {country: there.get(country, 0) + worldwide for country in named}


def by_days(listings: QuerySet) -> dict[str, int]:
    remote = Q(work_mode=WorkMode.REMOTE)
    return listings.aggregate(
        **{
            str(days): Count("pk", filter=remote | Q(work_mode=WorkMode.HYBRID, days_on_site__lte=days))
            for days in DAYS_MAX
        }
    )


def by_age(listings: QuerySet) -> dict[str, int]:
    now = timezone.now()
    return listings.aggregate(
        **{
            str(days): Count("pk", filter=Q(published_at__gt=now - timedelta(days=days)))
            for days in POSTED_DAYS
        }
    )


COUNTERS = {
    "category": by_column("role__category__slug"),
    "role": by_column("role__slug"),
    "skill": by_link(ListingSkill, "skill__slug"),
    "platform": by_link(ListingPlatform, "platform__slug"),
    "mode": by_column("work_mode"),
    "days_max": by_days,
    "country": by_country,
    "level": by_column("level"),
    "contract": by_column("contract"),
    "hours": by_column("hours"),
    "posted": by_age,
    "company": by_column("company__slug"),
}
