"""manage.py run: runserver with a worker beside it, for development. `make run` uses it."""

import atexit
import os
import subprocess
import sys

from django.contrib.staticfiles.management.commands.runserver import Command as RunserverCommand


class Command(RunserverCommand):
    help = "Serve the site and work beside it, in one terminal."

    def inner_run(self, *args, **options) -> None:
        """Runs once in each process that serves: a reload of changed code brings a new worker too."""
        worker = subprocess.Popen([sys.executable, sys.argv[0], "worker", "--child-of", str(os.getpid())])  # noqa: S603
        atexit.register(stop, worker)
        super().inner_run(*args, **options)


def stop(worker: subprocess.Popen) -> None:
    worker.terminate()
    try:
        worker.wait(timeout=10)
    except subprocess.TimeoutExpired:
        worker.kill()
