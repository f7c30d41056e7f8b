"""The data map tells of every table and column of the schema, and of nothing that is not there."""

from __future__ import annotations

import re
from pathlib import Path

from rhythm_tui.store import ended, schema
from rhythm_tui.store.sqlite import Connection, connect

PAGE = (Path(__file__).parents[1] / "docs" / "data-map.md").read_text("utf-8")
EVERYWHERE = {"n", "version", "simulated", "withdrawn"}
_NAMES = re.compile(r"`([a-z0-9_]+)`")


def told() -> dict[str, dict[str, str]]:
    """Return what the page says: how long each column of each table is kept."""
    found: dict[str, dict[str, str]] = {}
    for line in PAGE.partition("## Beside the file")[0].splitlines():
        cells = line.split(" | ")
        if len(cells) == 5 and (tables := _NAMES.findall(cells[0])):
            for table in tables:
                for column in _NAMES.findall(cells[1]):
                    assert column not in found.setdefault(table, {}), f"{table}.{column} stands there twice"
                    found[table][column] = cells[4]
    return found


def kept() -> tuple[Connection, dict[str, set[str]]]:
    """Return the columns of every table of the schema, but those that every table has."""
    connection = connect("", mode="memory")
    schema.create(connection)
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return connection, {
        table: {row[1] for row in connection.execute(f"PRAGMA table_info({table})")} - EVERYWHERE
        for table in tables
    }


def test_every_column_is_on_the_page_and_no_other() -> None:
    connection, columns = kept()
    connection.close()
    page = told()
    index = {table for table in columns if table.startswith("search_")}
    assert {table: set(named) for table, named in page.items() if table not in index} == {
        table: named for table, named in columns.items() if table not in index
    }
    told_of_index = set().union(*(page[table] for table in index))
    assert told_of_index == set().union(*(columns[table] for table in index))


def test_what_holds_the_number_of_words_is_told_as_such() -> None:
    connection, columns = kept()
    page = told()
    for table in columns:
        for column in ended.columns(connection, table):
            assert "once" in page[table][column] or "purged" in page[table][column] or column == "pin"
    connection.close()
    assert page["content"]["body"].startswith("purged") and page["search"]["words"].startswith("purged")
