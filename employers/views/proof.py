"""Proving that a company is one's own. Members may look, owners act."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from employers import proving
from employers.forms import AskStaffForm, WorkEmailForm
from employers.models import Company, Proof
from employers.views.company import own_company


@require_safe
def company_proof(request: HttpRequest, slug: str) -> HttpResponse:
    company = get_object_or_404(Company.objects.of_member(request.user).for_page(), slug=slug)
    return show(request, company)


def show(request: HttpRequest, company: Company, form=None) -> HttpResponse:
    forms = {kind.asks: kind() for kind in (WorkEmailForm, AskStaffForm)}
    if form:
        forms[form.asks] = form
    context = {
        "company": company,
        "is_owner": company.memberships.owners().of_user(request.user).exists(),
        "owners": company.memberships.of_company(company).owners(),
        "asked": {proof.kind: proof for proof in company.proofs.open()},
        "forms": forms,
        "wrong": form,
        "file": proving.address_of_file(company),
    }
    return render(request, "employers/proof.html", context, status=422 if form else 200)


@require_POST
def ask_by_mail(request: HttpRequest, slug: str) -> HttpResponse:
    return ask(
        request,
        slug,
        WorkEmailForm(request.POST),
        "Sent. Open the link in that mail while you are signed in.",
    )


@require_POST
def ask_staff(request: HttpRequest, slug: str) -> HttpResponse:
    return ask(
        request, slug, AskStaffForm(request.POST), "Our staff see it. You get a mail with their answer."
    )


def ask(request: HttpRequest, slug: str, form: WorkEmailForm | AskStaffForm, done: str) -> HttpResponse:
    company = own_company(request, slug)
    if not (form.is_valid() and form.save(company, by=request.user)):
        return show(request, company, form)
    messages.success(request, done)
    return redirect("company_proof", slug)


@never_cache
def prove_by_mail(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """The link of a mail: looking at it does nothing, the button on it proves."""
    company = own_company(request, slug)
    proof = proving.by_mail(company, token)
    if proof and request.method == "POST":
        return answer(request, company, lambda: proving.prove(proof, by=request.user))
    context = {"company": company, "proof": proof, "is_owner": True}
    return render(request, "employers/prove_by_mail.html", context, status=200 if proof else 410)


@require_POST
def ask_for_code(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    company = own_company(request, slug)
    return answer(request, company, lambda: proving.ask_for_code(company, kind, by=request.user))


@require_POST
def check_proof(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    company = own_company(request, slug)
    proof = get_object_or_404(company.proofs.open().of_kind(kind))
    return answer(request, company, lambda: proving.check(proof, by=request.user))


def answer(request: HttpRequest, company: Company, act) -> HttpResponse:
    try:
        proof: Proof = act()
    except proving.NotProved as reason:
        messages.warning(request, f"Not proved: {reason}")
    else:
        if proof.proved_at:
            messages.success(request, f"{proof}. You can send listings for review now.")
    return redirect("company_proof", company.slug)
