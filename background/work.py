"""Work that may wait, through Django's Tasks API. It mends what the database backend lacks: retries with growing
pauses, and the recovery of tasks whose worker died.

`@work.idempotent(retries=3)` says that a task does no harm when it runs again. `@work.task()` says nothing: after an
error or a crash a person decides. Both are started by `.enqueue(…)`, in the transaction of the act that wants them.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django_tasks_db.compat import TaskContext, TaskResultStatus, normalize_json, task_finished, task_started
from django_tasks_db.models import DBTaskResult, get_date_max

from background.models import Worker
from background.patience import patiently

try:
    from django.tasks import task
except ImportError:  # before Django 6
    from django_tasks import task

logger = logging.getLogger(__name__)

PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360)]
# A task that this code does not know may be newer than the code: it never ran, and another worker may know it.
RETRIES_OF_STRANGERS = 3


class WorkerDied(Exception):
    """The worker vanished in the middle of the task; nobody knows how far it came."""


def idempotent(*, retries: int = 3, **options) -> Callable:
    def make(function: Callable):
        function.retries = retries
        return task(**options)(function)

    return make


def is_unfinished(number: UUID | None) -> bool:
    open_ones = [TaskResultStatus.READY, TaskResultStatus.RUNNING]
    return DBTaskResult.objects.filter(pk=number, status__in=open_ones).exists()


def run_next(worker: str) -> bool:
    """Run the task that is most due. False if there is none."""
    row = claim(worker)
    if row:
        run(row)
    return row is not None


def claim(worker: str) -> DBTaskResult | None:
    ready = DBTaskResult.objects.ready()
    if not ready.exists():
        return None
    with transaction.atomic():
        row = ready.get_locked()
        if row:
            row.claim(worker)
    return row


def run(row: DBTaskResult) -> None:
    try:
        value = normalize_json(call(row))
    except (Exception, SystemExit) as error:
        patiently(partial(after_failure, row, error))
    else:
        patiently(partial(row.set_successful, value))
        task_finished.send(type(row.task.get_backend()), task_result=row.task_result)


def call(row: DBTaskResult) -> object:
    result = row.task_result
    task_started.send(type(result.task.get_backend()), task_result=result)
    context = [TaskContext(task_result=result)] if result.task.takes_context else []
    return result.task.call(*context, *result.args, **result.kwargs)


def after_failure(row: DBTaskResult, error: BaseException) -> None:
    """Try again later if the task may and has tries left; otherwise it stays in the admin as failed."""
    tries = len(row.worker_ids)
    again = tries <= retries_of(row)
    logger.error(
        "Task %s failed (try %s%s)", row.task_path, tries, ", again later" if again else "", exc_info=error
    )
    if again:
        pause = PAUSES[min(tries, len(PAUSES)) - 1]
        still_ours(row).update(status=TaskResultStatus.READY, run_after=timezone.now() + pause)
    elif still_ours(row).exists():
        row.set_failed(error)


def still_ours(row: DBTaskResult):
    return DBTaskResult.objects.running().filter(pk=row.pk, started_at=row.started_at)


def retries_of(row: DBTaskResult) -> int:
    try:
        return getattr(row.task.func, "retries", 0)
    except ImportError:
        return RETRIES_OF_STRANGERS


def run_again(rows) -> int:
    """A person decided that what failed may be tried once more."""
    return rows.failed().update(status=TaskResultStatus.READY, run_after=get_date_max(), finished_at=None)


def recover(worker: str = "", now: datetime | None = None) -> int:
    """Take over tasks of workers that died. Called between tasks, so one of our own that still runs is lost too:
    its end could not be written."""
    living = set(Worker.objects.alive(now or timezone.now()).values_list("pk", flat=True)) - {worker}
    lost = [row for row in DBTaskResult.objects.running() if row.worker_ids[-1] not in living]
    for row in lost:
        after_failure(row, WorkerDied(f"Worker {row.worker_ids[-1]} vanished in the middle of this task."))
    return len(lost)
