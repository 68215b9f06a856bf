"""Looks for words through the whole database, whatever models say."""

from django.db import connection

MARKER = "quokka"


def places_with(words: str) -> set[str]:
    """table.column wherever these words stand, in any writing."""
    with connection.cursor() as cursor:
        return {
            f"{table}.{column}"
            for table in connection.introspection.table_names(cursor)
            for column in columns(cursor, table)
            if stands_in(cursor, table, column, words)
        }


def columns(cursor, table: str) -> list[str]:
    return [column.name for column in connection.introspection.get_table_description(cursor, table)]


def stands_in(cursor, table: str, column: str, words: str) -> bool:
    named = f"{connection.ops.quote_name(table)}.{connection.ops.quote_name(column)}"
    cursor.execute(
        f"SELECT 1 FROM {connection.ops.quote_name(table)} "
        f"WHERE LOWER(CAST({named} AS TEXT)) LIKE %s LIMIT 1",
        [f"%{words.lower()}%"],
    )
    return cursor.fetchone() is not None
