from urllib.parse import urlsplit
from uuid import UUID, uuid4

from django import template
from django.http import HttpRequest
from django.urls import reverse

from employers.models import Company
from employers.places import country_name
from listings import deal_words, search, wording
from listings.dashboard import DeskQuery
from listings.deals import harsh_terms
from listings.feeds import address_of, calendar_address_of
from listings.kept import cards
from listings.models import Listing
from listings.over_time import OverTime, posted_over_time
from listings.pay import MORE_THAN, pay_by_level
from listings.search.query import SearchQuery, SearchResult
from listings.vocabulary import PayModel
from roles.models import Category, Platform, Role, Skill

register = template.Library()
NEARBY = 4
register.filter(wording.pay_line)
register.filter(wording.place_line)
register.filter(wording.mode_line)
register.filter(wording.days_ago)
register.filter(wording.overlap_line)
register.filter(wording.all_places)
register.filter(wording.answers_of)
register.filter(deal_words.pieces_line)
register.filter(deal_words.terms_of)
register.filter(harsh_terms)
register.simple_tag(wording.yearly_rule)
register.simple_tag(address_of, name="feed_address")
register.simple_tag(calendar_address_of, name="calendar_address")


@register.filter
def get(mapping: dict, key: str) -> int:
    """A count from a dict of counts; what is not in it counts zero."""
    return mapping.get(key, 0)


@register.simple_tag(takes_context=True)
def live_counts(context) -> SearchResult:
    """The whole board counted: {{ counts.total }}, {{ counts.counts.role|get:role.slug }}. Once a request."""
    request: HttpRequest = context["request"]
    if not hasattr(request, "live_counts"):
        request.live_counts = search.search(SearchQuery())
    return request.live_counts


@register.simple_tag
def counts_of(*, category: Category | None = None, role: Role | None = None) -> SearchResult:
    """The open listings of one category or role, counted: {{ here.total }}, {{ here.counts.level|get:"entry" }}."""
    wanted = {"category": category, "role": role}
    return search.search(SearchQuery(**{name: (thing.slug,) for name, thing in wanted.items() if thing}))


@register.inclusion_tag("listings/_open.html", takes_context=True)
def open_listings(
    context,
    *,
    category: Category | None = None,
    role: Role | None = None,
    skill: Skill | None = None,
    platform: Platform | None = None,
    limit: int = 5,
    level: int = 3,
) -> dict:
    """The newest open listings of one thing, as cards, and a link to all of them. Without any, roles near it."""
    wanted = {"category": category, "role": role, "skill": skill, "platform": platform}
    query = SearchQuery(**{name: (thing.slug,) for name, thing in wanted.items() if thing})
    found = search.find(query, context["request"].unwanted)
    thing = next(thing for thing in wanted.values() if thing)
    return {
        "cards": cards(found.ids[:limit], level),
        "total": found.total,
        "address": query,
        "thing": thing,
        "nearby": [] if found.total else open_near(thing, live_counts(context)),
        "request": context["request"],
    }


def open_near(thing: Category | Role | Skill | Platform, board: SearchResult) -> list[tuple[Role, int]]:
    """Roles near it with the number of their open listings, most first."""
    counted = [(role, board.counts["role"].get(role.slug, 0)) for role in Role.objects.near(thing)]
    return sorted((one for one in counted if one[1]), key=lambda one: -one[1])[:NEARBY]


@register.simple_tag
def open_at(company: Company) -> int:
    """How many listings its page counts as open."""
    return search.total(SearchQuery(company=(company.slug,)))


@register.simple_tag
def board_address(path: str, query: SearchQuery) -> str:
    return query.address(path)


@register.inclusion_tag("listings/_alternates.html")
def feeds_of(query: SearchQuery | None = None, **wanted) -> dict:
    """For the head of a page: feeds of a search, or of the listings of one thing, such as {% feeds_of role=role %}."""
    return {"query": query or SearchQuery(**{name: (thing.slug,) for name, thing in wanted.items()})}


@register.simple_tag
def choose_address(group: str, query: SearchQuery) -> str:
    return query.but().address(reverse("choose", args=[group]))


@register.simple_tag
def find_address(group: str, query: SearchQuery) -> str:
    """Where the options of a group are found; those that are ticked are sent along."""
    return query.without(group).address(reverse("choose", args=[group]))


@register.inclusion_tag("listings/_sort_heading.html")
def sort_heading(query: DeskQuery, path: str, sort: str, label: str) -> dict:
    """The heading of a column of the desk, which puts the table in the order of that column."""
    order = "ascending" if sort in ("title", "closes") else "descending"
    address = query.but(sort=sort).address(path)
    return {"label": label, "address": address, "is_order": order if query.sort == sort else ""}


@register.inclusion_tag("listings/_pay_spread.html")
def pay_spread(*, role: Role | None = None, category: Category | None = None) -> dict:
    """What open listings of a role or a category pay, in words and as bars."""
    listings = Listing.objects.in_role([role.slug]) if role else Listing.objects.in_category([category.slug])
    return {"tables": pay_by_level(listings), "more_than": MORE_THAN}


@register.simple_tag
def over_time(skill: Skill) -> OverTime:
    """When listings that ask for a skill were first posted, month by month."""
    return posted_over_time(Listing.objects.naming_skill(skill))


@register.filter
def host(address: str) -> str:
    """The host of a link, so that a person sees where it leads."""
    return urlsplit(address).hostname or address


@register.filter
def company_place(company: Company) -> str:
    return ", ".join(filter(None, [company.place, country_name(company.country)])) or wording.NOT_STATED


@register.simple_tag
def new_token() -> UUID:
    """For a form that makes something: pressed twice, it makes one."""
    return uuid4()


@register.filter
def pay_model_label(slug: str) -> str:
    return PayModel(slug).label if slug in PayModel.values else slug
