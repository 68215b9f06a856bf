"""The loop of `manage.py worker`: start what the clock wants, run a task, send mail, look after the fallen.

Many workers may run, on many machines. No error of the database or of a mail server ends the loop.
"""

import logging
import time
from collections.abc import Callable

from django.db import close_old_connections

from background import heartbeat, outbox, schedule, work
from background.patience import BUSY

logger = logging.getLogger(__name__)

LOOK_AFTER = 30
AFTER_TROUBLE = 2
WITHOUT_MAIL_SERVER = 30
# A worker that shall end by itself does not wait for ever.
TROUBLES = 20


class Worker:
    def __init__(self, *, pause: float = 1, may_go_on: Callable[[], bool] = lambda: True) -> None:
        self.pause = pause
        self.may_go_on = may_go_on
        self.stopping = False
        self.troubles = 0
        self.next_look = self.next_mail = 0.0

    def stop(self) -> None:
        """After the present task or mail."""
        self.stopping = True

    def goes_on(self) -> bool:
        return not self.stopping and self.may_go_on()

    def work(self, *, once: bool = False) -> None:
        """For ever, or until nothing is due."""
        with heartbeat.beating() as self.name, outbox.left_to_the_worker():
            while self.goes_on():
                did_something = self.turn(once=once)
                if once and not did_something:
                    break
                if not did_something:
                    self.rest(self.pause)

    def turn(self, *, once: bool = False) -> bool:
        close_old_connections()
        try:
            done = self.look_after_the_fallen() + schedule.fire_due() + work.run_next(self.name) + self.mail()
        except Exception as trouble:
            self.troubles += 1
            if once and (self.troubles > TROUBLES or not isinstance(trouble, BUSY)):
                raise
            self.tell(trouble)
            self.rest(AFTER_TROUBLE)
            return True
        self.troubles = 0
        return done > 0

    def tell(self, trouble: Exception) -> None:
        if isinstance(trouble, BUSY):
            logger.warning("The database is busy or away (%s). Trying again.", trouble)
        else:
            logger.error("The worker goes on after an error.", exc_info=trouble)

    def look_after_the_fallen(self) -> int:
        if time.monotonic() < self.next_look:
            return 0
        lost = work.recover(self.name)
        self.next_look = time.monotonic() + LOOK_AFTER
        return lost

    def mail(self) -> int:
        if time.monotonic() < self.next_mail:
            return 0
        try:
            return outbox.deliver(go_on=self.goes_on)
        except OSError as error:
            logger.error("The mail server cannot be reached (%s). Mail waits.", type(error).__name__)
            self.next_mail = time.monotonic() + WITHOUT_MAIL_SERVER
            return 0

    def rest(self, seconds: float) -> None:
        """In small pieces: a signal does not end a long sleep."""
        end = time.monotonic() + seconds
        while self.goes_on() and (left := end - time.monotonic()) > 0:
            time.sleep(min(left, 0.2))
