from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_POST

from roles import measuring
from roles.forms import AnswerForm
from roles.models import (
    Category,
    Measurement,
    Platform,
    Role,
    RoleLink,
    RoleSkill,
    Skill,
    SkillAlias,
    SkillAnswer,
    SkillGroup,
)


class KeptForOldListings(admin.ModelAdmin):
    """A word that listings may use is retired, never deleted."""

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


class RoleSkillInline(admin.TabularInline):
    model = RoleSkill
    autocomplete_fields = ["skill"]
    extra = 0


class RoleLinkInline(admin.TabularInline):
    model = RoleLink
    fk_name = "role"
    autocomplete_fields = ["to"]
    extra = 0


class SkillAliasInline(admin.TabularInline):
    model = SkillAlias
    extra = 1


@admin.register(Category)
class CategoryAdmin(KeptForOldListings):
    list_display = ["name", "order", "tagline", "checked"]
    filter_horizontal = ["steadier"]

    def has_add_permission(self, request) -> bool:
        return False


@admin.register(Role)
class RoleAdmin(KeptForOldListings):
    list_display = ["name", "category", "level", "retired"]
    list_filter = ["category", "retired"]
    list_select_related = ["category"]
    search_fields = ["name", "slug", "summary"]
    prepopulated_fields = {"slug": ["name"]}
    filter_horizontal = ["platforms"]
    inlines = [RoleSkillInline, RoleLinkInline]


@admin.register(Skill)
class SkillAdmin(KeptForOldListings):
    list_display = ["name", "group", "kind", "broader", "retired"]
    list_filter = ["group", "kind", "retired"]
    list_select_related = ["group", "broader"]
    search_fields = ["name", "slug", "aliases__name"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["broader"]
    inlines = [SkillAliasInline]


@admin.register(SkillGroup)
class SkillGroupAdmin(KeptForOldListings):
    list_display = ["name", "order", "description"]


@admin.register(Platform)
class PlatformAdmin(KeptForOldListings):
    list_display = ["name", "owner", "kind", "checked", "retired"]
    list_filter = ["retired"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}


class ReadOnly(admin.ModelAdmin):
    """Counted or decided elsewhere; nobody types into a row."""

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


@admin.register(Measurement)
class MeasurementAdmin(ReadOnly):
    list_display = ["role", "adverts", "source", "month"]
    list_select_related = ["role"]
    search_fields = ["role__name"]

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("suggestions/", wrap(suggestions), name="skill_suggestions"),
            path("suggestions/answer/", wrap(answer_suggestion), name="answer_suggestion"),
            *super().get_urls(),
        ]


@admin.register(SkillAnswer)
class SkillAnswerAdmin(ReadOnly):
    list_display = ["at", "role", "skill", "becomes", "accepted", "adverts", "of", "by"]
    list_filter = ["accepted", "becomes"]
    list_select_related = ["role", "skill", "by"]
    search_fields = ["role__name", "skill__name"]


def may_keep_roles(request: HttpRequest) -> None:
    if not request.user.has_perm("roles.change_role"):
        raise PermissionDenied


def suggestions(request: HttpRequest) -> HttpResponse:
    """Where the skills of a role differ from what adverts ask for, each with two answers."""
    may_keep_roles(request)
    context = {
        "measurements": Measurement.objects.with_skills(),
        "suggestions": measuring.suggestions(),
        "fewest": measuring.FEWEST,
    }
    return render(request, "roles/suggestions.html", context)


@require_POST
def answer_suggestion(request: HttpRequest) -> HttpResponse:
    may_keep_roles(request)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.warning(request, "That was no suggestion of this page.")
        return redirect("admin:skill_suggestions")
    try:
        made = form.save(by=request.user)
    except measuring.AlreadyAnswered:
        messages.warning(request, "Somebody was faster: this suggestion is answered.")
    except measuring.TooFewOrMany as reason:
        messages.warning(request, str(reason))
    else:
        messages.success(request, f"{made}.")
    return redirect("admin:skill_suggestions")
