"""Standard output and standard error: UTF-8 whatever the locale, one clean line for an error."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from rhythm_tui.domain.text import clean

MAX_LINE = 1_000
"""Longest error line, in characters."""


def prepare() -> None:
    """Make both streams take any text; what UTF-8 cannot carry is written with backslashes."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, io.StringIO())
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def finish() -> None:
    """Write out what is still held back. Raises ``OSError`` when nobody can take it."""
    sys.stdout.flush()


def let_go() -> None:
    """Send what is still held back nowhere: its reader has gone."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except OSError:
                os.dup2(nowhere.fileno(), stream.fileno())


def complain(words: str) -> None:
    """Write one line to standard error, safe for a terminal whatever a file name holds."""
    click.echo(f"rhythm-tui: {clean(words, limit=MAX_LINE).plain}", err=True)


def note(words: str) -> None:
    """Write a line to standard error that is no error."""
    click.echo(words, err=True)


def as_json(value: object) -> str:
    """Return ``value`` as JSON on one line, in readable characters."""
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))


def json_array(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return rows as one JSON array with a line for each."""
    lines = ",\n".join(as_json(row) for row in rows)
    return f"[\n{lines}\n]" if lines else "[]"
