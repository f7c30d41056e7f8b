"""Standard output and standard error: UTF-8 whatever the locale, one clean line for an error."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Mapping

from rhythm_tui.domain.refusal import msg
from rhythm_tui.domain.text import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rhythm_tui.desk.duty import DutyReader


MAX_LINE = 1_000
"""Longest error line, in characters."""
_COLOURS = {"red": 31, "green": 32, "yellow": 33, "magenta": 35}


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
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except OSError:
                os.dup2(nowhere.fileno(), stream.fileno())


def complain(words: str) -> None:
    """Write one line to standard error, safe for a terminal whatever a file name holds."""
    note(f"rhythm-tui: {clean(words, limit=MAX_LINE).plain}")


def note(words: str) -> None:
    """Write a line to standard error that is no error."""
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()


def somebody_reads() -> bool:
    """Return whether what goes to standard error is read by a person as it comes."""
    return sys.stderr.isatty()


def to_be_known(reader: DutyReader) -> str:
    """Return what to say of a file that is read all the same; empty where all is well.

    That there is none yet is no fault, and nothing a script has to hear of.
    """
    if not reader.exists:
        return msg("{path}: no desk there yet; nothing was made") if somebody_reads() else ""
    if reader.lost_work():
        return msg("{path}: the file has lost work it once answered for: rhythm-tui doctor")
    return ""


def tell(words: str) -> None:
    """Write lines to standard output."""
    sys.stdout.write(f"{words}\n")


def coloured(words: str, colour: str = "", *, bold: bool = False) -> str:
    """Return ``words`` in a colour, on a terminal that wants any: ``NO_COLOR`` with any value says no."""
    if os.environ.get("NO_COLOR") or os.name == "nt" or not sys.stdout.isatty():
        return words
    codes = [str(code) for code in (_COLOURS.get(colour), bold and 1) if code]
    return f"\x1b[{';'.join(codes)}m{words}\x1b[0m" if codes else words


def as_json(value: object) -> str:
    """Return ``value`` as JSON on one line, in readable characters."""
    import json  # only where it is wanted: it takes its time to load

    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))


def json_array(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return rows as one JSON array with a line for each."""
    lines = ",\n".join(as_json(row) for row in rows)
    return f"[\n{lines}\n]" if lines else "[]"
