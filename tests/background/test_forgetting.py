"""What is kept about people and past work, and for how long."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from background import tasks
from background.models import Job, Mail, Worker
from tests.background.making import post
from tests.background.outside_app.tasks import give_back

pytestmark = pytest.mark.django_db


def days_ago(days: int):
    return timezone.now() - timedelta(days=days)


@pytest.mark.parametrize("ended", ["sent_at", "failed_at", "handed_at"])
def test_address_and_words_of_a_mail_are_erased_after_a_month(ended):
    post(key="old")
    post(key="new")
    Mail.objects.filter(key="old").update(**{ended: days_ago(31)})
    Mail.objects.filter(key="new").update(**{ended: days_ago(29)})

    tasks.forget_old_mail()

    old, new = Mail.objects.get(key="old"), Mail.objects.get(key="new")
    assert (old.to, old.subject, old.text) == ("", "", "")
    assert (new.to, new.subject) == ("nadia@example.com", "Hello")


def test_a_mail_that_still_waits_is_kept_as_it_is():
    post(key="waits")
    Mail.objects.update(created_at=days_ago(40), not_before=days_ago(40))

    tasks.forget_old_mail()

    assert Mail.objects.get(key="waits").text == "Hello."


def test_a_key_is_kept_for_a_year_so_that_nothing_old_is_mailed_again():
    post(key="last year")
    Mail.objects.update(sent_at=days_ago(364))
    tasks.forget_old_mail()

    again = post(key="last year")
    Mail.objects.update(sent_at=days_ago(366))
    tasks.forget_old_mail()

    assert again is False
    assert not Mail.objects.exists()


def test_past_work_is_forgotten_and_what_waits_is_not():
    for value in ("old", "new", "waiting"):
        give_back.enqueue(value)
    old, new, waiting = DBTaskResult.objects.order_by("enqueued_at")
    DBTaskResult.objects.filter(pk=old.pk).update(status="SUCCESSFUL", finished_at=days_ago(15))
    DBTaskResult.objects.filter(pk=new.pk).update(status="SUCCESSFUL", finished_at=days_ago(13))
    Worker.objects.create(id="old", host="", pid=1, beat_at=days_ago(8))
    Worker.objects.create(id="new", host="", pid=1)
    Job.objects.create(name="left the code", next_run=days_ago(31))

    tasks.forget_old_work()

    assert set(DBTaskResult.objects.all()) == {new, waiting}
    assert [worker.id for worker in Worker.objects.all()] == ["new"]
    assert not Job.objects.exists()
