from django.contrib import admin

from roles.models import Category, Platform, Role, RoleLink, RoleSkill, Skill, SkillAlias, SkillGroup


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
    list_display = ["name", "order", "tagline"]

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
