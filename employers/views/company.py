"""A company's own page: what it does, its logo. Owners write it, everybody reads it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from employers import logos
from employers.forms import CompanyForm, LogoForm
from employers.models import Company
from employers.places import countries

FOR_EVER = "public, max-age=31536000, immutable"


def new_company(request: HttpRequest) -> HttpResponse:
    form = CompanyForm(request.POST or None, countries=countries())
    if request.method == "POST" and form.is_valid():
        saved = form.save(by=request.user)
        messages.success(request, f"{saved.name} is saved.")
        return redirect("post") if saved.may_post else redirect("company_proof", saved.slug)
    context = {"form": form, "company": None}
    return render(request, "employers/company_form.html", context, status=422 if form.errors else 200)


def edit_company(request: HttpRequest, slug: str) -> HttpResponse:
    company = own_company(request, slug)
    form = CompanyForm(request.POST or None, instance=company, countries=countries())
    could_post = company.may_post
    if request.method == "POST" and form.is_valid() and (saved := form.save(by=request.user)):
        messages.success(request, f"{saved.name} is saved.")
        return redirect("company_proof", slug) if could_post and not saved.may_post else redirect("desk")
    return show(request, company, form, LogoForm())


def own_company(request: HttpRequest, slug: str) -> Company:
    """For owners. Recruiters and strangers get 404."""
    return get_object_or_404(Company.objects.of_owner(request.user).for_page(), slug=slug)


def show(request: HttpRequest, company: Company, form: CompanyForm, logo_form: LogoForm) -> HttpResponse:
    wrong = next((one for one in (form, logo_form) if one.errors), None)
    context = {"company": company, "form": form, "logo_form": logo_form, "wrong": wrong, "is_owner": True}
    return render(request, "employers/company_form.html", context, status=422 if wrong else 200)


@require_POST
def set_logo(request: HttpRequest, slug: str) -> HttpResponse:
    company = own_company(request, slug)
    form = LogoForm(request.POST, request.FILES)
    if not (form.is_valid() and form.save(company)):
        return show(request, company, CompanyForm(instance=company, countries=countries()), form)
    messages.success(request, "The logo is saved.")
    return redirect("edit_company", slug)


@require_POST
def remove_logo(request: HttpRequest, slug: str) -> HttpResponse:
    logos.take_off(own_company(request, slug))
    messages.success(request, "The logo is taken off.")
    return redirect("edit_company", slug)


@login_not_required
@require_safe
def company_logo(request: HttpRequest, name: str) -> HttpResponse:
    """A picture that we drew ourselves, while it is some company's logo. Another logo has another address."""
    if not Company.objects.with_logo(name).exists():
        raise Http404
    try:
        with default_storage.open(logos.path_of(name)) as file:
            drawn = file.read()
    except FileNotFoundError:
        raise Http404 from None
    headers = {"Cache-Control": FOR_EVER, "Content-Disposition": 'inline; filename="logo.webp"'}
    return HttpResponse(drawn, content_type="image/webp", headers=headers)
