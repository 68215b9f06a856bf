"""Workers as processes of their own, on the database of the test: they can be killed like real ones.

SQLite's test database lives in memory, so it is copied to a file for them, and back for the test to look at.
"""

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 60


class Outside:
    def __init__(self, folder: Path, **environment: str) -> None:
        self.file = folder / "outside.sqlite3"
        self.environment = (
            os.environ
            | {
                "DJANGO_SETTINGS_MODULE": "tests.background.settings_outside",
                "DATABASE_URL": self.address(),
                "MAIL_FOLDER": str(folder / "mail"),
                "NOTES": str(folder / "notes"),
            }
            | environment
        )
        self.processes: list[subprocess.Popen] = []
        self.put()

    @property
    def notes(self) -> list[str]:
        """What the tasks of outside_app noted."""
        notes = Path(self.environment["NOTES"])
        return notes.read_text().split() if notes.exists() else []

    def address(self) -> str:
        if connection.vendor == "sqlite":
            return f"sqlite:///{self.file}"
        values = connection.settings_dict
        return f"postgres://{values['USER']}:{values['PASSWORD']}@{values['HOST']}:{values['PORT']}/{values['NAME']}"

    def put(self) -> None:
        if connection.vendor == "sqlite":
            connection.ensure_connection()
            with closing(sqlite3.connect(self.file)) as file:
                connection.connection.backup(file)

    def look(self) -> None:
        """See what the processes did."""
        if connection.vendor == "sqlite":
            with closing(sqlite3.connect(self.file)) as file:
                file.backup(connection.connection)

    def start(self, *arguments: str, **options) -> subprocess.Popen:
        process = subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            **options,
        )
        self.processes.append(process)
        return process

    def run(self, *arguments: str) -> str:
        process = self.start(*arguments)
        said, _ = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, said
        return said

    def wait_until(self, true: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            self.look()
            if true():
                self.look()
                return
            time.sleep(0.1)
        raise AssertionError("It did not come true.")

    def wait_until_begun(self) -> None:
        """A task of outside_app runs. Looking at the database would take part of its time."""
        end = time.monotonic() + PATIENCE
        while not self.notes:
            assert time.monotonic() < end, "No task began."
            time.sleep(0.05)


@contextmanager
def outside(folder: Path, **environment: str) -> Iterator[Outside]:
    there = Outside(folder, **environment)
    try:
        yield there
    finally:
        for process in there.processes:
            process.kill()
            process.wait()
            process.stdout.close()
