"""The site's addresses with a floor beside them: a view that renders the board's own template with what it showed once,
and asks no database."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from listings import search
from listings.search.query import SearchQuery
from listings.views.board import show

shown: dict = {}


@login_not_required
def floor(request: HttpRequest) -> HttpResponse:
    if not shown:
        shown.update(what_the_board_shows())
    return render(request, "listings/board.html", shown)


def what_the_board_shows() -> dict:
    query = SearchQuery(category=("marketing",))
    return show(query, search.search(query), "/listings/")


urlpatterns = [path("floor/", floor), path("", include("jobboard.urls"))]
