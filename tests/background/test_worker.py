"""The loop: whatever is due is done, and no trouble ends it."""

import sqlite3
import time
from contextlib import closing
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from background import schedule
from background.models import Job, Worker
from background.querysets import SILENCE
from background.worker import Worker as Loop
from tests.background.making import post
from tests.background.outside import PATIENCE
from tests.background.outside_app import tasks

pytestmark = pytest.mark.django_db(transaction=True)

RARELY = "tests.background.outside_app.tasks.rarely"


@pytest.fixture(autouse=True)
def notes(monkeypatch, tmp_path):
    monkeypatch.setenv("NOTES", str(tmp_path / "notes"))
    return tmp_path / "notes"


def work() -> None:
    call_command("worker", "--once")


def test_what_is_due_is_done_job_task_and_mail(notes, mailoutbox):
    schedule.fire_due()
    Job.objects.filter(name=RARELY).run_now()
    tasks.write_to.enqueue("nadia@example.com")

    work()

    assert notes.read_text() == "rarely\n"
    assert [message.to for message in mailoutbox] == [["nadia@example.com"]]
    job = Job.objects.get(name=RARELY)
    assert (job.last_error, job.last_run is None) == ("", False)
    assert job.next_run > timezone.now()


def test_a_task_that_fails_is_tried_again_with_growing_pauses_and_then_shown(notes):
    tasks.fail.enqueue("oh")
    pauses = []

    for _ in range(5):
        before = timezone.now()
        work()
        task = DBTaskResult.objects.get()
        if task.status == "READY":
            pauses.append(round((task.run_after - before) / timedelta(minutes=1)))
            DBTaskResult.objects.update(run_after=timezone.now())

    assert notes.read_text().split() == ["oh"] * 3
    assert pauses == [1, 5]
    assert task.status == "FAILED"
    assert "RuntimeError: oh" in task.traceback


def test_a_task_that_never_said_it_may_run_twice_is_not_tried_again():
    tasks.leave.enqueue()

    work()

    task = DBTaskResult.objects.get()
    assert (task.status, task.exception_class_path) == ("FAILED", "builtins.SystemExit")


def test_what_a_task_gives_back_is_kept():
    result = tasks.give_back.enqueue("bread")

    work()

    result.refresh()
    assert result.return_value == "bread"


def test_a_task_that_this_code_does_not_know_is_left_for_a_newer_worker():
    tasks.give_back.enqueue("bread")
    DBTaskResult.objects.update(task_path="tests.background.outside_app.tasks.of_tomorrow")

    work()

    assert DBTaskResult.objects.get().status == "READY"


def test_a_job_that_fails_says_so_and_the_others_run(monkeypatch, notes):
    def broken() -> None:
        raise RuntimeError("out of coffee")

    monkeypatch.setitem(schedule.JOBS, "broken", schedule.Planned(broken, schedule.Daily(6)))
    schedule.fire_due()
    Job.objects.run_now()

    work()

    assert Job.objects.get(name="broken").last_error == "RuntimeError: out of coffee"
    assert notes.read_text() == "rarely\n"


def test_three_workers_fire_a_job_once(there):
    schedule.fire_due()
    Job.objects.filter(name=RARELY).run_now()
    there.put()

    workers = [there.start("worker", "--once") for _ in range(3)]
    ended = [worker.wait(timeout=PATIENCE) for worker in workers]

    assert ended == [0, 0, 0]
    assert there.notes == ["rarely"]


@pytest.mark.skipif(
    not settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"), reason="SQLite alone locks"
)
def test_a_locked_database_is_waited_for(there):
    tasks.slowly.enqueue(2)
    tasks.slowly.using(run_after=timezone.now() + timedelta(seconds=3)).enqueue(0)
    there.put()
    worker = there.start("worker")
    there.wait_until_begun()

    with closing(sqlite3.connect(there.file, isolation_level=None, timeout=PATIENCE)) as other:
        other.execute("BEGIN EXCLUSIVE")
        time.sleep(5)
        other.execute("ROLLBACK")
    there.wait_until(lambda: DBTaskResult.objects.successful().count() == 2)
    worker.terminate()
    said, _ = worker.communicate()

    assert there.notes == ["begun", "done", "begun", "done"]
    assert (worker.returncode, "Traceback" in said) == (0, False)


def test_a_database_that_is_busy_does_not_end_the_loop(monkeypatch, mailoutbox, settings, caplog):
    settings.MAIL_AT_ONCE = False
    post()
    answers = iter([OperationalError("database is locked"), RuntimeError("a mistake of ours")])
    monkeypatch.setattr("background.worker.AFTER_TROUBLE", 0)
    monkeypatch.setattr("background.schedule.fire_due", lambda: raise_next(answers))
    worker = Loop(may_go_on=lambda: not mailoutbox)

    worker.work()

    assert len(mailoutbox) == 1
    assert "database is locked" in caplog.text
    assert "a mistake of ours" in caplog.text


def raise_next(answers) -> int:
    if error := next(answers, None):
        raise error
    return 0


def test_one_can_ask_whether_a_worker_lives(capsys):
    worker = Worker.objects.create(id="one", host="here", pid=1)
    call_command("worker", "--alive")
    said = capsys.readouterr().out

    worker.beat_at = timezone.now() - SILENCE
    worker.save()

    assert "Worker one was last heard of at" in said
    with pytest.raises(CommandError, match="No worker lives"):
        call_command("worker", "--alive")
