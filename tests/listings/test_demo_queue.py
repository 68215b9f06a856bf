"""What the demo staff find to decide."""

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse

from listings import demo, demo_queue
from listings.models import PendingEdit, WaitingListing
from listings.quality import hints

pytestmark = pytest.mark.django_db


@pytest.fixture
def queue(settings):
    settings.DEBUG = True
    call_command("load_demo_people")


def test_three_listings_and_a_change_wait_once_and_nobody_gets_mail(queue):
    call_command("load_demo_people")

    waiting = [listing.title for listing in WaitingListing.objects.waiting()]
    assert waiting == [title for title, *_ in demo_queue.LISTINGS]
    assert [edit.listing.title for edit in PendingEdit.objects.waiting()] == [demo_queue.CHANGED]
    assert mail.outbox == []


def test_staff_read_what_is_wrong_with_the_one_that_smells(queue):
    good, scam, unclear = WaitingListing.objects.waiting()

    assert any("common fraud" in hint.reason for hint in hints(scam))
    assert any(hint.field == "pay_min" for hint in hints(unclear))
    assert not any("fraud" in hint.reason for hint in hints(good))


def test_staff_can_open_and_approve_the_good_one(client, queue):
    good = WaitingListing.objects.waiting().first()
    client.force_login(demo.people()[2])

    shown = client.get(reverse("admin:review_listing", args=[good.pk]))
    client.post(reverse("admin:approve_listing", args=[good.pk]))

    assert shown.status_code == 200
    assert good.title not in [listing.title for listing in WaitingListing.objects.waiting()]
