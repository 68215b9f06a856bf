"""A search of the board for programs that look again by themselves."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from listings import closing_calendar, feeds
from listings.filters import read_query
from listings.kept import same_for_strangers


@login_not_required
@same_for_strangers
@require_safe
def feed(request: HttpRequest, format: str) -> HttpResponse:
    query, notices = read_query(request.GET)
    return feeds.of_search(format, query, is_known=not notices)


@login_not_required
@same_for_strangers
@require_safe
def closing_dates(request: HttpRequest) -> HttpResponse:
    query, notices = read_query(request.GET)
    return HttpResponse(feeds.closing_dates(query, is_known=not notices), content_type=closing_calendar.TYPE)
