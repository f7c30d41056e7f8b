"""Search over the whole history: Chinese substrings of any length in milliseconds.

SQLite's trigram index finds no word of two characters, which most Chinese words are. So the index holds
overlapping pairs: 高血压 becomes 高血, 血压, 压. A word of two characters is one token, a longer one
a phrase, a single character a prefix. Latin words and numbers are found by their beginning.
"""

from __future__ import annotations

from collections.abc import Iterable

from rhythm_tui.store.bands import VISIBLE
from rhythm_tui.store.sqlite import Connection

_RUN = r"[a-z0-9]+|[^\W_a-z0-9]+"
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
"""What a run of Latin letters and digits begins with: it holds nothing else."""


def tokens(text: str) -> str:
    """Return the words of the index that ``text`` is stored under."""
    import re

    found: list[str] = []
    for run in re.findall(_RUN, text.lower()):
        if run[0] in _LETTERS:
            found.append(run)
        else:
            found += [run[place : place + 2] for place in range(len(run))]
    return " ".join(found)


def expression(wanted: str) -> str:
    """Return the index query that finds every text in which ``wanted`` stands; empty when it has no word."""
    import re

    return " AND ".join(_term(run) for run in re.findall(_RUN, wanted.lower()))


def _term(run: str) -> str:
    if run[0] in _LETTERS or len(run) == 1:
        return f'"{run}"*'
    pairs = " ".join(run[place : place + 2] for place in range(len(run) - 1))
    return f'"{pairs}"'


def put(connection: Connection, texts: Iterable[tuple[int, str]]) -> None:
    """Store (number, text) of interactions in the index, in place of what it held of them."""
    rows = [(n, tokens(text)) for n, text in texts]
    connection.executemany("INSERT OR REPLACE INTO search (rowid, words) VALUES (?, ?)", rows)


def find(connection: Connection, wanted: str, limit: int) -> list[int]:
    """Return the numbers of interactions in which every word of ``wanted`` stands, the newest first."""
    query = expression(wanted)
    if not query:
        return []
    sql = f"""
        SELECT s.rowid FROM search s JOIN interaction i ON i.n = s.rowid
        WHERE search MATCH ? AND i.state <> 'withdrawn'
          AND {VISIBLE}
        ORDER BY s.rowid DESC LIMIT ?
    """
    return [n for (n,) in connection.execute(sql, (query, limit))]
