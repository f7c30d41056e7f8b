"""The verbs of what the desk keeps of people."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from rhythm_tui.desk.act import Act, Outcome, Verb
from rhythm_tui.desk.operators import DESK
from rhythm_tui.domain import ids, privacy
from rhythm_tui.domain.command import Command
from rhythm_tui.domain.incidents import Incident
from rhythm_tui.domain.interactions import Interaction
from rhythm_tui.domain.privacy_commands import PrivacyExport, PrivacyPurge, PrivacyRotate, PrivacyUnmask
from rhythm_tui.domain.refusal import msg, refused
from rhythm_tui.store import file
from rhythm_tui.store import purge as words
from rhythm_tui.store.sqlite import Error
from rhythm_tui.store.transaction import Store

_KINDS = ("comment", "message", "live")


def purge(act: Act, command: PrivacyPurge) -> Outcome:
    """Empty words for good; what was done and when stays, and the chain of the journal holds."""
    items = _named(act, command) if command.items else _ended(act, command)
    if not items:
        raise refused(msg("there is nothing to purge"))
    act.keep("reason", command.reason)
    act.fields.update(items=len(items), texts=words.empty(act.tx.connection, items))
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


def after(store: Store, command: Command) -> None:
    """Clear the log and the copies after a purge: the words stand there too.

    Where the disk refuses the purge itself stands all the same; ``doctor`` names what is left.
    """
    if isinstance(command, PrivacyPurge):
        with suppress(Error, OSError):
            words.scrub(store.connection, store.path)


def due(path: Path, retention: Mapping[str, int], before: int | None, now: int) -> dict[str, int]:
    """Return how many items of each kind a purge would empty. Raises ``DeskUnusable``, ``Refusal``."""
    connection = file.open_to_read(path)
    if connection is None:
        return {}
    try:
        cutoffs = privacy.cutoffs(_KINDS, retention, before, now)
        found = {kind: len(words.ended_before(connection, {kind: at})) for kind, at in cutoffs.items()}
        return {kind: number for kind, number in found.items() if number}
    finally:
        connection.close()


def copies_by_hand(path: Path) -> list[Path]:
    """Return the copies of the desk that somebody made: purged words still stand in them."""
    return sorted((path.parent / "backups").glob(f"{path.stem}-*.db"))


def _named(act: Act, command: PrivacyPurge) -> list[int]:
    found = []
    for written in command.items:
        item = act.find(Interaction, written, "items")
        incident = act.tx.load(Incident, item.incident) if item.incident else None
        is_open = incident is not None and incident.stage not in ("closed", "withdrawn")
        privacy.check_purged(item, ids.name(ids.INTERACTION, item.n), in_open_incident=is_open)
        found.append(item.n)
    return found


def _ended(act: Act, command: PrivacyPurge) -> list[int]:
    before = act.instant("before", command.before) if command.before is not None else None
    cutoffs = privacy.cutoffs(_KINDS, act.playbook.privacy.retention, before, act.now)
    return words.ended_before(act.tx.connection, cutoffs)


VERBS: dict[type[Command], Verb] = {
    PrivacyPurge: purge,
    PrivacyRotate: rotate,
    PrivacyExport: export,
    PrivacyUnmask: export,
}
