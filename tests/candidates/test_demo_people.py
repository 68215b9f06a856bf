"""The made-up people who applied to the demo employer."""

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse

from candidates.models import Application
from candidates.states import WAITING
from listings import demo
from listings.models import Listing

pytestmark = pytest.mark.django_db


def test_they_are_there_once_and_nobody_gets_mail(settings, client):
    settings.DEBUG = True
    demo.people()

    call_command("load_demo_people")
    call_command("load_demo_people")

    assert Application.objects.count() == 8
    assert mail.outbox == []
    listing = Listing.objects.get(applications_waiting__gt=0)
    assert listing.applications_waiting == Application.objects.at_stage(WAITING).count() == 7
    assert {one.email.partition("@")[2] for one in Application.objects.all()} == {"example.com"}
    client.force_login(demo.people()[1])
    for address in ("desk", "applicants"):
        shown = client.get(reverse(address, args=[listing.pk] if address == "applicants" else []))
        assert shown.status_code == 200
    for one in Application.objects.all():
        assert client.get(reverse("applicant", args=[one.pk])).status_code == 200


def test_they_are_for_development(settings):
    settings.DEBUG = False

    with pytest.raises(CommandError):
        call_command("load_demo_people")
