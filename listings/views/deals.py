"""Two creator deals side by side. Open to everybody."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from listings.deal_words import rows_of
from listings.models import Listing

OFFERED = 20
LONGEST_NUMBER = 15
NAMES = ("a", "b")


@login_not_required
@require_safe
def compare_deals(request: HttpRequest) -> HttpResponse:
    """What cannot be compared is said, and the form stays."""
    asked = {name: request.GET.get(name, "").strip() for name in NAMES}
    known = {str(listing.pk): listing for listing in deals_with(asked.values())}
    chosen = {name: known.get(value) for name, value in asked.items()}
    same = chosen["a"] is not None and chosen["a"] == chosen["b"]
    pair = [] if same or None in chosen.values() else list(chosen.values())
    context = {
        "unknown": [value[:40] for value in asked.values() if value and value not in known],
        "same": same,
        "pair": pair,
        "rows": rows_of(pair) if pair else [],
        "choices": choices_of(chosen),
    }
    return render(request, "listings/compare_deals.html", context)


def deals_with(numbers) -> list[Listing]:
    """Public ones; a number too long for a database is no deal."""
    possible = [number for number in numbers if number.isdecimal() and len(number) <= LONGEST_NUMBER]
    return list(Listing.objects.public().with_deal().from_pks(possible).for_cards()) if possible else []


def choices_of(chosen: dict[str, Listing | None]) -> list[tuple[str, Listing | None, list[Listing]]]:
    """For each of the two: what is chosen, and recent deals besides the other. Deals of the same kind are offered, and
    only such as are paid."""
    recent = Listing.objects.live().not_known_to_be_unpaid().with_deal()
    model = next(filter(None, chosen.values()), None)
    if model:
        recent = recent.of_same_kind(model.deal)
    offered = list(recent.newest_first().select_related("company")[:OFFERED])
    found = []
    for name, other in zip(NAMES, reversed(NAMES), strict=True):
        options = dict.fromkeys([*filter(None, [chosen[name]]), *offered])
        found.append((name, chosen[name], [option for option in options if option != chosen[other]]))
    return found
