"""The yes of staff to a company, and taking it back. Here and not with the other pages of companies, because listings
follow: see lifecycle/companies.py."""

from collections.abc import Callable

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.views.decorators.http import require_POST

from employers.admin import CompanyAdmin, may_confirm
from employers.models import Company
from listings import lifecycle


@admin.register(Company)
class DecidedCompanyAdmin(CompanyAdmin):
    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("<int:number>/yes/", wrap(say_yes), name="confirm_company"),
            path("<int:number>/take-back/", wrap(take_back), name="take_back_company"),
            *super().get_urls(),
        ]


@require_POST
def say_yes(request: HttpRequest, number: int) -> HttpResponse:
    return decide(request, number, lifecycle.say_yes, "may post", "came back to the board")


@require_POST
def take_back(request: HttpRequest, number: int) -> HttpResponse:
    return decide(request, number, lifecycle.take_back, "may post no more", "left the board")


def decide(request: HttpRequest, number: int, act: Callable, done: str, moved: str) -> HttpResponse:
    if not may_confirm(request):
        raise PermissionDenied
    company = get_object_or_404(Company, pk=number)
    listings = act(company, by=request.user)
    counted = f" {listings} listing{'s' if listings > 1 else ''} {moved}." if listings else ""
    messages.success(request, f"{company} {done}.{counted} Its owners get a mail.")
    return redirect("admin:employers_company_change", number)
