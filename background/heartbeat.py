"""A worker says every few seconds that it lives, also in the middle of a long task."""

import logging
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from threading import Event, Thread

from django.db import connection
from django.utils import timezone
from django.utils.crypto import get_random_string

from background.models import Worker
from background.patience import BUSY, patiently

logger = logging.getLogger(__name__)

SECONDS = 15


@contextmanager
def beating() -> Iterator[str]:
    """A worker's name, alive as long as this block runs."""
    host, pid = socket.gethostname(), os.getpid()
    name = f"{host[:30]}-{pid}-{get_random_string(8)}"
    patiently(partial(Worker.objects.create, id=name, host=host[:255], pid=pid))
    done = Event()
    thread = Thread(target=beat_until, args=[done, name], daemon=True, name="heartbeat")
    thread.start()
    try:
        yield name
    finally:
        done.set()
        thread.join()
        patiently(partial(Worker.objects.filter(pk=name).update, stopped_at=timezone.now()))


def beat_until(done: Event, name: str) -> None:
    """With a connection of its own, for the task has the other one."""
    while not done.wait(SECONDS):
        try:
            Worker.objects.filter(pk=name).update(beat_at=timezone.now())
        except BUSY:
            logger.info("Worker %s could not say that it lives; it will in %s s.", name, SECONDS)
        finally:
            connection.close()
