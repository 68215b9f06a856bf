"""Workers die at the worst moment; nobody is mailed twice and nobody is missed."""

import signal
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from background.models import Mail, Worker
from background.querysets import SILENCE
from tests.background.making import post
from tests.background.outside import PATIENCE
from tests.background.outside_app import tasks

pytestmark = pytest.mark.django_db(transaction=True)


def five_minutes_pass(there) -> None:
    """For who was killed: nobody hears of it any more, and its claims are over."""
    there.look()
    long_ago = timezone.now() - 2 * SILENCE
    Worker.objects.update(beat_at=long_ago)
    DBTaskResult.objects.filter(status="READY").update(run_after=long_ago)
    Mail.objects.exclude(claimed_until=None).update(claimed_until=long_ago)
    there.put()


def kill_at(there, mail_server, stage: str) -> None:
    """A worker sends, and is killed while the mail server thinks about this command."""
    waits = mail_server.hold_at(stage)
    worker = there.start("worker", "--once")
    assert waits.wait(PATIENCE)
    worker.kill()
    worker.wait()
    mail_server.let_go()


def states() -> list[str]:
    later = timezone.now() + timedelta(hours=1)
    return sorted(mail.state(later) for mail in Mail.objects.all())


def test_three_workers_at_once_send_each_mail_once(there, mail_server):
    people = [f"person{number:02}@example.com" for number in range(40)]
    for person in people:
        post(to=person)
    there.put()

    workers = [there.start("worker", "--once") for _ in range(3)]
    ended = [worker.wait(timeout=PATIENCE) for worker in workers]

    there.look()
    assert ended == [0, 0, 0]
    assert mail_server.receivers == people
    assert states() == ["sent"] * 40


@pytest.mark.parametrize("stage", ["connect", "mail", "rcpt"])
def test_who_is_killed_before_the_words_are_sent_is_replaced(there, mail_server, stage):
    post(to="a@example.com")
    post(to="b@example.com")
    there.put()
    kill_at(there, mail_server, stage)

    five_minutes_pass(there)
    there.run("worker", "--once")

    there.look()
    assert mail_server.receivers == ["a@example.com", "b@example.com"]
    assert states() == ["sent", "sent"]


def test_who_is_killed_after_the_words_are_sent_leaves_no_second_copy(there, mail_server):
    post(to="a@example.com")
    post(to="b@example.com")
    there.put()
    kill_at(there, mail_server, "words")

    five_minutes_pass(there)
    there.run("worker", "--once")

    there.look()
    assert mail_server.receivers == ["a@example.com", "b@example.com"]
    assert states() == ["in doubt", "sent"]


def test_killed_again_and_again_a_run_mails_everybody_once(there, mail_server):
    people = [f"person{number:02}@example.com" for number in range(60)]
    for person in people:
        post(to=person)
    there.put()

    for taken in (5, 20, 35):
        worker = there.start("worker", "--once")
        there.wait_until(lambda taken=taken: len(mail_server.taken) > taken)
        worker.kill()
        worker.wait()
        five_minutes_pass(there)
    there.run("worker", "--once")

    there.look()
    in_doubt = [mail.to for mail in Mail.objects.in_doubt(timezone.now())]
    assert len(mail_server.receivers) == len(set(mail_server.receivers))
    assert set(mail_server.receivers) | set(in_doubt) == set(people)
    assert len(in_doubt) <= 3


def test_a_task_whose_worker_was_killed_is_done_by_another(there):
    tasks.slowly.enqueue(3)
    there.put()
    worker = there.start("worker")
    there.wait_until_begun()

    worker.kill()
    worker.wait()
    five_minutes_pass(there)
    there.run("worker", "--once")
    five_minutes_pass(there)
    there.run("worker", "--once")

    there.look()
    task = DBTaskResult.objects.get()
    assert (task.status, len(task.worker_ids)) == ("SUCCESSFUL", 2)
    assert there.notes == ["begun", "begun", "done"]


def test_a_task_that_must_not_run_twice_is_shown_as_failed(there):
    tasks.only_once.enqueue(60)
    there.put()
    worker = there.start("worker")
    there.wait_until_begun()

    worker.kill()
    worker.wait()
    five_minutes_pass(there)
    there.run("worker", "--once")

    there.look()
    task = DBTaskResult.objects.get()
    assert (task.status, there.notes) == ("FAILED", ["begun"])
    assert task.exception_class_path == "background.work.WorkerDied"


def test_a_task_of_a_worker_that_lives_is_left_alone(there):
    tasks.slowly.enqueue(3)
    there.put()
    there.start("worker")
    there.wait_until_begun()

    there.run("worker", "--once")

    there.wait_until(lambda: DBTaskResult.objects.get().status == "SUCCESSFUL")
    assert there.notes == ["begun", "done"]


def test_a_worker_that_is_told_to_stop_ends_its_task_first(there):
    tasks.slowly.enqueue(2)
    tasks.slowly.enqueue(2)
    there.put()
    worker = there.start("worker")
    there.wait_until_begun()

    worker.send_signal(signal.SIGTERM)
    ended = worker.wait(timeout=PATIENCE)

    there.look()
    assert (ended, there.notes) == (0, ["begun", "done"])
    assert sorted(task.status for task in DBTaskResult.objects.all()) == ["READY", "SUCCESSFUL"]
    assert Worker.objects.get().stopped_at
