"""What the clock does for candidates."""

from background import schedule
from candidates import retention
from candidates.alerting import finding, idling, sending


@schedule.every(minutes=5)
def look_for_alerts() -> None:
    finding.find()
    sending.send_due()


@schedule.daily(hour=4)
def ask_about_idle_alerts() -> None:
    idling.ask_and_stop()


@schedule.daily(hour=2)
def forget_what_is_old() -> None:
    retention.forget()
