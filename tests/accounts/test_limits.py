"""Limits on what costs others something."""

import pytest
import time_machine

from accounts.limits import DAY, HOUR, TooMany, spend


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
