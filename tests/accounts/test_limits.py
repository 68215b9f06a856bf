"""Limits on what costs others something."""

import pytest
import time_machine
from django.core import checks, mail
from django.urls import reverse

from accounts.checks import NOT_SHARED
from accounts.limits import DAY, HOUR, TooMany, mailbox_of, spend


def spent(what: str, times: int, within=DAY) -> int:
    """How many of so many times were let through, of three."""
    done = 0
    for _ in range(times):
        try:
            spend(what, most=3, within=within)
        except TooMany:
            continue
        done += 1
    return done


def test_so_many_and_no_more():
    assert spent("mails of company 1", 5) == 3


def test_one_thing_is_not_counted_for_another():
    spent("mails of company 1", 5)

    assert spent("mails of company 2", 5) == 3


@pytest.mark.parametrize(("within", "later"), [(HOUR, "2026-05-12 11:00"), (DAY, "2026-05-13 00:00")])
def test_the_next_hour_or_day_begins_anew(within, later):
    with time_machine.travel("2026-05-12 10:59", tick=False):
        assert spent("mails", 5, within) == 3
        assert spent("mails", 1, within) == 0
    with time_machine.travel(later, tick=False):
        assert spent("mails", 5, within) == 3


def test_it_says_when_to_come_again():
    spent("mails", 3, HOUR)

    with pytest.raises(TooMany, match="You have tried many times. Wait an hour."):
        spend("mails", most=3, within=HOUR)


def test_what_was_spent_is_known_after_thousands_spent_other_things():
    spent("mails", 3)

    for number in range(2_000):
        spent(f"mails of company {number}", 1)

    assert spent("mails", 1) == 0


def test_many_addresses_of_one_mailbox_are_counted_as_one():
    ours = ["Nora+a@Example.com", "nora+b+c@example.com", "nora@example.com"]
    googles = ["no.ra+x@gmail.com", "NORA@googlemail.com", "n.o.r.a@gmail.com"]

    assert {mailbox_of(email) for email in ours} == {"nora@example.com"}
    assert {mailbox_of(email) for email in googles} == {"nora@gmail.com"}
    assert mailbox_of("no.ra@example.com") == "no.ra@example.com"
    assert mailbox_of("+nora@example.com") == "+nora@example.com"


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["account_signup", "account_reset_password"])
def test_nobody_is_buried_in_mails_about_accounts(client, name):
    answers = [
        client.post(
            reverse(name), {"email": f"vic.tim+{number}@gmail.com", "password1": "three random words"}
        ).status_code
        for number in range(12)
    ]

    assert answers == [302] * 10 + [429] * 2
    assert len(mail.outbox) == 10


@pytest.mark.parametrize(
    ("backend", "said"),
    [
        ("django.core.cache.backends.locmem.LocMemCache", [NOT_SHARED]),
        ("django.core.cache.backends.redis.RedisCache", []),
    ],
)
def test_before_a_site_goes_public_it_is_said_that_processes_share_no_limits(settings, backend, said):
    settings.CACHES = {"default": {"BACKEND": backend}}

    found = checks.run_checks(include_deployment_checks=True)

    assert [one for one in found if one.id == NOT_SHARED.id] == said
