import os
import time
from pathlib import Path

from background import outbox, schedule, work


def note(word: str) -> None:
    with Path(os.environ["NOTES"]).open("a") as notes:
        notes.write(f"{word}\n")


@schedule.every(minutes=100_000)
def rarely() -> None:
    note("rarely")


@work.idempotent(retries=2)
def slowly(seconds: float) -> None:
    note("begun")
    time.sleep(seconds)
    note("done")


@work.task()
def only_once(seconds: float) -> None:
    note("begun")
    time.sleep(seconds)
    note("done")


@work.idempotent(retries=2)
def write_to(address: str) -> None:
    outbox.post(key=f"written:{address}", to=address, subject="Hello", text="Hello.")


@work.idempotent(retries=2)
def fail(word: str) -> None:
    note(word)
    raise RuntimeError(word)


@work.task()
def give_back(value: str) -> str:
    return value


@work.task()
def leave() -> None:
    raise SystemExit(3)
