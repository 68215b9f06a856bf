"""Who may act for a company. Members look and leave; owners invite, remove and hand over."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from employers import team as acts
from employers.forms import ChangeRoleForm, HandOverForm, InviteForm
from employers.models import Company, Invitation
from employers.secrets import hashed
from employers.views.company import own_company


@require_safe
def team(request: HttpRequest, slug: str) -> HttpResponse:
    company = get_object_or_404(Company.objects.of_member(request.user), slug=slug)
    return show(request, company, InviteForm())


def show(request: HttpRequest, company: Company, form: InviteForm) -> HttpResponse:
    members = list(company.memberships.of_company(company))
    mine = next(member for member in members if member.user_id == request.user.pk)
    context = {
        "company": company,
        "members": members,
        "mine": mine,
        "others": [member for member in members if member != mine],
        "is_owner": mine.is_owner,
        "invitations": company.invitations.open() if mine.is_owner else [],
        "form": form,
    }
    return render(request, "employers/team.html", context, status=422 if form.errors else 200)


@require_POST
def invite(request: HttpRequest, slug: str) -> HttpResponse:
    company = own_company(request, slug)
    form = InviteForm(request.POST)
    if not (form.is_valid() and form.save(company, by=request.user)):
        return show(request, company, form)
    messages.success(request, f"{form.cleaned_data['email']} is invited.")
    return redirect("team", slug)


@require_POST
def cancel_invitation(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    company = own_company(request, slug)
    invitation = get_object_or_404(company.invitations.open(), pk=number)
    return act(request, company, "The invitation is taken back.", acts.cancel, invitation, by=request.user)


@require_POST
def change_role(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    company = own_company(request, slug)
    member = get_object_or_404(company.memberships.of_company(company), pk=number)
    form = ChangeRoleForm(request.POST)
    if not form.is_valid():
        return redirect("team", slug)
    role = form.cleaned_data["role"]
    return act(
        request, company, f"{member.user} is {role} now.", acts.change_role, member, role, by=request.user
    )


@require_POST
def remove_member(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    company = own_company(request, slug)
    member = get_object_or_404(company.memberships.of_company(company), pk=number)
    return act(request, company, f"{member.user} is out of the team.", acts.remove, member, by=request.user)


@require_POST
def hand_over(request: HttpRequest, slug: str) -> HttpResponse:
    company = own_company(request, slug)
    form = HandOverForm(request.POST, company=company)
    if not form.is_valid():
        messages.warning(request, "Choose who takes over.")
        return redirect("team", slug)
    member = form.cleaned_data["member"]
    done = f"{member.user} is owner now. You are a recruiter."
    return act(request, company, done, acts.hand_over, member, by=request.user)


@require_POST
def leave_company(request: HttpRequest, slug: str) -> HttpResponse:
    company = get_object_or_404(Company.objects.of_member(request.user), slug=slug)
    mine = company.memberships.of_user(request.user).get()
    return act(request, company, f"You have left {company}.", acts.leave, mine)


def act(request: HttpRequest, company: Company, done: str, do: Callable, *args, **by) -> HttpResponse:
    """Do it, and say what became of it on the team's page, or on the desk for who has no team any more."""
    try:
        do(*args, **by)
    except acts.NotPossible as reason:
        messages.warning(request, str(reason))
    else:
        messages.success(request, done)
    still_here = company.memberships.of_user(request.user).exists()
    return redirect("team", company.slug) if still_here else redirect("desk")


# Being invited


@login_not_required
@never_cache
@require_safe
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The link of a mail. It says who asks and what is needed; the button on it accepts."""
    found = get_object_or_404(Invitation.objects.hashed(hashed(token)))
    emails = request.user.confirmed_emails() if request.user.is_authenticated else set()
    over = found.is_over or found.accepted_at is not None
    context = {"invitation": found, "token": token, "fits": found.email in emails, "over": over}
    return render(request, "employers/invitation.html", context, status=410 if over else 200)


@require_POST
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    found = get_object_or_404(Invitation.objects.hashed(hashed(token)))
    return accepted(request, found)


@require_POST
def accept_mine(request: HttpRequest, number: int) -> HttpResponse:
    """From the account page: the invitation is to a confirmed address of who is signed in."""
    mine = Invitation.objects.to_people_at(request.user.confirmed_emails())
    return accepted(request, get_object_or_404(mine, pk=number))


def accepted(request: HttpRequest, found: Invitation) -> HttpResponse:
    done = f"You are in the team of {found.company} now."
    return act(request, found.company, done, acts.accept, found, by=request.user)
