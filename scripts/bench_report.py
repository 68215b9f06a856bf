"""docs/performance.md and its chart, from measured figures."""

import math
from collections.abc import Callable
from pathlib import Path

HEAD = """# Performance

Written by `make bench` (`SIZES="1000 10000 100000"` for more, `SIZE=1m` for a million). Boards are made from the shipped
adverts by recombining titles, texts, terms and pay with a fixed seed. Thirty searches as people make them, each with
its page of listings, the total, and the count of every option of every filter. Measured on two cores of one machine.

![How long a search, a page and plain SQL take as the board grows](performance.svg)

## Search

Milliseconds of processor time in the process that searches, median / 95th percentile. *Cold*: no word of the search was
asked before. *SQL*: the reference implementation in the same run (a sample of the searches on large boards). What
PostgreSQL's own processes do comes on top. *Change seen*: from a commit to the answer of another engine that has it.
*Index*: its columns and bitmaps; *worker*: a whole web process that has it.

"""
PAGES = """
## Pages

*Page*: from the request to the last byte, without a server, made anew; *from memory*: the same page for the next
stranger; *304*: for somebody who has it already. *HTTP*: requests a second from two gunicorn workers and four clients on
the same two cores, pages made anew, as a share of a floor in the same run: the board's own template rendered
with what it showed once, no database, no search.

"""
MATCHES = """
## Find my fit

The engine alone, for a dozen people with three or four skills each. *Roles*: which of the 48 roles fit, in order. *Within
reach*: how many open listings they have the skills for. *One skill more*: for every other skill, how many more listings
it would open, worked out over all live listings.

"""
ALERTS_HEAD = """
## Alerts

Two hundred new listings against alerts that people made, most with a search of their own: seconds of processor time to
find and write down every match, and how many there were. An alert is asked only if a new listing is what it is about
(its role, a skill, a word …), so the time grows with the matches rather than with the alerts.

"""

BESIDE_HEAD = """
While that goes on in one process, another serves boards and pages of listings, one after another: milliseconds from
asking to the last byte, median / 95th percentile, *quiet* before it begins and then *beside* it, with the slowest.

"""
MAILS_HEAD = """
Everybody is due at once: minutes until the mails of all with a match are written to the outbox, by one worker. How fast
they leave is up to the mail server.

"""


def report(figures: list[dict], chart: Path) -> str:
    chart.write_text(draw(figures))
    matched = table([one for one in figures if "gains" in one], MATCH)
    alerted = table([one for one in figures if "alerts_1000" in one], ALERTED)
    beside = [one for one in figures if "beside_1000_busy" in one]
    parts = [
        HEAD,
        table(figures, SEARCH),
        PAGES,
        table(figures, PAGE),
        MATCHES,
        matched,
        ALERTS_HEAD,
        alerted,
        BESIDE_HEAD,
        table(beside, BESIDE),
        MAILS_HEAD,
        table(beside, MAILS),
    ]
    return "".join(parts) + missed(figures)


Column = tuple[str, Callable[[dict], str]]
WHAT: list[Column] = [("listings", lambda f: f"{f['size']:,}"), ("database", lambda f: f["database"])]
SEARCH: list[Column] = [
    *WHAT,
    ("search ms", lambda f: f"{f['warm']:.2f} / {f['warm95']:.2f}"),
    ("cold ms", lambda f: f"{f['cold']:.1f} / {f['cold95']:.1f}"),
    ("SQL ms", lambda f: f"{f['plain']:,.0f} / {f['plain95']:,.0f}"),
    ("engine : SQL", lambda f: f"{f['plain'] / f['warm']:,.0f} ×"),
    ("index MB", lambda f: f"{f['index']:.1f}"),
    ("worker MB", lambda f: f"{f['worker']:.0f}"),
    ("read s", lambda f: f"{f['read']:.2f}"),
    ("change seen ms", lambda f: f"{f['seen']:.1f}"),
    ("board built s", lambda f: f"{f['built']:.0f}"),
]
PAGE: list[Column] = [
    *WHAT,
    ("page ms", lambda f: f"{f['page']:.1f} / {f['page95']:.1f}"),
    ("from memory ms", lambda f: f"{f['remembered']:.2f}"),
    ("304 ms", lambda f: f"{f['unchanged']:.2f}"),
    ("HTTP a second", lambda f: f"{f['pages_rps']:.0f}"),
    ("floor a second", lambda f: f"{f['floor_rps']:.0f}"),
    ("share", lambda f: f"{f['pages_rps'] / f['floor_rps']:.2f}"),
]
MATCH: list[Column] = [
    *WHAT,
    ("roles ms", lambda f: f"{f['fits']:.2f} / {f['fits95']:.2f}"),
    ("within reach ms", lambda f: f"{f['reach']:.2f} / {f['reach95']:.2f}"),
    ("one skill more ms", lambda f: f"{f['gains']:.2f} / {f['gains95']:.2f}"),
]
ALERTED: list[Column] = [
    *WHAT,
    *(
        (
            f"{number:,} alerts",
            lambda f, n=number: f"{f[f'alerts_{n}']:.2f} s, {f[f'alerts_{n}_matches']:,} matches",
        )
        for number in (1_000, 10_000, 100_000)
    ),
]
BESIDE: list[Column] = [
    *WHAT,
    ("quiet", lambda f: f"{f['beside_1000_quiet']:.0f} / {f['beside_1000_quiet95']:.0f}"),
    *(
        (
            f"beside {number:,} alerts",
            lambda f, n=number: (
                f"{f[f'beside_{n}_busy']:.0f} / {f[f'beside_{n}_busy95']:.0f}, {f[f'beside_{n}_worst']:.0f}"
            ),
        )
        for number in (1_000, 10_000, 100_000)
    ),
]
MAILS: list[Column] = [
    *WHAT,
    *(
        (
            f"{number:,} alerts",
            lambda f, n=number: f"{f[f'mails_{n}_minutes']:.1f} min, {f[f'mails_{n}_sent']:,} mails",
        )
        for number in (1_000, 10_000, 100_000)
    ),
]
# What each figure should be: {size: (median, ...)}, and how to read it.
Goal = tuple[str, Callable[[dict], float], dict[int, float]]
AIMS: list[Goal] = [
    ("search, median, ms", lambda f: f["warm"], {10_000: 0.1, 100_000: 0.3, 1_000_000: 8}),
    ("search, 95th percentile, ms", lambda f: f["warm95"], {10_000: 0.5, 100_000: 1.5, 1_000_000: 12}),
    ("index, MB", lambda f: f["index"], {10_000: 2, 100_000: 10, 1_000_000: 80}),
    ("read, s", lambda f: f["read"], {10_000: 0.3, 100_000: 1.5, 1_000_000: 15}),
    ("page, median, ms", lambda f: f["page"], {10_000: 5, 100_000: 6, 1_000_000: 14}),
    ("page from memory, ms", lambda f: f["remembered"], {10_000: 0.3, 100_000: 0.3, 1_000_000: 0.3}),
    ("304, ms", lambda f: f["unchanged"], {10_000: 0.3, 100_000: 0.3, 1_000_000: 0.3}),
    ("one skill more, 95th percentile, ms", lambda f: f.get("gains95", 0), {100_000: 30}),
]
COLD = {
    "SQLite": {10_000: 1, 100_000: 8, 1_000_000: 70},
    "PostgreSQL": {10_000: 4, 100_000: 30, 1_000_000: 130},
}
AT_LEAST: list[Goal] = [
    ("engine : SQL", lambda f: f["plain"] / f["warm"], {10_000: 20, 100_000: 100, 1_000_000: 50}),
    (
        "share of the floor",
        lambda f: f["pages_rps"] / f["floor_rps"],
        {10_000: 0.7, 100_000: 0.6, 1_000_000: 0.3},
    ),
]


