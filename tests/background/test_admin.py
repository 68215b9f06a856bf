"""What staff see of mail, jobs and workers, and the two acts they have."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from background import outbox, work
from background.models import Job, Mail, Worker
from tests import make
from tests.background.making import post
from tests.background.outside_app import tasks

pytestmark = pytest.mark.django_db

MAILS = reverse("admin:background_mail_changelist")
JOBS = reverse("admin:background_job_changelist")
TASKS = reverse("admin:django_tasks_database_dbtaskresult_changelist")
AGO, SOON = timezone.now() - timedelta(hours=1), timezone.now() + timedelta(hours=1)


def mails(**fields) -> Mail:
    post(key="closing-soon:4821", subject="A private matter", text="A secret link")
    Mail.objects.update(**fields)
    return Mail.objects.get()


def choose(client, page: str, action: str, row) -> None:
    client.post(page, {"action": action, "_selected_action": [row.pk]})


@pytest.fixture
def staff(client):
    person = make.staff()
    client.force_login(person)
    return person


def reader(client, *rights: str):
    person = make.user(is_staff=True)
    person.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client.force_login(person)


def test_staff_see_that_a_mail_failed_but_not_what_it_says(client, staff):
    mails(failed_at=AGO, error="SMTPDataError: 554 spam")

    for page in (MAILS, reverse("admin:background_mail_change", args=[Mail.objects.get().pk])):
        text = client.get(page).content.decode()
        assert "closing-soon:4821" in text
        assert "n…@example.com" in text
        assert "554 spam" in text
        assert "nadia" not in text
        assert "secret" not in text
        assert "private matter" not in text


def test_what_needs_a_look_can_be_listed(client, staff):
    failed = mails(failed_at=AGO)
    post(key="in doubt")
    Mail.objects.filter(key="in doubt").update(handed_at=AGO, claimed_until=AGO)
    post(key="sent")
    Mail.objects.filter(key="sent").update(sent_at=AGO)
    post(key="waiting")

    shown = {
        state: sorted(row.key for row in client.get(MAILS, {"state": state}).context["cl"].result_list)
        for state in ("look", "waiting", "sent")
    }

    assert shown == {"look": [failed.key, "in doubt"], "waiting": ["waiting"], "sent": ["sent"]}


@pytest.mark.parametrize(
    "given_up",
    [{"failed_at": AGO, "tries": 8}, {"handed_at": AGO, "claimed_until": AGO}],
    ids=["failed", "in doubt"],
)
def test_trying_again_sends_what_was_given_up(client, staff, given_up):
    row = mails(**given_up)

    choose(client, MAILS, "try_again", row)
    outbox.deliver()

    assert [message.subject for message in mail.outbox] == ["A private matter"]


@pytest.mark.parametrize("fine", [{"sent_at": AGO}, {"claimed_until": SOON}], ids=["sent", "being sent"])
def test_trying_again_leaves_alone_what_was_sent_or_is_being_sent(client, staff, fine):
    row = mails(**fine)

    choose(client, MAILS, "try_again", row)
    outbox.deliver()

    assert mail.outbox == []


def test_a_mail_whose_words_are_erased_cannot_be_tried_again(client, staff):
    row = mails(failed_at=AGO)
    Mail.objects.erase()

    choose(client, MAILS, "try_again", row)
    outbox.deliver()

    assert mail.outbox == []


def test_running_a_job_now_makes_it_due(client, staff):
    job = Job.objects.create(name="remind", next_run=timezone.now() + timedelta(days=1))

    choose(client, JOBS, "run_now", job)

    job.refresh_from_db()
    assert job.next_run <= timezone.now()


def test_a_task_that_failed_runs_once_more_when_a_person_says_so(client, staff):
    failed, fine = tasks.give_back.enqueue("bread"), tasks.give_back.enqueue("wine")
    DBTaskResult.objects.filter(pk=failed.id).update(status="FAILED")
    DBTaskResult.objects.filter(pk=fine.id).update(status="SUCCESSFUL")

    for row in DBTaskResult.objects.all():
        choose(client, TASKS, "run_again", row)
    while work.run_next("worker"):
        pass

    failed.refresh()
    fine.refresh()
    assert (failed.return_value, failed.attempts, fine.attempts) == ("bread", 1, 0)


def test_who_may_only_look_can_do_nothing(client):
    row = mails(failed_at=AGO)
    job = Job.objects.create(name="remind", next_run=timezone.now() + timedelta(days=1))
    reader(client, "view_mail", "view_job")

    choose(client, MAILS, "try_again", row)
    choose(client, JOBS, "run_now", job)

    assert client.get(MAILS).status_code == client.get(JOBS).status_code == 200
    assert Mail.objects.get().failed_at == AGO
    assert Job.objects.get().next_run == job.next_run


def test_staff_without_the_right_see_no_mail(client):
    reader(client)

    assert client.get(MAILS).status_code == 403


def test_nobody_types_into_a_row(client, staff):
    row = mails()

    client.post(reverse("admin:background_mail_change", args=[row.pk]), {"to": "other@example.com"})

    assert client.get(reverse("admin:background_mail_add")).status_code == 403
    assert client.post(reverse("admin:background_mail_delete", args=[row.pk])).status_code == 403
    assert Mail.objects.get().to == "nadia@example.com"


def test_staff_see_which_workers_live(client, staff):
    Worker.objects.create(id="alive", host="one", pid=1)
    Worker.objects.create(id="dead", host="two", pid=2, beat_at=AGO)

    rows = client.get(reverse("admin:background_worker_changelist")).context["cl"].result_list

    assert {row.id: row.is_alive(timezone.now()) for row in rows} == {"alive": True, "dead": False}
