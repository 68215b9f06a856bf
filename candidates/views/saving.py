"""Save and remove, from any card, signed in or not; the page of what is saved."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.origin import own_path, posted_from_here
from candidates import closing_calendar, reminding, saving
from candidates.models import Candidate
from listings import search
from listings.closing_calendar import TYPE
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
        signed_in = request.user.is_authenticated
        context = {"listing": listing.pk, "title": title, "saved": saved, "signed_in": signed_in}
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


@require_POST
def switch_reminders(request: HttpRequest) -> HttpResponse:
    on = request.POST.get("on") == "yes"
    reminding.switch(request.user, on=on)
    messages.success(request, "We remind you two days before one closes." if on else "No more reminders.")
    return redirect(f"{reverse('saved')}#reminders")


@require_POST
def change_calendar(request: HttpRequest) -> HttpResponse:
    """A new address each time; the one before it is dead."""
    if request.POST.get("act") == "stop":
        closing_calendar.stop(request.user)
        messages.success(request, "The calendar is off. Its address opens nothing any more.")
    else:
        closing_calendar.make(request.user)
        messages.success(request, "Your calendar has an address. An older one opens nothing any more.")
    return redirect(f"{reverse('saved')}#calendar")


@login_not_required
@never_cache
@require_safe
def saved_calendar(request: HttpRequest, key: UUID) -> HttpResponse:
    """For calendar programs, which sign in nowhere: the key is the right to read it."""
    owner = get_object_or_404(Candidate.objects.with_calendar(key))
    answer = HttpResponse(closing_calendar.of(owner), content_type=TYPE)
    answer["Content-Disposition"] = 'inline; filename="saved.ics"'
    answer["X-Robots-Tag"] = "noindex"
    return answer


@login_not_required
@require_safe
def saved(request: HttpRequest) -> HttpResponse:
    """Open ones first, what closes soonest at the top."""
    listings = list(Listing.objects.public().from_pks(saving.saved_by(request)).for_cards().closing_first())
    still_open = [listing for listing in listings if listing.is_open]
    over = [listing for listing in listings if not listing.is_open]
    context = {"still_open": still_open, "over": over[::-1]} | choices_of(request)
    if not listings:
        context |= {"newest": newest_for(request)}
    return render(request, "candidates/saved.html", context)


def choices_of(request: HttpRequest) -> dict:
    """Whether they are reminded, and the address of their calendar."""
    mine = Candidate.objects.of_user(request.user.pk)
    key = mine.calendar_key if mine else None
    address = request.build_absolute_uri(reverse("saved_calendar", args=[key])) if key else ""
    return {"reminds": mine is None or mine.reminds_of_saved, "calendar": address}


def newest_for(request: HttpRequest) -> list[Card]:
    """The newest listings within reach of one's skills; the newest there are, where no skills are known."""
    have = tuple(Candidate.objects.skills_of(request.user))
    fitting = search.find(SearchQuery(have=have, fit="reach"), request.unwanted).ids if have else []
    return cards((fitting or search.find(SearchQuery(), request.unwanted).ids)[:NEWEST])
