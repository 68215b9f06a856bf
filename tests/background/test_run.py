"""`manage.py run`, as `make run` starts it: a server and a worker in one terminal, and nothing left behind."""

import os
import signal
import socket
import subprocess
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.utils import timezone

from background.models import Worker
from tests.background.outside import ROOT

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def start(there, port: int, *options: str) -> subprocess.Popen:
    server = there.start("run", str(port), *options, start_new_session=True)
    there.wait_until(lambda: answers(port) and len(living()) == 1)
    return server


def answers(port: int) -> bool:
    try:
        return urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).status == 200  # noqa: S310
    except (URLError, ConnectionError):
        return False


def living() -> list[str]:
    return [worker.id for worker in Worker.objects.alive(timezone.now())]


def is_gone(server: subprocess.Popen) -> bool:
    """It and all that it started."""
    server.poll()
    try:
        os.killpg(server.pid, 0)
    except (ProcessLookupError, PermissionError):
        return True
    return False


def test_ctrl_c_ends_server_and_worker(there, port):
    server = start(there, port)

    os.killpg(server.pid, signal.SIGINT)

    there.wait_until(lambda: is_gone(server))
    assert living() == []


def test_ending_the_server_ends_the_worker(there, port):
    server = start(there, port)

    server.terminate()

    there.wait_until(lambda: is_gone(server))
    assert living() == []


def test_a_server_that_is_killed_leaves_no_worker_behind(there, port):
    server = start(there, port, "--noreload")

    server.kill()

    there.wait_until(lambda: is_gone(server))
    assert living() == []


def test_changed_code_brings_a_new_worker_and_ends_the_old_one(there, port):
    server = start(there, port)
    first = living()

    os.utime(ROOT / "tests" / "background" / "outside_app" / "tasks.py")
    there.wait_until(lambda: living() not in ([], first))
    now = living()
    server.terminate()

    there.wait_until(lambda: is_gone(server))
    assert len(now) == 1
