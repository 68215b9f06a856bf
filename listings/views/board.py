"""What everybody may see: the board, one listing, one company."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from employers.models import Company, CompanyAccount
from listings import counting, facets, search
from listings.duplicates import reposts_of
from listings.filters import LONGEST_Q, SORTS, read_query
from listings.kept import Card, cards, same_for_strangers
from listings.models import Listing
from listings.search.query import GROUPS, NOTHING, SearchQuery, Unwanted
from listings.search.spelling import did_you_mean, roles_like
from listings.visits import came_from, is_from_here
from listings.vocabulary import PERIODS_A_YEAR, CameFrom, Period
from roles.models import Platform

SIMILAR = 4
KEPT_FOR = timedelta(days=60)
CLOSED_SHOWN_DAYS = 365
MOST_CLOSED = 20


@login_not_required
@same_for_strangers
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    query, notices = read_query(request.GET, request.skills)
    if not request.htmx and not notices and has_idle_words(request, query):
        return redirect(query.address(request.path))
    result = search.search(query, request.unwanted)
    if query.page > result.pages:
        notices.append(f"There is no page {query.page}. This is the last one.")
    context = show(query, result, request.path, request.unwanted, request.skills) | {"notices": notices}
    whole = not request.htmx or request.htmx.history_restore_request
    response = render(request, "listings/board.html" if whole else "listings/_board.html", context)
    if not whole:
        response["HX-Push-Url"] = query.address(request.path)
    patch_vary_headers(response, ["HX-Request"])
    return response


def has_idle_words(request: HttpRequest, query: SearchQuery) -> bool:
    """Whether the address carries empty fields or defaults, as a form without JavaScript sends them."""
    known = set(SearchQuery.__dataclass_fields__)
    return "find" in request.GET or any(
        name in known and (not value.strip() or name not in dict(query.pairs()))
        for name, values in request.GET.lists()
        for value in values
    )


def show(
    query: SearchQuery, result, path: str, unwanted: Unwanted = NOTHING, skills: Iterable[str] = ()
) -> dict:
    labels = facets.labels_for(query, result)
    return {
        "query": query,
        "result": result,
        "heading": heading_of(query, labels),
        "cards": cards(result.ids, typed=query.q),
        "groups": facets.groups_of(query, result, labels),
        "sections": facets.sections_of(query, result, labels),
        "chips": facets.chips_of(query, path, labels),
        "ways_out": facets.ways_out(query, path, labels, unwanted) if not result.total else [],
        "suggestion": did_you_mean(query, unwanted) if query.q and not result.total else None,
        "roles_like": roles_like(query.q) if query.q and not result.total else [],
        "path": path,
        "query_but_q": query.without("q").pairs(),
        "query_but_sort": query.but(sort="best").pairs(),
        "sorts": sorts_of(query, skills),
        "currencies": facets.currency_options(query.currency or settings.DEFAULT_CURRENCY),
        "periods": [(period, Period(period).label) for period in PERIODS_A_YEAR],
        "show_unstated": query.but(pay_unstated=True).address(path),
        "show_unpaid": query.but(unpaid=True).address(path),
        "show_hidden": query.but(hidden_too=True).address(path),
        "hide_again": query.but(hidden_too=False).address(path),
    }


def sorts_of(query: SearchQuery, skills: Iterable[str]) -> list[tuple[str, str]]:
    """ "Best match" needs words, "best skills match" needs skills in the address or of the person."""
    words = {
        sort: label
        for sort, label in SORTS
        if (query.q or sort != "newest") and (sort != "skills" or query.have or skills)
    }
    return list((words if query.q else words | {"best": "Newest"}).items())


def heading_of(query: SearchQuery, labels: facets.Labels) -> str:
    """The one category or role that the list is about, for the page's name."""
    for name in ("role", "category"):
        chosen = getattr(query, name)
        if len(chosen) == 1:
            return labels.label(name, chosen[0])
    return ""


@login_not_required
@same_for_strangers
@require_safe
def choose(request: HttpRequest, group: str) -> HttpResponse:
    """Every option of one long filter on a page of its own, or those with a typed name; the rest of the search rides
    along. The board asks for the options alone."""
    if group not in GROUPS:
        raise Http404
    query, notices = read_query(request.GET)
    result = search.search(query, request.unwanted)
    labels = facets.labels(result.counts["company"] if group == "company" else query.company)
    typed = request.GET.get("find", "")[:LONGEST_Q].strip()
    if request.htmx:
        return HttpResponse(facets.group_of(group, query, result, labels, facets.SHORT, typed).html)
    context = {
        "group": facets.group_of(group, query, result, labels, None, typed),
        "typed": typed,
        "query": query,
        "others": [pair for pair in query.without(group).pairs() if (group, pair[0]) != ("skill", "skills")],
        "notices": notices,
        "back": query.address(reverse("board")),
    }
    return render(request, "listings/choose.html", context)


@login_not_required
@require_safe
def listing(request: HttpRequest, number: int, slug: str) -> HttpResponse:
    """The number decides; other words lead to the right address."""
    found = get_object_or_404(Listing.objects.public().for_page(), pk=number)
    if slug != found.slug:
        return redirect(found, permanent=True)
    context = {
        "listing": found,
        "similar": similar(found, request.unwanted),
        "came_from": came_from(request),
        "repost": reposts_of([found]).get(found.pk),
    }
    if not found.is_open and found.ended_on < timezone.now() - KEPT_FOR:
        return render(request, "410.html", context, status=410)
    if found.is_open:
        counting.count_view(request, found)
    return render(request, "listings/listing.html", context)


@login_not_required
@require_safe
def leave(request: HttpRequest, number: int) -> HttpResponse:
    """The way out to the employer's site. The listing's page says where it leads; who comes from elsewhere is told
    here first."""
    found = get_object_or_404(Listing.objects.public().for_cards(), pk=number)
    if not found.is_open or not found.leads_to:
        return redirect(found)
    source = request.GET.get("from")
    counting.count_leave(
        request, found, CameFrom(source) if source in CameFrom.values else came_from(request)
    )
    if is_from_here(request):
        return redirect(found.leads_to)
    return render(request, "listings/leave.html", {"listing": found})


def similar(to: Listing, unwanted: Unwanted) -> list[Card]:
    others = Listing.objects.similar_to(to).without(unwanted)
    return cards(list(others.newest_first().numbers()[:SIMILAR]))


@login_not_required
@require_safe
def company(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Company.objects.for_page(), slug=slug)
    query = SearchQuery(company=(found.slug,))
    result, all_of_them = search.find(query), search.total(query.but(unpaid=True))
    ended = Listing.objects.of_company(found).ended_within(CLOSED_SHOWN_DAYS)
    context = {
        "company": found,
        "cards": cards(result.ids),
        "total": result.total,
        "unpaid": all_of_them - result.total,
        "ended": ended[:MOST_CLOSED],
        "page_kept_since": timezone.now() - KEPT_FOR,
        "accounts": accounts_of(found),
        "has_members": found.memberships.exists(),
    }
    return render(request, "listings/company.html", context)


def accounts_of(company: Company) -> list[tuple[str, CompanyAccount]]:
    """(name of the platform, account), in the order of the platforms."""
    accounts = {account.platform: account for account in company.accounts.all()}
    names = Platform.objects.names() if accounts else []
    return [(name, accounts[slug]) for slug, name in names if slug in accounts]
