"""What may stand for an argument, for a shell that asks on Tab: ids of the desk, names of the playbook.

A desk or playbook that cannot be read offers nothing: the command itself will say what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import click
from click.shell_completion import CompletionItem

from rhythm_tui import settings
from rhythm_tui.cli.session import Session, WrongUse
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.domain.text import SafeText, fit
from rhythm_tui.domain.times import LATEST
from rhythm_tui.reports.words import told_words

MOST = 100
"""Rows of a kind that are offered at most: the most urgent of them."""
_CELLS = 40
"""Width of the words that stand beside an id."""

Offer = tuple[str, str]
"""A value and what it is."""
Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem[str]]]


def _completer(offered: Callable[[Session, str], Iterable[Offer]]) -> Completer:
    """Return what click asks for the values of a parameter."""

    def complete(context: click.Context, _: click.Parameter, typed: str) -> list[CompletionItem[str]]:
        from rhythm_tui.desk.errors import DeskUnusable

        try:
            found = list(offered(context.ensure_object(Session), typed))
        except (DeskUnusable, settings.BadSetting, WrongUse, Refusal, OSError):
            return []
        return [CompletionItem(value, help=words) for value, words in found if value.startswith(typed)]

    return complete


def _short(text: SafeText) -> str:
    return fit(" ".join(told_words(text).split()), _CELLS).rstrip()


def _table(name: str) -> Completer:
    """Return what offers the ids of a table of the playbook."""

    def offered(session: Session, _: str) -> Iterable[Offer]:
        from rhythm_tui.i18n import language

        return [(id, str(named.get(language(), ""))) for id, named in session.tables[name].items()]

    return _completer(offered)


def _incidents(session: Session, _: str) -> Iterable[Offer]:
    with session.reader(quiet=True) as reader:
        return [(card.id, _short(card.title)) for card in (*reader.incidents(), *reader.closed())[:MOST]]


def _open_things(session: Session, typed: str) -> Iterable[Offer]:
    """Open items, incidents on the board and slots from today on; by the letter that was typed, one kind."""
    with session.reader(quiet=True) as reader:
        now = session.now()
        today, _end = reader.vocabulary.day_bounds(now)
        if typed[:1] in ("", "q"):
            yield from ((row.id, _short(row.text)) for row in reader.queue(now, limit=MOST))
        if typed[:1] in ("", "i"):
            yield from ((card.id, _short(card.title)) for card in reader.incidents()[:MOST])
        if typed[:1] in ("", "s"):
            yield from ((slot.id, _short(slot.title)) for slot in reader.slots(today, LATEST, now)[:MOST])


def _saved(_: Session, typed: str) -> Iterable[Offer]:
    """Saved filters, each behind its ``@``."""
    if typed and not typed.startswith("@"):
        return []
    from rhythm_tui.desk.saved import FILE

    path = settings.config_dir() / FILE
    entries = settings.parsed(path, settings.read_text(path)) if path.is_file() else {}
    return [(f"@{name}", str(text)) for name, text in entries.items()]


def _files(folder: str) -> Completer:
    """Return what offers the files of a folder that a hospital may add to, by their names."""

    def offered(_: Session, __: str) -> Iterable[Offer]:
        folders = (settings.data_dir() / folder, settings.config_dir() / folder)
        return [(name, "") for name in sorted({path.stem for one in folders for path in one.glob("*.toml")})]

    return _completer(offered)


def _tables(session: Session, _: str) -> Iterable[Offer]:
    """Tables of the playbook, and with a point behind one of them its entries."""
    for name, table in session.tables.items():
        yield name, ""
        if isinstance(table, dict):
            yield from ((f"{name}.{key}", "") for key, value in table.items() if isinstance(value, dict))


platforms = _table("platforms")
forms = _table("forms")
incidents = _completer(_incidents)
open_things = _completer(_open_things)
saved_filters = _completer(_saved)
drills = _files("drills")
profiles = _files("profiles")
tables = _completer(_tables)
