"""manage.py worker: does what may wait. Run one or more beside the site; see docs/configuration.md."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from background.models import Worker as WorkerRow
from background.worker import Worker


class Command(BaseCommand):
    help = (
        "Start jobs at their time, run tasks, send mail. SIGTERM or Ctrl+C stops it after the present task."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="Do what is due, then end (for cron).")
        parser.add_argument(
            "--alive", action="store_true", help="Only tell whether a worker lives: exit code 0 or 1."
        )
        parser.add_argument(
            "--pause", type=float, default=1, help="Seconds to wait when there is nothing to do."
        )
        parser.add_argument("--child-of", type=int, help="Stop when the process with this number is gone.")

    def handle(self, *, once: bool, alive: bool, pause: float, child_of: int | None, **options) -> None:
        if alive:
            self.tell_whether_one_lives()
        else:
            worker = Worker(pause=pause, may_go_on=lambda: child_of in (None, os.getppid()))
            with stopped_by_signals(worker):
                worker.work(once=once)

    def tell_whether_one_lives(self) -> None:
        living = WorkerRow.objects.alive(timezone.now()).first()
        if not living:
            raise CommandError("No worker lives.")
        self.stdout.write(f"Worker {living} was last heard of at {living.beat_at:%Y-%m-%d %H:%M:%S} UTC.")


@contextmanager
def stopped_by_signals(worker: Worker) -> Iterator[None]:
    def stop(number: int, frame) -> None:
        if worker.stopping and number == signal.SIGINT:
            raise SystemExit(130)
        worker.stop()

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
