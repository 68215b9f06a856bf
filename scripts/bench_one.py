"""Measures one board of one size in one database, in a process of its own; prints the figures as JSON."""

import ctypes
import gc
import http.client
import io
import json
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter, process_time

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import django  # noqa: E402

django.setup()

from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.utils import timezone  # noqa: E402

from background import outbox  # noqa: E402
from background.models import Mail  # noqa: E402
from candidates.alerting.finding import match  # noqa: E402
from candidates.alerting.sending import send_due  # noqa: E402
from candidates.models import Alert  # noqa: E402
from listings.models import Listing  # noqa: E402
from listings.search.bitmaps import BitmapSearch  # noqa: E402
from listings.search.query import SearchQuery  # noqa: E402
from listings.search.reference import SqlSearch  # noqa: E402
from roles.matching import Catalogue  # noqa: E402
from scripts.bench_board import PEOPLE, Board, make_alerts, queries  # noqa: E402

REPEATS = 5
SECONDS = 4
CLIENTS = 4
NEW_LISTINGS = 200
ALERTS = [1_000, 10_000, 100_000]
A_WEEK = timedelta(days=7)
FORK = get_context("fork")
PORT = 8181
# A cookie that makes the board think of somebody it knows, so that no page comes from memory.
KNOWN = "messages=x"


def measure(size: int) -> dict[str, float]:
    board = Board(size)
    start = perf_counter()
    board.fill()
    found = {"size": size, "built": perf_counter() - start}
    for name in os.environ.get("PARTS", " ".join(PARTS)).split():
        found |= PARTS[name](size)
    return found


def measure_match(size: int) -> dict[str, float]:
    """Which roles fit, what is within reach, and what one skill more would open, for a dozen people."""
    engine, roles = BitmapSearch(), Catalogue.read()
    engine.read_now()
    fits = [timed(lambda p=person: roles.best(roles.fits(p)), REPEATS) for person in PEOPLE]
    reach = [
        timed(lambda p=person: engine.total(SearchQuery(have=p, fit="reach")), REPEATS) for person in PEOPLE
    ]
    gains = [timed(lambda p=person: engine.gains(SearchQuery(have=p)).top(5), REPEATS) for person in PEOPLE]
    return {
        "fits": statistics.median(fits), "fits95": p95(fits), "reach": statistics.median(reach), "reach95": p95(reach),
        "gains": statistics.median(gains), "gains95": p95(gains),
    }  # fmt: skip


def measure_search(size: int) -> dict[str, float]:
    engine, reference = BitmapSearch(), SqlSearch()
    engine.reference.total(SearchQuery())  # connects
    before, start = held(), process_time()
    engine.read_now()
    read, used = process_time() - start, held() - before
    engine.search(SearchQuery(q="manager"))
    cold = [timed(lambda q=q: engine.search(q), 1, before=engine.words.clear) for q in queries() if q.q]
    warm = [timed(lambda q=q: engine.search(q), REPEATS) for q in queries()]
    every = 1 if size <= 20_000 else 5 if size <= 200_000 else 10
    plain = [timed(lambda q=q: reference.search(q), 1) for q in queries()[::every]]
    return {
        "read": read, "index": engine.index.size / 1e6, "grown": used, "warm": statistics.median(warm),
        "warm95": p95(warm), "cold": statistics.median(cold), "cold95": p95(cold), "plain": statistics.median(plain),
        "plain95": p95(plain), "seen": time_to_be_seen(engine),
    }  # fmt: skip


def time_to_be_seen(engine: BitmapSearch) -> float:
    """Milliseconds from the commit of a change to the answer that has it."""
    listing = Listing.objects.live().first()
    Listing.objects.from_pks([listing.pk]).update(level="senior")
    start = perf_counter()
    engine.total(SearchQuery())
    return (perf_counter() - start) * 1000


def measure_alerts(size: int) -> dict[str, float]:
    """Two hundred new listings against growing numbers of alerts, each with a search of its own where it can; pages
    meanwhile; and the mails of all who are due."""
    fresh = list(Listing.objects.live().newest_first().for_alerts()[:NEW_LISTINGS])
    found: dict[str, float] = {}
    for number in ALERTS:
        make_alerts(number)
        now = timezone.now()
        with pages_beside() as pages:
            start = process_time()
            found[f"alerts_{number}_matches"] = match(fresh, now)
            found[f"alerts_{number}"] = process_time() - start
        found |= {f"beside_{number}_{name}": value for name, value in pages.items()}
        found |= {f"mails_{number}_{name}": value for name, value in mails_of_all(now + A_WEEK).items()}
    return found


def mails_of_all(now) -> dict[str, float]:
    """How many minutes until everybody's mail is written. Handing them over is up to the mail server."""
    start = perf_counter()
    with outbox.left_to_the_worker():
        while send_due(now):
            pass
    minutes, number = (perf_counter() - start) / 60, Mail.objects.count()
    Mail.objects.all().delete()
    Alert.objects.update(due_at=None)
    return {"minutes": minutes, "sent": number}


