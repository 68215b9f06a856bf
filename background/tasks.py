"""What the clock wants of no other app: to forget."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from background import schedule
from background.models import Job, Mail, Worker

# Staff can answer "did my mail go out?" for a month. Keys stay for a year, so that nothing old is mailed again.
ADDRESSES = timedelta(days=30)
KEYS = timedelta(days=365)
RESULTS = timedelta(days=14)
WORKERS = timedelta(days=7)
HELD = timedelta(days=3)
JOBS = timedelta(days=30)


@schedule.daily(hour=3)
def forget_old_mail() -> None:
    now = timezone.now()
    Mail.objects.finished_before(now - KEYS).delete()
    Mail.objects.finished_before(now - ADDRESSES).with_address().erase()
    Mail.objects.held().written_before(now - HELD).delete()


@schedule.daily(hour=3)
def forget_old_work() -> None:
    now = timezone.now()
    DBTaskResult.objects.finished().filter(finished_at__lt=now - RESULTS).delete()
    Worker.objects.silent_since(now - WORKERS).delete()
    Job.objects.forgotten(now - JOBS).delete()


@schedule.daily(hour=3)
def forget_old_sessions() -> None:
    call_command("clearsessions")
