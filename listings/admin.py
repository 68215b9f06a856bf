"""The moderators' desk. Nothing here changes a listing but the acts of lifecycle."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.timesince import timesince
from django.views.decorators.http import require_POST

from listings import company_admin, lifecycle  # noqa: F401 - registers companies
from listings.advice import evidence
from listings.comparing import differences
from listings.content import Content
from listings.forms import RejectForm, ReturnForm
from listings.forms.life import RejectEditForm, ReturnEditForm
from listings.forms.seen import Seen
from listings.models import Decision, Listing, PendingEdit, Source, WaitingListing
from listings.states import IllegalMove, Status

admin.site.site_header = admin.site.site_title = "Rolefeed staff"
admin.site.index_title = "What needs you"

DECISION_FORMS = {"return": ReturnForm, "reject": RejectForm}
EDIT_FORMS = {"return": ReturnEditForm, "reject": RejectEditForm}


def may_moderate(request: HttpRequest) -> bool:
    return request.user.is_active and request.user.has_perm("listings.moderate_listing")


def try_to_approve(listing: Listing, *, by, seen: datetime | None) -> str:
    """Approve; answers what stood in the way, or nothing."""
    try:
        lifecycle.approve(listing, by=by, seen=seen)
    except (IllegalMove, lifecycle.NotReady, lifecycle.ReadBefore) as reason:
        return str(reason)
    return ""


def seen_at(request: HttpRequest) -> datetime | None:
    """When what the page showed was last changed, or when the page was made."""
    return Seen().clean(request.POST.get("seen"))


class ChosenForm(ActionForm):
    """Says when the list was made: what was changed since is not approved with the others."""

    seen = Seen(label="", initial=lambda: timezone.now().isoformat())


class ForModerators(admin.ModelAdmin):
    """Moderators read; nobody types into a row."""

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def has_view_permission(self, request, obj=None) -> bool:
        return may_moderate(request)


class ReadByActs(ForModerators):
    """A list to search. Rows open on the review page, where the acts are."""

    search_fields = ["title", "company__name", "description", "posted_by__email", "posted_by__name"]
    list_select_related = ["company", "role__category", "posted_by"]
    list_per_page = 50
    show_full_result_count = False

    def change_view(self, request, object_id, form_url="", extra_context=None) -> HttpResponse:
        return redirect("admin:review_listing", object_id)


@admin.register(WaitingListing)
class QueueAdmin(ReadByActs):
    list_display = ["title", "company", "waits", "role", "pay_model", "posted_by"]
    list_filter = ["role__category", "pay_model", "contract"]
    actions = ["approve_chosen"]
    action_form = ChosenForm

    def get_queryset(self, request):
        return super().get_queryset(request).waiting()

    def get_ordering(self, request) -> list[str]:
        return ["submitted_at", "pk"]

    @admin.display(description="has waited", ordering="submitted_at")
    def waits(self, listing: WaitingListing) -> str:
        return timesince(listing.submitted_at) if listing.submitted_at else ""

    @admin.action(description="Approve the chosen listings", permissions=["view"])
    def approve_chosen(self, request: HttpRequest, queryset) -> None:
        approved = 0
        for listing in queryset:
            if reason := try_to_approve(listing, by=request.user, seen=seen_at(request)):
                self.message_user(request, f"{listing.title}: {reason}", messages.WARNING)
            else:
                approved += 1
        if approved:
            self.message_user(request, f"{approved} approved.", messages.SUCCESS)

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("<int:number>/review/", wrap(review), name="review_listing"),
            path("<int:number>/approve/", wrap(approve), name="approve_listing"),
            path("<int:number>/decide/<slug:outcome>/", wrap(decide), name="decide_listing"),
            *super().get_urls(),
        ]


@admin.register(PendingEdit)
class EditAdmin(ForModerators):
    """Changes of public listings, oldest first. Rows open on a page with the old and the new words."""

    list_display = ["listing", "company", "waits", "by"]
    list_select_related = ["listing__company", "by"]
    list_per_page = 50
    ordering = ["submitted_at", "pk"]
    actions = None

    def get_queryset(self, request):
        return super().get_queryset(request).waiting()

    @admin.display(description="company")
    def company(self, edit: PendingEdit) -> str:
        return edit.listing.company.name

    @admin.display(description="has waited", ordering="submitted_at")
    def waits(self, edit: PendingEdit) -> str:
        return timesince(edit.submitted_at)

    def change_view(self, request, object_id, form_url="", extra_context=None) -> HttpResponse:
        return redirect("admin:review_edit", object_id)

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("<int:number>/review/", wrap(review_edit), name="review_edit"),
            path("<int:number>/approve/", wrap(approve_edit), name="approve_edit"),
            path("<int:number>/decide/<slug:outcome>/", wrap(decide_edit), name="decide_edit"),
            *super().get_urls(),
        ]


@admin.register(Listing)
class ListingAdmin(ReadByActs):
    list_display = ["title", "company", "state", "role", "published_at", "closes_at", "posted_by"]
    list_filter = ["status", "role__category", "source"]
    date_hierarchy = "published_at"
    actions = None

    @admin.display(description="state", ordering="status")
    def state(self, listing: Listing) -> str:
        return listing.state_label


@admin.register(Decision)
class DecisionAdmin(ForModerators):
    """The record. Nobody edits a line of it, staff included."""

    list_display = ["at", "listing_link", "act", "before", "after", "reason_label", "by"]
    list_filter = ["act", "reason"]
    search_fields = ["title", "note", "by__email", "listing__company__name"]
    list_select_related = ["listing", "by"]
    date_hierarchy = "at"
    list_display_links = None
    actions = None

    @admin.display(description="listing")
    def listing_link(self, decision: Decision) -> str:
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:review_listing", args=[decision.listing_id]), decision.title
        )


@admin.register(Source)
class SourceAdmin(admin.ModelAdmin):
    list_display = ["name", "slug", "url", "is_sample"]


def review(request: HttpRequest, number: int, form=None) -> HttpResponse:
    """One listing as candidates will see it, what was decided before, and the acts."""
    if not may_moderate(request):
        raise PermissionDenied
    listing = get_object_or_404(Listing.objects.for_page(), pk=number)
    forms = {outcome: kind(prefix=outcome) for outcome, kind in DECISION_FORMS.items()}
    if form:
        forms[form.outcome] = form
    context = {
        "listing": listing,
        "waits": listing.status == Status.IN_REVIEW,
        "decisions": listing.decisions.select_related("by"),
        "forms": forms,
        "form": form,
    } | evidence(listing)
    return render(request, "listings/review.html", context, status=422 if form else 200)


@require_POST
def approve(request: HttpRequest, number: int) -> HttpResponse:
    def act(listing: Listing) -> HttpResponse | None:
        try:
            lifecycle.approve(listing, by=request.user, seen=seen_at(request))
        except lifecycle.NotReady as reason:
            messages.warning(request, f"It cannot go live yet: {reason}")
            return redirect("admin:review_listing", number)
        except lifecycle.ReadBefore as reason:
            messages.warning(request, str(reason))
            return redirect("admin:review_listing", number)
        return None

    return decided(request, number, act)


@require_POST
def decide(request: HttpRequest, number: int, outcome: str) -> HttpResponse:
    """Return or reject, with a reason."""

    def act(listing: Listing) -> HttpResponse | None:
        form = DECISION_FORMS[outcome](request.POST, prefix=outcome)
        if not form.is_valid():
            return review(request, number, form)
        try:
            form.save(listing, by=request.user, seen=seen_at(request))
        except lifecycle.ReadBefore as reason:
            form.add_error(None, str(reason))
            return review(request, number, form)
        return None

    if outcome not in DECISION_FORMS:
        return redirect("admin:review_listing", number)
    return decided(request, number, act)


def decided(request: HttpRequest, number: int, act: Callable[[Listing], HttpResponse | None]) -> HttpResponse:
    if not may_moderate(request):
        raise PermissionDenied
    listing = get_object_or_404(Listing, pk=number)
    if answer := act(listing):
        return answer
    messages.success(request, f"{listing.title}: done.")
    following = Listing.objects.waiting().first()
    return (
        redirect("admin:review_listing", following.pk)
        if following
        else redirect("admin:listings_waitinglisting_changelist")
    )


def review_edit(request: HttpRequest, number: int, form=None) -> HttpResponse:
    """What was approved and what shall take its place, beside each other."""
    edit = edit_to_decide(request, number)
    forms = {outcome: kind(prefix=outcome) for outcome, kind in EDIT_FORMS.items()}
    if form:
        forms[form.outcome] = form
    proposed = Content.from_data(edit.content).shown_on(edit.listing)
    context = {
        "edit": edit,
        "listing": edit.listing,
        "proposed": proposed,
        "differences": differences(edit.listing, proposed),
        "forms": forms,
        "form": form,
    } | evidence(proposed)
    return render(request, "listings/review_edit.html", context, status=422 if form else 200)


@require_POST
def approve_edit(request: HttpRequest, number: int) -> HttpResponse:
    edit = edit_to_decide(request, number)
    try:
        lifecycle.approve_edit(edit, by=request.user)
    except lifecycle.NotReady as reason:
        messages.warning(request, f"It cannot go live yet: {reason}")
        return redirect("admin:review_edit", number)
    return edit_decided(request, edit)


@require_POST
def decide_edit(request: HttpRequest, number: int, outcome: str) -> HttpResponse:
    edit = edit_to_decide(request, number)
    if outcome not in EDIT_FORMS:
        return redirect("admin:review_edit", number)
    form = EDIT_FORMS[outcome](request.POST, prefix=outcome)
    if not form.is_valid():
        return review_edit(request, number, form)
    form.save(edit, by=request.user)
    return edit_decided(request, edit)


def edit_to_decide(request: HttpRequest, number: int) -> PendingEdit:
    """An edit that was replaced, dropped or decided is gone: somebody was faster."""
    if not may_moderate(request):
        raise PermissionDenied
    edit = PendingEdit.objects.waiting().for_review().numbered(number).first()
    if not edit:
        raise IllegalMove(Status.LIVE)
    return edit


def edit_decided(request: HttpRequest, edit: PendingEdit) -> HttpResponse:
    messages.success(request, f"{edit.listing.title}: done.")
    following = PendingEdit.objects.waiting().first()
    return (
        redirect("admin:review_edit", following.pk)
        if following
        else redirect("admin:listings_pendingedit_changelist")
    )
