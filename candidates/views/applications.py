"""What a candidate applied for, how it stands, and what they may do with it."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.limits import DAY, spend
from candidates import applying, erasing, talking, words
from candidates.applying import waiting
from candidates.files import keeping
from candidates.forms import DeclineForm, MessageForm, ReportMessageForm, WithdrawForm
from candidates.models import Application
from candidates.views.reaching import with_application

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
PER_PAGE = 25
GROUPS = {"open": "Waiting", "drafts": "Drafts", "ended": "Ended"}


@never_cache
@require_safe
def applications(request: HttpRequest) -> HttpResponse:
    mine = Application.objects.of_person(request.user)
    counts = mine.counts()
    group = request.GET.get("show", "")
    shown = mine.in_group(group) if group in GROUPS else mine
    page = Paginator(shown.newest_first().for_list(), PER_PAGE).get_page(request.GET.get("page"))
    groups = [(name, label, counts[name]) for name, label in GROUPS.items()]
    context = {"page": page, "groups": groups, "group": group, "total": sum(counts.values())}
    return render(request, "candidates/applications.html", context)


@with_application
@require_safe
def application(request: HttpRequest, application: Application) -> HttpResponse:
    return show(request, application, MessageForm())


def show(
    request: HttpRequest, application: Application, form: MessageForm, *, status: int = 200
) -> HttpResponse:
    """Opening the page is reading what the employer wrote."""
    said = list(application.messages.all())
    if any(message.from_employer and not message.read_at for message in said):
        talking.read(application, as_employer=False)
    context = {
        "application": application,
        "listing": application.listing,
        "said": words.said(application),
        "next_step": words.next_step(application),
        "may_nudge": waiting.may_nudge(application),
        "messages_here": said,
        "form": form,
    }
    return render(request, "candidates/application.html", context, status=status)


@with_application
@require_POST
def nudge(request: HttpRequest, application: Application) -> HttpResponse:
    try:
        applying.nudge(application)
        messages.success(request, f"Sent. {application.listing.company.name} is asked for an answer.")
    except applying.NotYet:
        messages.warning(request, "You can nudge once, when there was no answer for 14 days.")
    return redirect(application)


@with_application
@GET_OR_POST
def withdraw(request: HttpRequest, application: Application) -> HttpResponse:
    """Opened, it asks."""
    if application.is_draft:
        return redirect(application)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        applying.withdraw(application, message=form.cleaned_data["message"])
        messages.success(request, "You withdrew your application.")
        return redirect(application)
    context = {"application": application, "listing": application.listing, "form": form}
    return render(request, "candidates/withdraw.html", context, status=422 if form.errors else 200)


@with_application
@require_POST
def accept_offer(request: HttpRequest, application: Application) -> HttpResponse:
    return act(request, application, applying.accept, "You said yes. {} is told.")


@with_application
@GET_OR_POST
def decline_offer(request: HttpRequest, application: Application) -> HttpResponse:
    if application.is_draft:
        return redirect(application)
    form = DeclineForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data["message"]
        return act(
            request, application, lambda one: applying.decline(one, message=said), "You said no. {} is told."
        )
    context = {"application": application, "listing": application.listing, "form": form}
    return render(request, "candidates/decline_offer.html", context, status=422 if form.errors else 200)


def act(
    request: HttpRequest, application: Application, do: Callable[[Application], Application], said: str
) -> HttpResponse:
    do(application)
    messages.success(request, said.format(application.listing.company.name))
    return redirect(application)


@with_application
@require_POST
def drop_draft(request: HttpRequest, application: Application) -> HttpResponse:
    if erasing.forget_draft(application):
        messages.success(request, "The draft is thrown away.")
    return redirect("applications" if request.user.is_authenticated else "board")


@with_application
@GET_OR_POST
def erase_application(request: HttpRequest, application: Application) -> HttpResponse:
    """What the person wrote goes for good; it asks first. What still runs is withdrawn before."""
    if application.is_draft:
        return redirect(application)
    if request.method == "POST" and erasing.erase(application):
        messages.success(request, "What you wrote is erased.")
        return redirect("applications" if request.user.is_authenticated else "board")
    context = {"application": application, "listing": application.listing}
    return render(request, "candidates/erase_application.html", context)


@with_application
@require_safe
def own_cv(request: HttpRequest, application: Application) -> FileResponse:
    if not application.cv:
        raise Http404
    return keeping.answer(application.cv, application.cv_kind, called="my-cv")


@with_application
@require_POST
def write_message(request: HttpRequest, application: Application) -> HttpResponse:
    form = MessageForm(request.POST)
    if application.is_draft or application.has_ended:
        messages.warning(request, "This application has ended, and its messages with it.")
        return redirect(application)
    if not form.is_valid():
        return show(request, application, form, status=422)
    spend(f"messages of application {application.pk}", most=20, within=DAY)
    talking.say(application, form.cleaned_data["text"], by=application.user, from_employer=False)
    messages.success(request, "Your message is sent.")
    return redirect(application)


@with_application
@GET_OR_POST
def report_message(request: HttpRequest, application: Application, number: int) -> HttpResponse:
    """What the employer wrote, to staff."""
    message = get_object_or_404(application.messages.to_candidate(), pk=number)
    form = ReportMessageForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        talking.report(message, why=form.why())
        messages.success(request, "Thank you. Our staff look at it and write to you what they found.")
        return redirect(application)
    context = {"application": application, "message": message, "form": form}
    return render(request, "candidates/report_message.html", context, status=422 if form.errors else 200)
