"""Every verb that a listing answers to. Views, filters, feeds and commands start here."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Self

from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Prefetch, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from employers.models import Company
from listings.desk_rows import DeskVerbs
from listings.draft_rows import DraftVerbs
from listings.life_querysets import LifeQuerySet
from listings.names import Names
from listings.search.changes import last_number
from listings.search.query import NOT_STATED, Unwanted
from listings.search.reach import ALL_BUT_ONE_FROM
from listings.search.words import Term, parse
from listings.search.words import unwanted as unwanted_terms
from listings.states import EDITABLE, PUBLIC, Status
from listings.vocabulary import NOT_PAID, PERIODS_A_YEAR, Period, WorkMode
from roles.models import Skill

MANY = 1_000


class ListingQuerySet(DeskVerbs, DraftVerbs, LifeQuerySet):
    # Who may see it

    def live(self) -> Self:
        return self.filter(status=Status.LIVE, open_until__gt=timezone.now())

    def public(self) -> Self:
        """Live ones, and those that were: their pages stay for who kept the address."""
        return self.filter(status__in=PUBLIC)

    def of_member(self, user) -> Self:
        return self.filter(company__memberships__user=user)

    def editable_by(self, user) -> Self:
        return self.of_member(user).filter(status__in=EDITABLE)

    def waiting(self) -> Self:
        return self.filter(status=Status.IN_REVIEW).order_by("submitted_at", "pk")

    # What it is

    def matching(self, typed: str) -> Self:
        """Listings with all the typed words in the title, the text, or the names of company, skills and role.
        Aliases of skills and other titles of roles count. See search/words.py for the grammar."""
        listings, wanted = self, parse(typed)
        names = Names.read() if typed else None
        for group in wanted.groups:
            listings = listings.filter(any_of(self.having(term, names) for term in group))
        for term in wanted.without:
            listings = listings.exclude(self.having(term, names))
        return listings

    def without(self, unwanted: Unwanted) -> Self:
        return self.exclude(self.is_unwanted(unwanted)) if unwanted else self

    def hidden_by(self, unwanted: Unwanted) -> Self:
        return self.filter(self.is_unwanted(unwanted)) if unwanted else self.none()

    def is_unwanted(self, unwanted: Unwanted) -> Q:
        names = Names.read() if unwanted.words else None
        words = any_of(self.having(term, names) for term in unwanted_terms(unwanted.words))
        return Q(pk__in=unwanted.listings) | Q(company__slug__in=unwanted.companies) | words

    def having(self, term: Term, names: Names) -> Q:
        return any_of(Q(search_text__contains=needle) for needle in term.needles) | self.named(term, names)

    def named(self, term: Term, names: Names) -> Q:
        """It is in the title, or the company, a skill or the role is called so."""
        return (
            self.titled(term)
            | Q(company__in=Company.objects.called(term.needles))
            | Q(role__in=names.roles_with(term))
            | Q(self.with_skill(names.skills_with(term)))
        )

    def titled(self, term: Term) -> Q:
        return any_of(Q(search_title__contains=needle) for needle in term.needles)

    def best_first(self, typed: str) -> Self:
        """All words in the title first, then those with all in title and names, then the rest; newest first."""
        wanted, names = parse(typed), Names.read()
        titled, named = Q(), Q()
        for group in wanted.groups:
            titled &= any_of(self.titled(term) for term in group)
            named &= any_of(self.named(term, names) for term in group)
        if not wanted.groups:
            return self.newest_first()
        tier = Case(When(titled, then=Value(0)), When(named, then=Value(1)), default=Value(2))
        return self.annotate(tier=tier).order_by("sunk", "tier", "-published_at", "-pk")

    def in_category(self, slugs) -> Self:
        return self.filter(role__category__slug__in=slugs)

    def in_role(self, slugs) -> Self:
        return self.filter(role__slug__in=slugs)

    def asking_for_any(self, slugs) -> Self:
        return self.filter(self.with_skill(slugs))

    def asking_for_all(self, slugs) -> Self:
        listings = self
        for slug in slugs:
            listings = listings.asking_for_any([slug])
        return listings

    def naming_skill(self, skill: Skill) -> Self:
        """Like asking_for_any, starting from the skill: for one skill and all listings there ever were."""
        return self.filter(listing_skills__skill=skill)

    def with_skill(self, slugs) -> Exists:
        return Exists(self.through("skills").filter(listing=OuterRef("pk"), skill__slug__in=slugs))

    def on_platform(self, slugs) -> Self:
        return self.filter(
            Exists(self.through("platforms").filter(listing=OuterRef("pk"), platform__slug__in=slugs))
        )

    def through(self, name: str) -> models.QuerySet:
        return self.model._meta.get_field(name).remote_field.through.objects.all()

    def from_company(self, slugs) -> Self:
        return self.filter(company__slug__in=slugs)

    def of_company(self, company) -> Self:
        return self.filter(company=company)

    def ended_within(self, days: int) -> Self:
        """Public once and over: closed, filled, or past their time. What ended last comes first; with what its
        address is made of."""
        now = timezone.now()
        over = Q(status__in=PUBLIC) & (~Q(status=Status.LIVE) | Q(open_until__lte=now))
        ended = (
            self.select_related("company").filter(over).annotate(over_at=Coalesce("ended_at", "open_until"))
        )
        return ended.filter(over_at__gt=now - timedelta(days=days)).order_by("-over_at", "-pk")

    # Where and when

    def in_mode(self, modes) -> Self:
        return self.filter(work_mode__in=modes)

    def days_on_site_at_most(self, days: int) -> Self:
        return self.filter(
            Q(work_mode=WorkMode.REMOTE) | Q(work_mode=WorkMode.HYBRID, days_on_site__lte=days)
        )

    def in_country(self, codes) -> Self:
        """The workplace is there, or one may work from there; "anywhere" is every country."""
        here = self.model.places.rel.related_model.objects.filter(listing=OuterRef("pk"), country__in=codes)
        return self.filter(Q(worldwide=True) | Exists(here))

    def at_level(self, levels) -> Self:
        return self.filter(level__in=levels)

    def on_contract(self, contracts) -> Self:
        return self.filter(contract__in=contracts)

    def with_hours(self, hours) -> Self:
        return self.filter(hours__in=hours)

    # What it answers, and on which terms

    def stating(self, name: str, values) -> Self:
        """The fact of that name has one of the values; "not-stated" is having no such fact."""
        facts = self.model.facts.rel.related_model.objects.filter(listing=OuterRef("pk"), name=name)
        found = Q(Exists(facts.filter(value__in=values)))
        return self.filter(found | ~Exists(facts) if NOT_STATED in values else found)

    def posted_within(self, days: int) -> Self:
        return self.filter(published_at__gt=timezone.now() - timedelta(days=days))

    def saved_by(self, user) -> Self:
        return self.filter(saved_by__user=user)

    def once_public(self) -> Self:
        """All that were ever shown, open or not; without samples and what staff took down as not honest."""
        shown = self.exclude(published_at=None).exclude(status=Status.REJECTED)
        return shown.exclude(source__is_sample=True)

    def number_posted_from(self, starts: Sequence[datetime]) -> list[int]:
        """How many were first posted from each of these moments to the next, the last one open. All in one pass: by
        a truncated date SQLite takes twice as long."""
        spans = zip(starts, [*starts[1:], None], strict=True)
        counts = [
            Count("pk", filter=Q(published_at__gte=start) & (Q(published_at__lt=end) if end else Q()))
            for start, end in spans
        ]
        posted = self.filter(published_at__gte=starts[0])
        return list(posted.aggregate(**{f"from_{at}": count for at, count in enumerate(counts)}).values())

    # What it pays

    def not_known_to_be_unpaid(self) -> Self:
        return self.exclude(pay_model__in=NOT_PAID)

    def known_to_be_unpaid(self) -> Self:
        return self.filter(pay_model__in=NOT_PAID)

    def paying_at_least(self, amount, period, currency: str) -> Self:
        """The top of the range reaches the amount, within one currency. Both sides by the full-time year."""
        yearly = Decimal(amount) * PERIODS_A_YEAR[Period(period)]
        return self.filter(currency=currency, pay_top_yearly__gte=yearly)

    def without_yearly_amount(self) -> Self:
        return self.filter(pay_top_yearly=None)

    def in_other_currency(self, currency: str) -> Self:
        return self.exclude(pay_top_yearly=None).exclude(currency=currency)

    def stated_pay(self) -> models.QuerySet:
        """(level, currency, lowest, highest, period) of those with a yearly amount, the newest first. What is only
        shown as an example is left out."""
        stated = self.live().exclude(pay_top_yearly=None).exclude(source__is_sample=True)
        return stated.latest_first().values_list("level", "currency", "pay_min", "pay_max", "pay_period")

    # Whose skills it needs

    def counting_skills(self, have) -> Self:
        """Annotated with how many skills it needs and how many of those are in `have`; see search/reach.py."""
        links = self.through("skills").filter(listing=OuterRef("pk")).order_by()
        required = links.filter(kind="required")
        return self.annotate(
            any_required=Exists(required),
            needed=Case(When(any_required=True, then=number_of(required)), default=number_of(links)),
            held=Case(
                When(any_required=True, then=number_of(required.filter(skill__slug__in=have))),
                default=number_of(links.filter(skill__slug__in=have)),
            ),
        )

    def within_reach_of(self, have) -> Self:
        all_of_them = Q(needed__gt=0, held=F("needed"))
        all_but_one = Q(needed__gte=ALL_BUT_ONE_FROM, held=F("needed") - 1)
        return self.counting_skills(have).filter(all_of_them | all_but_one)

    def fitting_first(self, have) -> Self:
        """Those that miss the fewest skills first, then those that use the most, then the newest; what names no
        skill comes last."""
        missing = Case(When(needed=0, then=Value(MANY)), default=F("needed") - F("held"))
        counted = self.counting_skills(have).annotate(missing=missing)
        return counted.order_by("sunk", "missing", "-held", "-published_at", "-pk")

    # In which order, with what

    def latest_first(self) -> Self:
        """By time alone, as the index of the database has them."""
        return self.order_by("-published_at", "-pk")

    def newest_first(self) -> Self:
        """What was not confirmed when asked comes after all others, here and wherever time alone does not decide."""
        return self.order_by("sunk", "-published_at", "-pk")

    def closing_first(self) -> Self:
        return self.order_by("closes_at", "-pk")

    def for_cards(self) -> Self:
        """All that a card shows, in two queries; where there are deals, in four."""
        related = self.select_related("company", "role__category", "source", "deal")
        return related.prefetch_related("places", "deal__deliverables__platform")

    def with_needs(self) -> Self:
        """And the skills that it asks for, in one query more."""
        uses = self.through("skills").select_related("skill")
        return self.prefetch_related(Prefetch("listing_skills", uses))

    def for_page(self) -> Self:
        """All that the page of one listing shows, in seven queries; with a deal, in nine."""
        more = ["listing_skills__skill", "platforms", "facts", "questions"]
        return self.for_cards().select_related("company__proof").prefetch_related(*more)

    def with_deal(self) -> Self:
        return self.filter(deal__isnull=False)

    def of_same_kind(self, deal) -> Self:
        """Those with a deal for a piece of the same kind."""
        kinds = deal.deliverables.values("kind")
        return self.filter(
            Exists(deal.deliverables.model.objects.filter(deal__listing=OuterRef("pk"), kind__in=kinds))
        )

    def from_source(self, slugs) -> Self:
        return self.filter(source__slug__in=slugs)

    def with_status_live(self) -> Self:
        """Published and neither closed nor filled, whatever the clock says."""
        return self.filter(status=Status.LIVE).select_related("source")

    def samples(self) -> Self:
        """Made up to show what the board can do."""
        return self.filter(source__is_sample=True)

    def imported(self, keys) -> Self:
        return self.filter(source__isnull=False, source_key__in=keys).select_related("source", "role")

    def numbers(self) -> models.QuerySet:
        return self.values_list("pk", flat=True)

    def for_alerts(self) -> Self:
        """With all that an alert may ask for by name."""
        return self.select_related("company", "role__category").prefetch_related("skills", "platforms")

    def real_adverts(self) -> Self:
        """Imported, and not made up to show what the board can do."""
        return self.filter(source__isnull=False, source__is_sample=False)

    def words_for_measuring(self) -> models.QuerySet:
        """(slug of the role, title, text as HTML)"""
        return self.values_list("role__slug", "title", "description_html")

    def titles(self) -> models.QuerySet:
        return self.values_list("title", flat=True)

    def from_pks(self, pks) -> Self:
        return self.filter(pk__in=pks)

    def texts_of(self, pks) -> models.QuerySet:
        """(number, text as HTML)"""
        return self.filter(pk__in=list(pks)).values_list("pk", "description_html")

    def words_of(self, pks) -> models.QuerySet:
        """(number, searchable title, searchable text)"""
        return self.live().filter(pk__in=list(pks)).values_list("pk", "search_title", "search_text")

    def similar_to(self, listing) -> Self:
        """Live ones of the same role, else of the same category; never itself."""
        others = self.live().not_known_to_be_unpaid().exclude(pk=listing.pk)
        if not listing.role:
            return others.none()
        same_role = others.filter(role=listing.role)
        return same_role if same_role.exists() else others.filter(role__category=listing.role.category)


class SearchChangeQuerySet(models.QuerySet):
    def prune(self, kept: int) -> int:
        """Forget all but the last changes; a process that fell behind further reads anew. Answers how many."""
        return self.filter(pk__lte=last_number() - kept).delete()[0]

    def since(self, known: int, last: int, most: int) -> set[int] | None:
        """Numbers of the listings that changed after `known`, up to `last`; 0 among them says that names changed.
        None if all must be read anew: something changed that no single listing owns, too much did, or the
        record does not reach back."""
        changes = self.filter(pk__gt=known, pk__lte=last)
        if known and not self.filter(pk__lte=known).exists():
            return None
        changed = set(changes.values_list("listing", flat=True)[: most + 1])
        return None if len(changed) > most or None in changed else changed


def number_of(rows: models.QuerySet) -> Coalesce:
    """How many rows a subquery has."""
    counted = rows.values("listing").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def any_of(conditions: Iterable[Q]) -> Q:
    return reduce(or_, conditions, Q())
