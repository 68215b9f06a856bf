"""What the clock does for candidates."""

from background import schedule
from candidates import leaving, reminding, retention
from candidates.alerting import finding, idling, sending
from candidates.hiring import ending


@schedule.every(minutes=5)
def look_for_alerts() -> str | None:
    finding.find()
    return schedule.AGAIN if sending.send_due() else None


@schedule.daily(hour=4)
def ask_about_idle_alerts() -> None:
    idling.ask_and_stop()


@schedule.daily(hour=2)
def forget_what_is_old() -> None:
    retention.forget()


@schedule.every(minutes=60)
def delete_accounts() -> None:
    """Within the hour in which the two weeks end, so that the day we name is the day."""
    leaving.remind()
    leaving.carry_out_due()


@schedule.every(minutes=60)
def answer_for_silent_employers() -> None:
    ending.end_unanswered()
    ending.remind()


@schedule.every(minutes=60)
def remind_of_saved_listings() -> None:
    reminding.remind()
