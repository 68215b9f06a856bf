"""Companies as staff see them: who waits for a yes, what was proved and how. Nothing here decides."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse

from employers.domains import mail_domain
from employers.models import Company, CompanyAccount, Invitation, Membership, Proof


def may_confirm(request: HttpRequest) -> bool:
    return request.user.is_active and request.user.has_perm("employers.confirm_company")


class ReadOnlyInline(admin.TabularInline):
    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False


class MembershipInline(admin.TabularInline):
    model = Membership
    autocomplete_fields = ["user"]
    extra = 0


class ProofInline(ReadOnlyInline):
    model = Proof
    fk_name = "company"
    fields = ["kind", "domain", "email", "note", "asked_at", "asked_by", "proved_at", "by", "taken_back_at"]


class InvitationInline(ReadOnlyInline):
    model = Invitation
    fields = ["email", "role", "invited_by", "created_at", "accepted_at"]


class AccountInline(ReadOnlyInline):
    model = CompanyAccount
    fields = ["platform", "url"]


class Standing(admin.SimpleListFilter):
    title = "standing"
    parameter_name = "standing"
    verbs = {
        "asks": ("waits for our yes", "asking_staff"),
        "unproved": ("has members and may not post yet", "unconfirmed"),
        "confirmed": ("may post", "confirmed"),
        "refused": ("taken back by staff", "refused"),
    }

    def lookups(self, request, model_admin) -> list[tuple[str, str]]:
        return [(value, label) for value, (label, _) in self.verbs.items()]

    def queryset(self, request, queryset):
        return getattr(queryset, self.verbs[self.value()][1])() if self.value() in self.verbs else queryset


class CompanyAdmin(admin.ModelAdmin):
    """Registered by listings/company_admin.py, with the acts that listings follow."""

    list_display = ["name", "website", "standing", "owners_mail", "country", "created_at"]
    list_filter = [Standing]
    search_fields = ["name", "slug", "website", "memberships__user__email"]
    prepopulated_fields = {"slug": ["name"]}
    readonly_fields = ["standing", "confirmed_at", "refused_at"]
    inlines = [MembershipInline, ProofInline, AccountInline, InvitationInline]

    def get_queryset(self, request):
        return super().get_queryset(request).for_staff()

    def save_model(self, request, obj, form, change) -> None:
        obj.call(obj.name)
        super().save_model(request, obj, form, change)

    @admin.display(description="proof")
    def standing(self, company: Company) -> str:
        if any(proof.kind == Proof.Kind.STAFF and not proof.proved_at for proof in company.proofs.all()):
            return "Waits for our yes"
        if company.refused_at:
            return "Taken back by staff"
        return str(company.proof or ("Not proved, may post" if company.may_post else "Not proved"))

    @admin.display(description="owners' mail")
    def owners_mail(self, company: Company) -> str:
        """Where owners have their mail; "webmail" stands for nobody."""
        owners = [member for member in company.memberships.all() if member.is_owner]
        return ", ".join(sorted({mail_domain(member.user.email) or "webmail" for member in owners}))

    def change_view(self, request, object_id, form_url="", extra_context=None) -> HttpResponse:
        extra = (extra_context or {}) | {"may_confirm": may_confirm(request)}
        return super().change_view(request, object_id, form_url, extra)
