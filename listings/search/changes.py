"""Triggers that write the table of changes, so that no way of changing a listing can be forgotten.

They are installed after every migration: SQLite drops a table's triggers whenever a migration rebuilds it.
A listing's links (skills, platforms, places) have none: they change together with their listing's own row.
"""

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

# A change that is of no single listing.
ALL_ANEW, WORDS_ONLY = "NULL", "0"
# One writer at a time, from its first change to its commit: numbers then become visible in their order.
TURN = 815_004_821

# (table, event, condition, what to write)
WATCHED = [
    ("listings_listing", "insert", "", "NEW.id"),
    ("listings_listing", "update", "", "NEW.id"),
    ("listings_listing", "delete", "", "OLD.id"),
    *(
        (table, "update", f"OLD.{column} {{differs}} NEW.{column}", meaning)
        for table, column, meaning in [
            ("roles_category", "slug", ALL_ANEW),
            ("roles_role", "slug", ALL_ANEW),
            ("roles_role", "category_id", ALL_ANEW),
            ("roles_skill", "slug", ALL_ANEW),
            ("roles_platform", "slug", ALL_ANEW),
            ("employers_company", "slug", ALL_ANEW),
            ("employers_company", "search_name", WORDS_ONLY),
            ("roles_role", "name", WORDS_ONLY),
            ("roles_skill", "name", WORDS_ONLY),
            ("roles_skillalias", "name", WORDS_ONLY),
        ]
    ),
    ("roles_skillalias", "insert", "", WORDS_ONLY),
    ("roles_skillalias", "delete", "", WORDS_ONLY),
    # A trigger is called by its place in this list, so what is new comes last.
    *(
        (table, "update", f"OLD.{column} {{differs}} NEW.{column}", WORDS_ONLY)
        for table, column in [
            ("employers_company", "name"),
            ("roles_category", "name"),
            ("roles_category", "colour"),
            ("roles_category", "icon"),
            ("roles_platform", "name"),
            ("roles_role", "retired"),
            ("roles_skill", "retired"),
            ("roles_platform", "retired"),
            ("listings_source", "is_sample"),
        ]
    ),
    *(
        (table, "insert", "", WORDS_ONLY)
        for table in ["roles_category", "roles_role", "roles_skill", "roles_platform"]
    ),
    *(("roles_roleskill", event, "", WORDS_ONLY) for event in ["insert", "update", "delete"]),
]


def install(connection: BaseDatabaseWrapper) -> None:
    statements = {"sqlite": for_sqlite, "postgresql": for_postgresql}[connection.vendor]()
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def last_number() -> int:
    """The number of the last change. By hand: every search asks this, and the ORM takes ten times as long."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM listings_searchchange")
        return cursor.fetchone()[0] or 0


def tables() -> set[str]:
    return {"listings_searchchange", *(table for table, *_ in WATCHED)}


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Triggers that should be there and are not."""
    there = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'",
    }
    with connection.cursor() as cursor:
        cursor.execute(there[connection.vendor])
        found = {row[0] for row in cursor.fetchall()}
    return [name for name, *_ in names() if name not in found]


def names() -> list[tuple[str, str, str, str, str]]:
    return [(f"search_change_{number}", *watched) for number, watched in enumerate(WATCHED)]


def for_sqlite() -> list[str]:
    return [
        f"CREATE TRIGGER IF NOT EXISTS {name} AFTER {event} ON {table}"
        + (f" WHEN {condition.format(differs='IS NOT')}" if condition else "")
        + f" BEGIN INSERT INTO listings_searchchange (listing) VALUES ({meaning}); END"
        for name, table, event, condition, meaning in names()
    ]


def for_postgresql() -> list[str]:
    functions = [
        f"""
        CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            PERFORM pg_advisory_xact_lock({TURN});
            INSERT INTO listings_searchchange (listing) VALUES ({meaning});
            RETURN NULL;
        END $$
        """
        for name, _, _, _, meaning in names()
    ]
    triggers = [
        f"CREATE OR REPLACE TRIGGER {name} AFTER {event} ON {table} FOR EACH ROW"
        + (f" WHEN ({condition.format(differs='IS DISTINCT FROM')})" if condition else "")
        + f" EXECUTE FUNCTION {name}()"
        for name, table, event, condition, _ in names()
    ]
    return functions + triggers


def take_turn(connection: BaseDatabaseWrapper) -> None:
    """Called before an act locks a row: whoever waits for the turn must not hold what the next one needs."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])
