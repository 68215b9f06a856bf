"""Writing a listing: the form, what helps with it, and keeping what is typed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timesince import timesince
from django.views.decorators.http import require_POST

from accounts.keeping import keeps_typed, without_complaints
from accounts.limits import HOUR, spend
from employers.models import Company
from listings import drafting, lifecycle
from listings.advice import advice
from listings.content import Content
from listings.deals import harsh_terms
from listings.forms import ListingForm
from listings.forms.accepted import accept, suggestions_for
from listings.forms.listing import token_of
from listings.models import Listing
from listings.quality.reading import number_of_words
from listings.states import DRAFTS, EDITABLE, IllegalMove, Status
from listings.wording import spread_line

BY_SCRIPT_AN_HOUR = 1_500  # of each: more than anybody types
OVERTAKEN = (
    "Another window saved this listing {ago} ago. What you see here is not saved. "
    "Save again to replace the other."
)


@keeps_typed
def post(request: HttpRequest) -> HttpResponse:
    """A new listing. The same form sent again goes on with the listing that it made."""
    if not Company.objects.of_member(request.user).exists():
        return redirect("new_company")
    sent = request.POST or request.typed
    made = made_before(request, sent)
    if made:
        return edit(request, made.pk, sent) if made.status in EDITABLE else redirect("desk")
    return write(request, ListingForm(accept(sent) if sent else None, by=request.user), None)


@keeps_typed
def edit_listing(request: HttpRequest, number: int) -> HttpResponse:
    return edit(request, number, request.POST or request.typed)


def edit(request: HttpRequest, number: int, sent: QueryDict | None) -> HttpResponse:
    listing = proposed(get_object_or_404(Listing.objects.editable_by(request.user).for_page(), pk=number))
    data = accept(sent) if sent else None
    return write(request, ListingForm(data, instance=listing, by=request.user), listing)


def write(request: HttpRequest, form: ListingForm, listing: Listing | None) -> HttpResponse:
    """Show the form, or save it: every press of a button keeps what was typed."""
    if request.method != "POST" or "suggest" in request.POST:
        return show(request, without_complaints(form), listing)
    if form.is_valid():
        if listing and form.says_something and drafting.is_newer(listing, form.cleaned_data["seen"]):
            form.was_overtaken(OVERTAKEN.format(ago=timesince(listing.changed_at)))
        elif saved := save(form):
            return answer(request, form, saved)
    return show(request, form, listing)


def save(form: ListingForm) -> Listing | None:
    try:
        return form.save()
    except lifecycle.NotReady as error:
        form.show_problems(error.problems)
        return None


def answer(request: HttpRequest, form: ListingForm, saved: Listing) -> HttpResponse:
    if saved.status not in DRAFTS:
        waits = " A person reads the change. Until then what was approved stays." if saved.edit else ""
        messages.success(request, f"Saved. The listing is now: {saved.state_label}.{waits}")
        return redirect("desk")
    if "preview" in request.POST:
        return redirect("preview", saved.pk)
    messages.success(request, "Draft saved.")
    return redirect("edit_listing", saved.pk)


def show(request: HttpRequest, form: ListingForm, listing: Listing | None) -> HttpResponse:
    drafts = Listing.objects.of_member(request.user).drafts()
    context = {
        "form": form,
        "listing": listing,
        "note": last_note(listing),
        "unfinished": drafts.first() if not listing and not form.is_bound else None,
    }
    status = 422 if form.errors else 200
    return render(request, "listings/edit.html", context | helped(form, listing), status=status)


def proposed(listing: Listing) -> Listing:
    """A change that waits for review, or was sent back, is what one goes on writing."""
    return Content.from_data(listing.edit.content).shown_on(listing) if listing.edit else listing


def last_note(listing: Listing | None):
    return listing.decisions.first() if listing and listing.status == Status.RETURNED else None


def made_before(request: HttpRequest, sent: QueryDict | None) -> Listing | None:
    """The listing that this form made when it was sent before, or saved itself."""
    token = token_of(sent) if sent else None
    return Listing.objects.of_member(request.user).started_with(token) if token else None


def helped(form: ListingForm, listing: Listing | None) -> dict:
    """What stands around the form: suggestions, the card as candidates would see it, what is missing, tips."""
    shown = drafting.unsaved(form.content_so_far(), form.company_shown(), listing)
    deal = getattr(shown, "deal", None)
    return {
        "suggested": suggestions_for(form),
        "shown": shown,
        "harsh": list(harsh_terms(deal)) if deal else [],
        "spread": spread_line(shown),
        "words": number_of_words(shown.description),
    } | advice(shown)


@require_POST
def suggest(request: HttpRequest) -> HttpResponse:
    """The parts of the form that follow from what is typed. Changes nothing."""
    spend(f"suggestions of {request.user.pk}", most=BY_SCRIPT_AN_HOUR, within=HOUR)
    listing = made_before(request, request.POST)
    form = sent_by_script(request, listing)
    return render(request, "listings/_helped.html", {"form": form} | helped(form, listing))


@require_POST
def autosave(request: HttpRequest) -> HttpResponse:
    """Keep a draft while it is typed. What is live is never changed by it."""
    spend(f"saving by itself of {request.user.pk}", most=BY_SCRIPT_AN_HOUR, within=HOUR)
    token, listing = token_of(request.POST), made_before(request, request.POST)
    if not token:
        return HttpResponseBadRequest("This form has lost its number. Load the page again.")
    form = sent_by_script(request, listing)
    if not form.says_something:
        return draft_state(request, listing)
    try:
        kept = form.keep(token)
    except drafting.SavedElsewhere as other:
        return draft_state(request, other.listing, status=409, overtaken=True)
    except IllegalMove as error:
        return draft_state(request, listing, status=409, now=error.now)
    return draft_state(request, kept, left_out=form.left_out)


def sent_by_script(request: HttpRequest, listing: Listing | None) -> ListingForm:
    return ListingForm(accept(request.POST), instance=listing, by=request.user, needs_title=False)


def draft_state(
    request: HttpRequest, listing: Listing | None, *, status: int = 200, **context
) -> HttpResponse:
    return render(request, "listings/_draft_state.html", {"listing": listing} | context, status=status)
