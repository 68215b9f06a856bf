"""What staff see of mail and work. They read; the only acts are to try again and to run a job now."""

from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils import timezone
from django_tasks_db.admin import DBTaskResultAdmin
from django_tasks_db.models import DBTaskResult

from background import work
from background.models import Job, Mail, Worker


class ActsAlone:
    """Nobody types into a row; who may change it does so by the acts."""

    def has_act_permission(self, request) -> bool:
        return request.user.has_perm(f"{self.opts.app_label}.change_{self.opts.model_name}")


class ReadOnly(ActsAlone, admin.ModelAdmin):
    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


class StateFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin) -> list[tuple[str, str]]:
        return [("look", "Needs a look"), ("waiting", "Waiting"), ("sent", "Sent")]

    def queryset(self, request, queryset):
        verbs = {
            "look": lambda: queryset.given_up(timezone.now()),
            "waiting": queryset.unfinished,
            "sent": queryset.sent,
        }
        return verbs[self.value()]() if self.value() in verbs else queryset


@admin.register(Mail)
class MailAdmin(ReadOnly):
    """Never the words, and of an address only enough to recognise it."""

    list_display = ["key", "receiver", "state", "tries", "error", "created_at"]
    fields = [*list_display, "not_before", "handed_at", "sent_at", "failed_at", "message_id"]
    list_filter = [StateFilter]
    search_fields = ["key", "=to"]
    ordering = ["-created_at"]
    actions = ["try_again"]

    @admin.display(description="to")
    def receiver(self, mail: Mail) -> str:
        name, _, host = mail.to.partition("@")
        return f"{name[:1]}…@{host}" if host else "erased"

    @admin.display(description="state")
    def state(self, mail: Mail) -> str:
        return mail.state(timezone.now())

    @admin.action(description="Try again", permissions=["act"])
    def try_again(self, request: HttpRequest, queryset) -> None:
        number = queryset.try_again()
        self.message_user(request, f"{number} will be sent again.", messages.SUCCESS)


@admin.register(Job)
class JobAdmin(ReadOnly):
    list_display = ["name", "next_run", "last_run", "took", "last_error"]
    actions = ["run_now"]

    @admin.action(description="Run now", permissions=["act"])
    def run_now(self, request: HttpRequest, queryset) -> None:
        number = queryset.run_now()
        self.message_user(request, f"{number} will run in a moment.", messages.SUCCESS)


@admin.register(Worker)
class WorkerAdmin(ReadOnly):
    list_display = ["id", "lives", "beat_at", "started_at", "stopped_at", "host", "pid"]

    @admin.display(boolean=True)
    def lives(self, worker: Worker) -> bool:
        return worker.is_alive(timezone.now())


admin.site.unregister(DBTaskResult)


@admin.register(DBTaskResult)
class TaskAdmin(ActsAlone, DBTaskResultAdmin):
    actions = ["run_again"]

    @admin.action(description="Run again what failed", permissions=["act"])
    def run_again(self, request: HttpRequest, queryset) -> None:
        number = work.run_again(queryset)
        self.message_user(request, f"{number} will run in a moment.", messages.SUCCESS)
