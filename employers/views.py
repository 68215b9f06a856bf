from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from employers.forms import CompanyForm
from employers.models import Company
from employers.places import countries


def new_company(request: HttpRequest) -> HttpResponse:
    return write(request, None, "post")


def edit_company(request: HttpRequest, slug: str) -> HttpResponse:
    company = get_object_or_404(Company.objects.of_member(request.user), slug=slug)
    return write(request, company, "desk")


def write(request: HttpRequest, company: Company | None, then: str) -> HttpResponse:
    form = CompanyForm(request.POST or None, instance=company, countries=countries())
    if request.method == "POST" and form.is_valid():
        saved = form.save(by=request.user)
        messages.success(request, f"{saved.name} is saved.")
        return redirect(then)
    context = {"form": form, "company": company}
    return render(request, "employers/company_form.html", context, status=422 if form.errors else 200)
