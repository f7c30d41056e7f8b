"""Laying publishing slots: what every verb that makes or changes one shares.

``lay`` is how a slot comes to be, whether it is planned by hand, laid by a campaign or a repeat, or copied.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from rhythm_tui.desk.act import Act, Outcome
from rhythm_tui.domain import ids, slots
from rhythm_tui.domain.approval import text_digest
from rhythm_tui.domain.playbook import Playbook
from rhythm_tui.domain.publishing import lines_of
from rhythm_tui.domain.refusal import invalid, msg
from rhythm_tui.domain.slots import SignOff, Slot, Tick, check_known
from rhythm_tui.domain.text import clean
from rhythm_tui.domain.times import EARLIEST, LATEST
from rhythm_tui.i18n import language
from rhythm_tui.store import contents

_TABLES = {
    "platform": "platforms", "form": "forms", "audience": "audiences", "depth": "depths", "series": "series",
    "goal": "goals", "phase": "phases",
}  # fmt: skip
"""Where the playbook holds the ids of a slot's column."""


class Named(Protocol):
    """A noun of the playbook with its names."""

    @property
    def zh(self) -> str:
        """In Chinese."""

    @property
    def en(self) -> str:
        """In English."""


def called(noun: Named) -> str:
    """Return the name of a noun in the operator's language."""
    return noun.zh if language() == "zh" else noun.en


def lay(act: Act, at: int, **columns: Any) -> Slot:
    """Write a slot at an instant (ms UTC) of the hospital's wall clock (RHYTHM 10); return it.

    ``columns`` are those of ``Slot``: platform, title, tier and form at least. The operator is its author
    unless they name another.
    Refuses with ``invalid``, naming the field, what the playbook does not know or nobody can read.
    """
    check_words(act.playbook, columns)
    return act.tx.insert(
        Slot.model_validate(
            {
                "author": act.operator,
                "simulated": act.simulated,
                **columns,
                "at": check_reach(at),
                "wall": slots.wall_time(at, act.playbook.zone),
                "zone": act.playbook.zone,
            }
        )
    )


def check_reach(at: int) -> int:
    """Return the instant of a slot; refuse one that no calendar of ours reaches."""
    if not EARLIEST <= at < LATEST:
        raise invalid("at", msg("this time is out of reach"))
    return at


def check_words(playbook: Playbook, columns: Mapping[str, Any]) -> None:
    """Refuse columns of a slot that the playbook does not know."""
    for name, table in _TABLES.items():
        check_known(name, columns.get(name), getattr(playbook, table))
    if (tier := columns.get("tier")) is not None:
        check_known("tier", str(tier), playbook.tiers)
    if (sub_form := columns.get("sub_form")) is not None:
        check_known("sub_form", sub_form, playbook.forms[columns["form"]].sub)


def keep_script(act: Act, script: str | None) -> dict[str, Any]:
    """Keep what is said or shown; return the columns that hold it, empty ones where there is none."""
    if script is None:
        return {"script": None, "digest": None}
    return {"script": act.keep("script", script), "digest": text_digest(script)}


def missing_roles(act: Act, slot: Slot) -> tuple[str, ...]:
    """Return the roles whose sign-off a slot still wants, in the playbook's order (RHYTHM 5)."""
    signed = slots.valid_roles(slot, sign_offs(act, slot))
    required = act.playbook.required_roles(emergency=slot.emergency)
    return tuple(role for role in required if role not in signed)


def sign_offs(act: Act, slot: Slot) -> tuple[SignOff, ...]:
    """Return every sign-off a slot was given."""
    return act.tx.where(SignOff, "slot = ?", slot.n)


def ticks(act: Act, slot: Slot) -> tuple[Tick, ...]:
    """Return every tick a slot was given, those among them too that were taken off."""
    return act.tx.where(Tick, "slot = ?", slot.n)


def checklist(act: Act, slot: Slot) -> dict[str, str]:
    """Return the lines of a slot's checklist by id, in the operator's language (RHYTHM 12 and 27).

    The playbook's come first, those of its campaign's phase after them, then procedure and pitfalls.
    """
    book = act.playbook
    general = lines_of(
        book.checklist, book.phases, slot.platform, slot.form, emergency=slot.emergency, phase=slot.phase
    )
    lines = {key: called(line) for key, line in general}
    sql = "SELECT n, words FROM lesson WHERE state = 'standing' ORDER BY kind DESC, n"
    for n, words in act.tx.connection.execute(sql).fetchall():
        lines[ids.name(ids.LESSON, n)] = clean(contents.words(act.tx.connection, words)).plain
    return lines


def outcome(slot: Slot) -> Outcome:
    """Return what a verb did to a slot."""
    return Outcome(ids.name(ids.SLOT, slot.n), slot.version)
