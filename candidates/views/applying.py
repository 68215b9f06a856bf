"""From the button “Apply” to the page that says that it was sent. Open to people without an account, who confirm their
address before anything is sent."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.keeping import keeps_typed, signed_by, without_complaints
from accounts.limits import DAY, HOUR, address_of, mailbox_of, spend
from candidates import applying, guests
from candidates.applying import snapshot
from candidates.forms import ApplyForm
from candidates.models import Application
from candidates.states import WrongStage
from candidates.views.reaching import with_application
from listings import counting
from listings.models import Listing
from listings.vocabulary import CameFrom

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
NOT_HERE = "This listing takes no applications here. What you wrote is in your drafts."
CLOSED = "This listing closed while you were writing. Your text is saved in your drafts."


@login_not_required
@never_cache
@keeps_typed
@GET_OR_POST
def apply(request: HttpRequest, number: int) -> HttpResponse:
    listing = seen_listing(request, number)
    if listing.is_sample or not listing.takes_applications:
        if listing.takes_applications or draft_of(request, listing):
            messages.warning(request, NOT_HERE)
        return redirect(listing) if listing.is_public else redirect("board")
    if sent := sent_by(request, listing):
        return redirect(sent)
    if is_theirs(request, listing):
        messages.info(request, "You hire for this one. Here is who applied.")
        return redirect("applicants", listing.pk)
    draft, typed = draft_of(request, listing), request.POST or request.typed
    if not listing.is_open and not draft and not typed:
        return redirect(listing)
    form = form_for(request, listing, draft, complete="check" in request.POST)
    if request.method == "POST":
        return take_in(request, form, listing, draft)
    return show(request, without_complaints(form) if typed else form, listing, draft)


def seen_listing(request: HttpRequest, number: int) -> Listing:
    """Who writes keeps what they wrote, also when the listing is paused or taken down meanwhile."""
    listing = get_object_or_404(Listing.objects.for_page(), pk=number)
    writes = bool(listing.published_at) and (request.method == "POST" or draft_of(request, listing))
    if not listing.is_public and not writes:
        raise Http404
    return listing


def form_for(
    request: HttpRequest, listing: Listing, draft: Application | None, *, complete: bool
) -> ApplyForm:
    typed: QueryDict | None = request.POST if request.method == "POST" else request.typed
    return ApplyForm(
        typed or None,
        request.FILES or None,
        listing=listing,
        draft=draft,
        user=request.user,
        complete=complete,
    )


def take_in(
    request: HttpRequest, form: ApplyForm, listing: Listing, draft: Application | None
) -> HttpResponse:
    """Whatever button was pressed, what is well written is kept."""
    spend_on_writing(request, draft)  # before files are looked at, which takes its time
    is_fine = form.is_valid()
    try:
        draft = form.keep(draft or begin(request, listing, late=True))
    except applying.AlreadyApplied as before:
        return redirect(before.application)
    except applying.SavedElsewhere as other:
        form.was_overtaken(other.draft)
        return show(request, form, listing, other.draft, status=409)
    form.saw(draft)
    if "remove_cv" in request.POST:
        applying.take_off_cv(draft)
    if not listing.is_open:
        return show(request, form, listing, draft, status=409)
    if not is_fine:
        return show(request, form, listing, draft, status=422)
    if "check" in request.POST:
        return redirect(reverse("check_application", args=[draft.token]) + carried(request))
    messages.success(request, "The CV is removed." if "remove_cv" in request.POST else "Draft saved.")
    return redirect(reverse("apply", args=[listing.pk]) + carried(request))


def show(
    request: HttpRequest, form: ApplyForm, listing: Listing, draft: Application | None, *, status: int = 200
) -> HttpResponse:
    context = {"form": form, "listing": listing, "draft": draft, "closed": CLOSED}
    return render(request, "candidates/apply.html", context, status=status)


@login_not_required
@require_POST
def keep_application(request: HttpRequest, number: int) -> HttpResponse:
    """Keep what is typed; the script calls it. Files are sent by a button only."""
    listing = seen_listing(request, number)
    if signed_by(request.POST) != request.user.pk:
        context = {"listing": listing, "signed_out": True}
        return render(request, "candidates/_draft_state.html", context, status=409)
    draft = draft_of(request, listing)
    form = ApplyForm(request.POST, listing=listing, draft=draft, user=request.user, complete=False)
    try:
        if draft or form.says_something:
            spend_on_writing(request, draft)
            form.full_clean()
            draft = form.keep(draft or begin(request, listing))
    except applying.SavedElsewhere as other:
        context = {"listing": listing, "draft": other.draft, "overtaken": True}
        return render(request, "candidates/_draft_state.html", context, status=409)
    except (applying.NotOpen, applying.AlreadyApplied, WrongStage):
        return render(request, "candidates/_draft_state.html", {"listing": listing, "over": True}, status=409)
    context = {"draft": draft, "left_out": form.left_out()}
    return render(request, "candidates/_draft_state.html", context)


def is_theirs(request: HttpRequest, listing: Listing) -> bool:
    """Nobody applies to a company that they speak for."""
    mine = (
        Listing.objects.of_member(request.user) if request.user.is_authenticated else Listing.objects.none()
    )
    return mine.from_pks([listing.pk]).exists()


def sent_by(request: HttpRequest, listing: Listing) -> Application | None:
    if not request.user.is_authenticated:
        return None
    return Application.objects.of_person(request.user).at(listing).sent().first()


def draft_of(request: HttpRequest, listing: Listing) -> Application | None:
    if request.user.is_authenticated:
        return Application.objects.draft_of(request.user, listing)
    number = guests.number_of_draft(request, listing)
    return Application.objects.guests_drafts([number]).first() if number else None


def begin(request: HttpRequest, listing: Listing, *, late: bool = False) -> Application:
    if request.user.is_authenticated:
        return applying.begin(listing, user=request.user, late=late)
    draft = applying.begin(listing, late=late)
    guests.remember(request, draft)
    return draft


def spend_on_writing(request: HttpRequest, draft: Application | None) -> None:
    """Drafts and files take room: nobody fills the disk."""
    who = f"person {request.user.pk}" if request.user.is_authenticated else address_of(request)
    if not draft:
        spend(f"drafts of {who}", most=30, within=HOUR)
    if request.FILES:
        spend(f"files of {who}", most=30, within=HOUR)


@with_application
@GET_OR_POST
def check_application(request: HttpRequest, application: Application) -> HttpResponse:
    """Exactly what the employer will see, and the button that sends it."""
    if not application.is_draft:
        return redirect(application)
    listing = Listing.objects.public().for_page().from_pks([application.listing_id]).first()
    if not listing or not listing.is_open:
        return redirect(application)
    application.listing = listing
    if missing := applying.what_is_missing(application):
        return write_on(request, application, applying.Incomplete(missing))
    if request.method == "POST":
        return send(request, application)
    with_addresses(snapshot.take(application).pieces)
    context = {"application": application, "listing": listing, "carried": carried(request)}
    return render(request, "candidates/check_application.html", context)


def write_on(request: HttpRequest, draft: Application, why: applying.Incomplete) -> HttpResponse:
    messages.warning(request, str(why))
    return redirect("apply", draft.listing_id)


def carried(request: HttpRequest) -> str:
    """From where the person came to the listing, taken along to where it is counted."""
    came_from = request.GET.get("from", "")
    return f"?from={came_from}" if came_from in CameFrom.values else ""


def with_addresses(pieces: list[dict]) -> None:
    """Files are still those of the portfolio; what is sent has copies of its own."""
    for piece in pieces:
        if piece["file"]:
            piece["address"] = reverse("piece_file", args=[piece["id"], piece["file"]])


def send(request: HttpRequest, application: Application) -> HttpResponse:
    try:
        if application.user_id:
            spend(f"applications of person {application.user_id}", most=60, within=DAY)
            return sent(request, applying.send(application))
        spend(f"applications from {address_of(request)}", most=15, within=HOUR)
        spend(f"applications of {mailbox_of(application.email)}", most=8, within=DAY)
        applying.ask_to_confirm(application)
        guests.remember(request, application)
        return redirect("look_in_mail")
    except applying.NotOpen:
        return redirect(application)
    except applying.Incomplete as why:
        return write_on(request, application, why)
    except applying.AlreadyApplied as before:
        messages.info(request, str(before))
        return redirect(before.application)


def sent(request: HttpRequest, application: Application) -> HttpResponse:
    counting.count_application(request, application.listing)
    return redirect("application_sent", application.token)


@login_not_required
@require_safe
def look_in_mail(request: HttpRequest) -> HttpResponse:
    return render(request, "candidates/look_in_mail.html", {"number": guests.last_listing(request)})


@login_not_required
@never_cache
@GET_OR_POST
def confirm_application(request: HttpRequest, key: str) -> HttpResponse:
    """The link of the mail leads to a button, because programs open links too."""
    found = applying.read_key(key)
    if not found:
        return render(request, "candidates/old_key.html", status=404)
    if not found.is_draft:
        return redirect(found)
    if request.method == "POST":
        try:
            return sent(request, applying.confirm(key))
        except applying.OldKey:
            return render(request, "candidates/old_key.html", status=404)
        except applying.NotOpen:
            found.listing.refresh_from_db()
        except applying.Incomplete as why:
            guests.remember(request, found)
            return write_on(request, found, why)
        except applying.AlreadyApplied as before:
            messages.info(request, str(before))
            return redirect(before.application)
    context = {"application": found, "listing": found.listing}
    return render(request, "candidates/confirm_application.html", context)


@with_application
@require_safe
def application_sent(request: HttpRequest, application: Application) -> HttpResponse:
    if application.is_draft:
        return redirect(application)
    return render(request, "candidates/application_sent.html", {"application": application})
