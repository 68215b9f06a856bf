"""Where a company publishes. The page knows the platforms; the company keeps the addresses."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from employers.forms import AccountsForm
from employers.views.company import own_company
from roles.models import Platform


def company_accounts(request: HttpRequest, slug: str) -> HttpResponse:
    company = own_company(request, slug)
    platforms = dict(Platform.objects.current().names())
    form = AccountsForm(request.POST or None, company=company, platforms=platforms)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "The accounts are saved.")
        return redirect(company)
    context = {"company": company, "form": form, "is_owner": True}
    return render(request, "employers/accounts.html", context, status=422 if form.errors else 200)
