"""An employer's desk: all their listings, and how one of them does. Rows are reached through membership."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from employers.models import Company
from listings.dashboard import PERIODS, SHOWN_DAYS, SORTS, STATES, DeskQuery, hiring_of, numbers_of
from listings.exporting import AT_ONCE, attachment, listing_rows
from listings.models import Listing
from listings.models.counting import KEPT

PER_PAGE = 25


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    companies = list(Company.objects.of_member(request.user))
    query = DeskQuery.read(request.GET, companies)
    page = Paginator(query.rows_of(request.user), PER_PAGE).get_page(query.page)
    hiring = hiring_of(request.user, companies)
    context = {
        "companies": companies,
        "hiring": hiring,
        "any_listing": any(one.total for one in hiring),
        "query": query,
        "page": page,
        "path": request.path,
        "sorts": SORTS.items(),
        "states": STATES.items(),
        "days": SHOWN_DAYS,
    }
    return render(request, "listings/desk.html", context)


@require_safe
def listing_numbers(request: HttpRequest, number: int) -> HttpResponse:
    found = get_object_or_404(Listing.objects.of_member(request.user).for_desk(), pk=number)
    days = next((days for days in PERIODS if str(days) == request.GET.get("days")), PERIODS[0])
    context = {"listing": found, "numbers": numbers_of(found, days), "days": days, "periods": PERIODS}
    return render(request, "listings/numbers.html", context)


@require_safe
def export_listings(request: HttpRequest) -> StreamingHttpResponse:
    """Every listing of one's companies, or of one of them, with the numbers that are kept."""
    listings = Listing.objects.of_member(request.user).with_numbers(timezone.localdate() - KEPT).for_export()
    if slug := request.GET.get("company"):
        listings = listings.from_company([slug])
    rows = listing_rows(listings.iterator(chunk_size=AT_ONCE))
    return attachment(rows, f"listings-{timezone.localdate()}.csv")