@contextmanager
def pages_beside() -> Iterator[dict[str, float]]:
    """Asks one web process for boards and listings, one after another, as long as this block runs."""
    addresses = [query.address("/listings/") for query in queries()]
    addresses += [listing.get_absolute_url() for listing in Listing.objects.live().newest_first()[:10]]
    figures: dict[str, float] = {}
    with served(workers=1):
        for address in addresses * 2:
            fetch(address)
        quiet = [seconds_for(address) * 1000 for address in addresses]
        ours, theirs = FORK.Pipe()
        visitor = FORK.Process(target=visit, args=[addresses, theirs])
        visitor.start()
        yield figures
        ours.send("enough")
        took = ours.recv()
        visitor.join()
    figures |= {"quiet": statistics.median(quiet), "quiet95": p95(quiet)}
    figures |= {"busy": statistics.median(took), "busy95": p95(took), "worst": max(took)}


def visit(addresses: list[str], link: Connection) -> None:
    """In a process of its own: what else is measured takes no time from it but the processor's."""
    took: list[float] = []
    while not link.poll():
        took.append(seconds_for(addresses[len(took) % len(addresses)]) * 1000)
    link.send(took)


def seconds_for(address: str) -> float:
    start = perf_counter()
    fetch(address)
    return perf_counter() - start


def measure_pages(size: int) -> dict[str, float]:
    """Whole pages from request to bytes, made anew and from memory."""
    app = WSGIHandler()

    def get(query: SearchQuery, cookie: str = "", etag: str = "") -> dict[str, str]:
        return ask(app, query.address("")[1:], cookie, etag)

    made, remembered, unchanged = [], [], []
    for query in queries():
        get(query, KNOWN)
        made.append(timed(lambda q=query: get(q, KNOWN), REPEATS))
        get(query)
        tag = get(query)["ETag"]
        remembered.append(timed(lambda q=query: get(q), REPEATS))
        unchanged.append(timed(lambda q=query, t=tag: get(q, etag=t), REPEATS))
    return {
        "page": statistics.median(made), "page95": p95(made), "remembered": statistics.median(remembered),
        "unchanged": statistics.median(unchanged),
    }  # fmt: skip


def ask(app: WSGIHandler, query: str, cookie: str, etag: str) -> dict[str, str]:
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": "/listings/", "QUERY_STRING": query, "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80", "HTTP_HOST": "127.0.0.1", "REMOTE_ADDR": "127.0.0.1", "wsgi.input": io.BytesIO(),
        "wsgi.url_scheme": "https", "HTTP_COOKIE": cookie, "HTTP_IF_NONE_MATCH": etag,
    }  # fmt: skip
    got: dict[str, str] = {}
    b"".join(app(environ, lambda status, headers: got.update(headers)))
    return got


def measure_site(size: int) -> dict[str, float]:
    """Pages a second from two workers, beside the floor; the memory of one worker."""
    with served(workers=2) as server:
        addresses = [query.address("/listings/") for query in queries()]
        for _ in range(6):  # both workers read the index and meet every search once
            rush(["/floor/", *addresses], seconds=0, least=40)
        floor, pages = rush(["/floor/"]), rush(addresses)
        workers = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
        return {"floor_rps": floor, "pages_rps": pages, "worker": max(resident(int(pid)) for pid in workers)}


@contextmanager
def served(*, workers: int) -> Iterator[subprocess.Popen]:
    """The site, once it answers."""
    command = [
        sys.executable, "-m", "gunicorn", "--workers", str(workers), "--bind", f"127.0.0.1:{PORT}", "--log-level", "error",
        "--timeout", "300", "jobboard.wsgi",
    ]  # fmt: skip
    server = subprocess.Popen(command, cwd=ROOT)
    try:
        wait_for("/listings/")
        yield server
    finally:
        server.terminate()
        server.wait()


def wait_for(address: str) -> None:
    for _ in range(600):
        try:
            fetch(address)
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise TimeoutError("The server does not answer.")


def fetch(address: str) -> None:
    link = http.client.HTTPConnection("127.0.0.1", PORT, timeout=300)
    link.request("GET", address, headers={"Cookie": KNOWN, "X-Forwarded-Proto": "https"})
    answer = link.getresponse()
    answer.read()
    link.close()
    if answer.status != 200:
        raise RuntimeError(f"{address}: {answer.status}")


def rush(addresses: list[str], seconds: float = SECONDS, least: int = 0) -> float:
    """Requests a second from some clients at once."""
    done, start = [], perf_counter()

    def client(number: int) -> None:
        asked = number
        while perf_counter() - start < seconds or len(done) < least:
            fetch(addresses[asked % len(addresses)])
            asked += CLIENTS
            done.append(asked)

    threads = [threading.Thread(target=client, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(done) / (perf_counter() - start)


def timed(do, repeats: int, before=lambda: None) -> float:
    """Milliseconds of processor time in this process, the best of some tries."""
    best = float("inf")
    for _ in range(repeats):
        before()
        start = process_time()
        do()
        best = min(best, process_time() - start)
    return best * 1000


def held() -> float:
    """Megabytes that this process holds and cannot give back."""
    gc.collect()
    ctypes.CDLL("libc.so.6").malloc_trim(0)
    return resident(os.getpid())


def resident(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def p95(values: list[float]) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.95))]


PARTS = {
    "search": measure_search, "match": measure_match, "alerts": measure_alerts, "pages": measure_pages,
    "site": measure_site,
}  # fmt: skip

if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
