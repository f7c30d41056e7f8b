"""The verbs of what the desk keeps of people."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from rhythm_tui.desk.act import Act, Outcome, Verb
from rhythm_tui.desk.operators import DESK
from rhythm_tui.desk.remark import Remark
from rhythm_tui.domain import ids, privacy
from rhythm_tui.domain.command import Command
from rhythm_tui.domain.incidents import Incident
from rhythm_tui.domain.interactions import Interaction
from rhythm_tui.domain.privacy import NothingLeft
from rhythm_tui.domain.privacy_commands import PrivacyExport, PrivacyPurge, PrivacyRotate, PrivacyUnmask
from rhythm_tui.domain.progress import UNWATCHED, Watch
from rhythm_tui.domain.refusal import msg, refused
from rhythm_tui.i18n import _
from rhythm_tui.store import ended, file, old_words, snapshots
from rhythm_tui.store import purge as words
from rhythm_tui.store.ended import Place
from rhythm_tui.store.records import MODELS
from rhythm_tui.store.sqlite import Connection, Error
from rhythm_tui.store.transaction import Store

ENDED = ("answered", "closed", "withdrawn")
"""States of an interaction that nobody works on any more."""
_STILL_THERE = msg(
    "the words still stand in the log or in copies of the desk: close every seat and purge again"
)

_WRITING = msg("given up while it was written to the disk: rhythm-tui purge --preview says what is left")
_GIVEN_UP = msg(
    "given up; the words are out of the desk, but stand in its file and its copies yet: purge again"
)


def purge(act: Act, command: PrivacyPurge) -> Outcome:
    """Empty words for good; what was done and when stays, and the chain of the journal holds."""
    places = _named(act, command) if command.items else _ended(act, command)
    act.keep("reason", command.reason)
    connection = act.tx.connection
    act.watch.step(msg("gathering their words"))
    going = ended.with_parts(connection, places)
    if rewritten := old_words.give_numbers(connection, going):
        act.fields["rewritten"] = rewritten
    texts = words.empty(connection, going, act.watch)
    if not texts:
        raise NothingLeft(msg("there is nothing to purge"))
    act.fields.update(items=len(places), texts=texts)
    act.watch.step(msg("writing it to the disk"), _WRITING)
    return Outcome(DESK, 1)


def rotate(act: Act, command: PrivacyRotate) -> Outcome:
    """Begin a new epoch of the key that authors are hashed with; the old key is forgotten."""
    act.keep("reason", command.reason)
    act.fields["epoch"] = act.tx.rotate_keys()
    return Outcome(DESK, 1)


def export(act: Act, command: PrivacyExport | PrivacyUnmask) -> Outcome:
    """Note which file was written of the desk: a line of the journal and nothing else (SAFETY 14).

    That one holds contacts as they were typed is a command of its own: it can be kept for a role.
    """
    if isinstance(command, PrivacyUnmask):
        act.keep("reason", command.reason)
    if command.incident is not None:
        act.find(Incident, command.incident, "incident")
    act.keep("file", command.file)
    return Outcome(DESK, 1)


def after(store: Store, command: Command, watch: Watch) -> tuple[Remark, ...]:
    """Clear the log and the copies after a purge: the words stand there too.

    The purge itself stands where that cannot be done: a remark says so.
    """
    if not isinstance(command, PrivacyPurge):
        return ()
    if _cleared(store, watch):
        return ()
    return (Remark("amber", "", "purge", _(_STILL_THERE), "", 0, 0),)


def clear_again(store: Store, watch: Watch) -> None:
    """Clear the log and the copies of what an earlier purge, stopped or in the way of a seat, has left there.

    Raises ``Refusal`` where that cannot be done now either.
    """
    if not _cleared(store, watch):
        raise refused(_STILL_THERE)


def _cleared(store: Store, watch: Watch) -> bool:
    watch.step(msg("writing the file anew"), _GIVEN_UP)
    try:
        return words.scrub(store.connection, store.path)
    except (Error, OSError):
        return False


def due(
    path: Path, retention: Mapping[str, int], before: int | None, now: int, watch: Watch = UNWATCHED
) -> dict[str, int]:
    """Return how many things of each kind a purge would empty. Raises ``DeskUnusable``, ``Refusal``."""
    connection = file.open_to_read(path)
    if connection is None:
        return {}
    try:
        found = _due(connection, privacy.cutoffs(retention, before, now), watch)
        return {kind: len(numbers) for kind, numbers in found.items() if numbers}
    finally:
        connection.close()


def copies_by_hand(path: Path) -> list[Path]:
    """Return the copies of the desk that somebody made, or replaced: purged words still stand in them."""
    return snapshots.by_hand(path)


def _named(act: Act, command: PrivacyPurge) -> list[Place]:
    """Return what was named, all of it ended; an item with its kin and the stories that were made of it."""
    connection = act.tx.connection
    places = list(dict.fromkeys(_place(act, written) for written in command.items))
    named = [n for table, n in places if table == "interaction"]
    items = sorted(ended.whole(named, ended.families(connection)))
    stories = ended.stories_of(connection, items)
    beside = [place for place in places if place[0] != "interaction"]
    found = [*(("interaction", n) for n in items), *beside, *(("story", n) for n in stories)]
    for table, n in found:
        if not ended.has_ended(connection, (table, n)):
            in_incident = table == "interaction" and _in_open_incident(act, n)
            raise privacy.still_wanted(ids.name(ids.PREFIX_OF[table], n), in_open_incident=in_incident)
    return list(dict.fromkeys(found))


def _place(act: Act, written: str) -> Place:
    found = ids.split(written)
    tables = {ids.PREFIX_OF[table]: table for table in ended.TABLES}
    if found is None or found[0] not in tables:
        raise ids.unknown(written, "items")
    table = tables[found[0]]
    if act.tx.load(MODELS[table], found[1]) is None:
        raise ids.unknown(written, "items")
    return table, found[1]


def _in_open_incident(act: Act, n: int) -> bool:
    item = act.tx.load(Interaction, n)
    if item is None or item.state not in ENDED:
        return False
    incident = act.tx.load(Incident, item.incident) if item.incident else None
    return incident is not None and incident.stage not in ("closed", "withdrawn")


def _ended(act: Act, command: PrivacyPurge) -> list[Place]:
    before = act.instant("before", command.before) if command.before is not None else None
    cutoffs = privacy.cutoffs(act.playbook.privacy.retention, before, act.now)
    found = _due(act.tx.connection, cutoffs, act.watch)
    return [
        ("interaction" if kind in privacy.ITEMS else kind, n)
        for kind, numbers in found.items()
        for n in numbers
    ]


def _due(connection: Connection, cutoffs: Mapping[str, int], watch: Watch) -> dict[str, list[int]]:
    """Return, by kind, what ended before the instant its kind is kept until; an item only with its kin."""
    found = {
        kind: ended.ended_before(connection, "interaction", before, kind, watch)
        if kind in privacy.ITEMS
        else ended.ended_before(connection, kind, before, watch=watch)
        for kind, before in cutoffs.items()
    }
    items = [n for kind in privacy.ITEMS for n in found.get(kind, ())]
    going = set(ended.only_whole(items, ended.families(connection)))
    return {
        kind: [n for n in numbers if n in going] if kind in privacy.ITEMS else numbers
        for kind, numbers in found.items()
    }


VERBS: dict[type[Command], Verb] = {
    PrivacyPurge: purge,
    PrivacyRotate: rotate,
    PrivacyExport: export,
    PrivacyUnmask: export,
}
