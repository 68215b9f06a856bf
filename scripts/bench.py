"""Measures search and pages on boards of growing size and writes docs/performance.md.

Run by `make bench`. SIZES chooses the boards (default "1000 10000"; 100000 takes a quarter of an hour), SIZE=1m is one
of a million (an hour and 20 GB of disk). PARTS names what to measure (default "search match alerts pages site"). Each board has a database of its own, which is removed afterwards. Figures are
kept in docs/performance.json, so that a run replaces only what it measured.
"""

import json
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scripts.bench_report import report  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
FIGURES = ROOT / "docs" / "performance.json"
REPORT = ROOT / "docs" / "performance.md"
CHART = ROOT / "docs" / "performance.svg"


def sizes() -> list[int]:
    if os.environ.get("SIZE", "").lower() == "1m":
        return [1_000_000]
    return [int(size) for size in os.environ.get("SIZES", "1000 10000").split()]


def run(size: int, database: str, url: str) -> dict:
    environment = os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "scripts.bench_settings",
        "SECRET_KEY": secrets.token_urlsafe(60),
    }
    environment.pop("DEBUG", None)
    command = [sys.executable, "-W", "ignore", str(ROOT / "scripts" / "bench_one.py"), str(size)]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return {"database": database} | json.loads(done.stdout.strip().splitlines()[-1])


def measured() -> Iterator[dict]:
    server = os.environ.get("POSTGRES_URL", "")
    for size in sizes():
        with tempfile.TemporaryDirectory() as folder:
            yield run(size, "SQLite", f"sqlite:///{folder}/bench.sqlite3")
        if server:
            name = f"rolefeed_bench_{os.getpid()}"
            with psycopg.connect(server, autocommit=True) as link:
                link.execute(f"CREATE DATABASE {name}")
                try:
                    yield run(size, "PostgreSQL", server.rpartition("/")[0] + f"/{name}")
                finally:
                    link.execute(f"DROP DATABASE {name} WITH (FORCE)")


def main() -> None:
    known = (
        {(one["size"], one["database"]): one for one in json.loads(FIGURES.read_text())}
        if FIGURES.exists()
        else {}
    )
    for one in measured():
        print(
            {name: round(value, 2) if isinstance(value, float) else value for name, value in one.items()},
            flush=True,
        )
        known[one["size"], one["database"]] = known.get((one["size"], one["database"]), {}) | one
        figures = [known[key] for key in sorted(known, key=lambda key: (key[0], key[1] != "SQLite"))]
        FIGURES.write_text(json.dumps(figures, indent=1) + "\n")
        REPORT.write_text(report(figures, CHART))


if __name__ == "__main__":
    main()
