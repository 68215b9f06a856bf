"""A database that is locked or away is a matter of seconds: wait and try again."""

import time
from collections.abc import Callable
from typing import TypeVar

from django.db import InterfaceError, OperationalError, close_old_connections

T = TypeVar("T")
BUSY = (OperationalError, InterfaceError)
PAUSES = [0.2, 1, 2, 5, 10, 20, 30]


def patiently(act: Callable[[], T]) -> T:
    for pause in PAUSES:
        try:
            return act()
        except BUSY:
            close_old_connections()
            time.sleep(pause)
    return act()
