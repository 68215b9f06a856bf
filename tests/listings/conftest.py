import os
import subprocess
import sys
import uuid
from pathlib import Path

import psycopg
import pytest
from django.db import connection

ROOT = Path(__file__).parents[2]


def outside_of_any_transaction(statement: str) -> None:
    found = connection.settings_dict
    where = {
        "host": found["HOST"],
        "port": found["PORT"],
        "user": found["USER"],
        "password": found["PASSWORD"],
    }
    with psycopg.connect(dbname="postgres", autocommit=True, **where) as link:
        link.execute(statement)


@pytest.fixture
def environment(tmp_path):
    """A database of its own, of the kind that the suite runs on."""
    name = f"rolefeed_{uuid.uuid4().hex[:12]}"
    url = f"sqlite:///{tmp_path / 'board.sqlite3'}"
    if connection.vendor == "postgresql":
        outside_of_any_transaction(f"CREATE DATABASE {name}")
        url = "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/".format(**connection.settings_dict) + name
    env = os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": str(ROOT),
    }
    for command in (["migrate", "--verbosity=0"], ["load_vocabulary"]):
        subprocess.run(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=env, check=True, capture_output=True
        )
    yield env
    if connection.vendor == "postgresql":
        outside_of_any_transaction(f"DROP DATABASE {name} WITH (FORCE)")
