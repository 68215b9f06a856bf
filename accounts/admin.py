from django.contrib import admin

from accounts.models import User


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    list_display = ["email", "name", "is_active", "is_staff", "date_joined"]
    list_filter = ["is_staff", "is_active"]
    search_fields = ["email", "name"]
    fields = ["email", "name", "is_active", "is_staff", "is_superuser", "groups", "last_login", "date_joined"]
    readonly_fields = ["last_login", "date_joined"]
    filter_horizontal = ["groups"]

    def has_delete_permission(self, request, obj=None) -> bool:
        """More belongs to an account than its row: `manage.py delete_account` withdraws, erases and tells."""
        return False
