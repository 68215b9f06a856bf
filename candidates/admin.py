"""What staff see of candidates: messages that somebody reported, with what was said around them, and nothing else."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import truncatechars
from django.urls import path
from django.utils.timesince import timesince

from candidates import judging
from candidates.forms import JudgeMessageForm
from candidates.models import Message
from listings.admin import ForModerators, may_moderate


@admin.register(Message)
class ReportedMessageAdmin(ForModerators):
    """The oldest report first. Rows open on a page with the act; a message that nobody reported is not here."""

    list_display = ["listing", "company", "why", "waits"]
    list_select_related = ["application__listing__company"]
    list_per_page = 50
    actions = None

    def get_queryset(self, request):
        return super().get_queryset(request).reported()

    @admin.display(description="listing")
    def listing(self, message: Message) -> str:
        return message.application.listing.title

    @admin.display(description="company")
    def company(self, message: Message) -> str:
        return message.application.listing.company.name

    @admin.display(description="why")
    def why(self, message: Message) -> str:
        return truncatechars(message.reported_why, 80)

    @admin.display(description="has waited", ordering="reported_at")
    def waits(self, message: Message) -> str:
        return timesince(message.reported_at)

    def changelist_view(self, request, extra_context=None) -> HttpResponse:
        return super().changelist_view(request, (extra_context or {}) | {"title": "Reported messages"})

    def change_view(self, request, object_id, form_url="", extra_context=None) -> HttpResponse:
        return redirect("admin:judge_message", object_id)

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [path("<int:number>/judge/", wrap(judge_message), name="judge_message"), *super().get_urls()]


def judge_message(request: HttpRequest, number: int) -> HttpResponse:
    if not may_moderate(request):
        raise PermissionDenied
    message = get_object_or_404(Message.objects.ever_reported(), pk=number)
    form = JudgeMessageForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if judging.judge(message, by=request.user, **form.cleaned_data):
            messages.success(request, "Looked at. Who reported it gets a mail.")
        else:
            messages.warning(request, "Somebody was faster: a colleague has looked at it.")
        return redirect("admin:candidates_message_changelist")
    context = {
        "message": message,
        "listing": message.application.listing,
        "around": message.application.messages.all(),
        "form": form,
        "record": judging.record_of(message),
    }
    return render(request, "candidates/judge_message.html", context, status=422 if form.errors else 200)
