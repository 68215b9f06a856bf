"""Two processes and one database: a change is seen at the next search, and a kill at any moment does no harm."""

import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
START = """
import django; django.setup()
from listings import lifecycle, search
from listings.models import Listing
from listings.search.bitmaps import BitmapSearch
from listings.search.checking import differences, sample_queries
from listings.search.query import SearchQuery
from tests import make
"""
WRITER = f"""{START}
import itertools
company = make.company()
for number in itertools.count():
    listing = make.waiting_listing(company=company, title=f"Person {{number}}")
    lifecycle.approve(listing, by=None)
    if number % 3 == 0:
        lifecycle.close(listing, by=None)
    print(number, flush=True)
"""
FOLLOWER = f"""{START}
import sys
engine = BitmapSearch()
for line in sys.stdin:
    print(engine.total(SearchQuery()), Listing.objects.live().count(), flush=True)
print(list(differences(engine, sample_queries())))
"""


def run(code: str, env: dict) -> subprocess.Popen:
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    return subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=env, **pipes)


def ask(follower: subprocess.Popen) -> tuple[int, int]:
    follower.stdin.write("now\n")
    follower.stdin.flush()
    engine, database = follower.stdout.readline().split()
    return int(engine), int(database)


def test_a_process_killed_amid_changes_leaves_every_index_right(environment):
    follower = run(FOLLOWER, environment)
    for _ in range(2):
        writer = run(WRITER, environment)
        while int(writer.stdout.readline()) < 8:
            pass
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        time.sleep(0.1)

        in_the_index, in_the_database = ask(follower)
        assert in_the_index == in_the_database > 0

    follower.stdin.close()
    again = run(FOLLOWER, environment)
    again.stdin.close()

    assert follower.stdout.read().strip() == "[]"
    assert again.stdout.read().strip() == "[]"


def test_a_change_is_seen_by_another_process_at_its_next_search(environment):
    follower = run(FOLLOWER, environment)
    before = ask(follower)

    run(f"{START}\nmake.live_listing()", environment).wait()

    assert (before, ask(follower)) == ((0, 0), (1, 1))