def table(figures: list[dict], columns: list[Column]) -> str:
    lines = [[name for name, _ in columns], ["---"] * len(columns)]
    lines += [[cell(one) for _, cell in columns] for one in figures]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def missed(figures: list[dict]) -> str:
    """Every figure that is not where it is meant to be."""
    lines = []
    for one in figures:
        aims = [*AIMS, ("cold words, 95th percentile, ms", lambda f: f["cold95"], COLD[one["database"]])]
        wrong = [(name, read(one), aim[one["size"]]) for name, read, aim in aims if one["size"] in aim]
        wrong = [(name, value, f"at most {aim:g}") for name, value, aim in wrong if value > aim]
        for name, read, aim in AT_LEAST:
            if one["size"] in aim and read(one) < aim[one["size"]]:
                wrong.append((name, read(one), f"at least {aim[one['size']]:g}"))
        lines += [
            f"- {one['size']:,}, {one['database']}: {name} {value:.3g}, meant to be {aim}\n"
            for name, value, aim in wrong
        ]
    known = "Why, and what was tried, is in [decision 9](decisions/0009-what-search-costs.md).\n"
    return f"\n## Missed\n\n{''.join(lines) or 'Nothing.'}\n{known if lines else ''}"


WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 660, 360, 90, 20, 500, 320
LINES = [
    ("plain", "plain SQL", "#8a5a00"),
    ("page", "page made anew", "#1d4f91"),
    ("warm", "search", "#0b6b4f"),
    ("remembered", "page from memory", "#8b2f6b"),
]


def draw(figures: list[dict]) -> str:
    """Milliseconds by size, both scales logarithmic; SQLite's figures."""
    of = [one for one in figures if one["database"] == "SQLite"]
    if not of:
        return ""
    low, high = -1, math.ceil(math.log10(max(one["plain"] for one in of)))
    first, last = math.log10(of[0]["size"]), max(math.log10(of[-1]["size"]), math.log10(of[0]["size"]) + 1)

    def at(size: float, ms: float) -> tuple[float, float]:
        across = (math.log10(size) - first) / (last - first)
        return LEFT + across * (RIGHT - LEFT), BOTTOM - (math.log10(ms) - low) / (high - low) * (BOTTOM - TOP)

    parts = []
    for power in range(low, high + 1):
        _, y = at(of[0]["size"], 10**power)
        parts.append(f'<path d="M{LEFT} {y:.0f}H{RIGHT}" stroke="#ccc"/>')
        parts.append(f'<text x="{LEFT - 6}" y="{y + 4:.0f}" text-anchor="end">{10**power:,g} ms</text>')
    for one in of:
        x, _ = at(one["size"], 1)
        parts.append(f'<text x="{x:.0f}" y="{BOTTOM + 18}" text-anchor="middle">{one["size"]:,}</text>')
    for name, label, colour in LINES:
        points = [at(one["size"], one[name]) for one in of]
        path = " ".join(f"{x:.0f},{y:.0f}" for x, y in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.0f}" cy="{y:.0f}" r="3" fill="{colour}"/>' for x, y in points]
        x, y = points[-1]
        parts.append(f'<text x="{x + 8:.0f}" y="{y + 4:.0f}" fill="{colour}">{label}</text>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" font-family="sans-serif"'
        f' font-size="12"><title>Milliseconds by number of listings</title><rect width="100%" height="100%" fill="#fff"/>'
        f"{''.join(parts)}</svg>\n"
    )
