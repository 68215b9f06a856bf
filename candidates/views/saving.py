"""Save and remove, from any card, signed in or not; the page of what is saved."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.origin import own_path, posted_from_here
from candidates import saving
from candidates.models import Candidate
from listings import search
from listings.kept import Card, cards
from listings.models import Listing
from listings.search.query import SearchQuery

NEWEST = 3


@login_not_required
@require_POST
@posted_from_here
def save(request: HttpRequest, number: int) -> HttpResponse:
    listing = get_object_or_404(Listing.objects.public(), pk=number)
    response = answer(request, listing, saved=True)
    saving.save(request, response, listing)
    return response


@login_not_required
@require_POST
@posted_from_here
def unsave(request: HttpRequest, number: int) -> HttpResponse:
    """Also what is public no more."""
    listing = get_object_or_404(Listing, pk=number)
    response = answer(request, listing, saved=False)
    saving.unsave(request, response, number)
    return response


def answer(request: HttpRequest, listing: Listing, *, saved: bool) -> HttpResponse:
    """Back to the card that was pressed; a script gets the button alone."""
    if "X-Part" in request.headers:
        title = listing.title if listing.is_public else ""
        context = {"listing": listing.pk, "title": title, "saved": saved}
        return render(request, "candidates/_save.html", context)
    back = own_path(request.POST.get("next", ""), reverse("board"))
    return redirect(f"{back}#listing-{listing.pk}")


@require_POST
def keep_saved(request: HttpRequest) -> HttpResponse:
    """What was saved before signing in: into the account, or forgotten."""
    response = redirect(own_path(request.POST.get("next", ""), reverse("saved")))
    if request.POST.get("keep") != "yes":
        saving.forget(response)
        return response
    saving.keep(request, response)
    messages.success(request, "Kept. They are with your saved listings now.")
    return response


@login_not_required
@require_safe
def saved(request: HttpRequest) -> HttpResponse:
    """Open ones first, what closes soonest at the top."""
    listings = list(Listing.objects.public().from_pks(saving.saved_by(request)).for_cards().closing_first())
    still_open = [listing for listing in listings if listing.is_open]
    over = [listing for listing in listings if not listing.is_open]
    context = {"still_open": still_open, "over": over[::-1]}
    if not listings:
        context |= {"newest": newest_for(request)}
    return render(request, "candidates/saved.html", context)


def newest_for(request: HttpRequest) -> list[Card]:
    """The newest listings within reach of one's skills; the newest there are, where no skills are known."""
    have = tuple(Candidate.objects.skills_of(request.user))
    fitting = search.find(SearchQuery(have=have, fit="reach"), request.unwanted).ids if have else []
    return cards((fitting or search.find(SearchQuery(), request.unwanted).ids)[:NEWEST])
