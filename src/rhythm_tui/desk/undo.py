"""Taking a command back: a command of its own, so that nothing is ever erased.

The rows go back to what they were before, under a new version; a recorded miss stays. Undoing an undo does
it again. Refused with ``conflict`` when a later command touched the same rows.
"""

from __future__ import annotations

import json
from typing import Any

from rhythm_tui.desk import lessons
from rhythm_tui.desk.act import Act, Outcome
from rhythm_tui.desk.operators import check_access
from rhythm_tui.domain import ids, standing
from rhythm_tui.domain.commands import BY_NAME, Undo
from rhythm_tui.domain.refusal import Refusal, msg, refused
from rhythm_tui.store import contents, journal, records, typed
from rhythm_tui.store.journal import Entry

REDO = "redo"
IMPORT = "import.batch"
UNDOABLE = (
    *(name for name, command in BY_NAME.items() if command.undoable and name != "undo"),
    REDO,
    IMPORT,
)
"""Verbs whose lines can be taken back."""
_SIDE_NOUNS = ("sign_off", "timer", "duty", "approval", "outlet", "notification", "roster", "shift", "tick")
_PLAN_NOUNS = ("campaign", "repeat", "idea", "pledge", "story", "own_day")
_WITHDRAWN: dict[str, dict[str, object]] = {
    "interaction": {"state": "withdrawn", "dedupe": None},
    "slot": {"state": "withdrawn"},
    "incident": {"stage": "withdrawn"},
    "batch": {"state": "undone"},
    **{
        noun: {"state": "withdrawn"}
        for noun in ("task", "statement", "lesson", "operator", "handover", *_PLAN_NOUNS)
    },
    **{noun: {"withdrawn": 1} for noun in _SIDE_NOUNS},
}
"""How a row that a command has made is taken back: it stays, and counts no more."""
_TAKEN_BACK = "SELECT undoes FROM journal WHERE undoes IS NOT NULL"
_NO_ROW = 1 << 63
"""Past what SQLite counts."""
_KEPT = ("missed_s", "neglected")
"""Columns of a miss: an event that is never undone (RHYTHM.md, deadline semantics)."""
_UNCOMPARED = ("version", *_KEPT)
_STANDS_ON = {
    "interaction": {
        "interaction": "SELECT n FROM interaction WHERE parent = ? AND state <> 'withdrawn'",
        "story": "SELECT n FROM story WHERE interaction = ? AND state NOT IN ('dropped', 'withdrawn')",
    },
    "batch": {
        "interaction": "SELECT k.n FROM interaction k JOIN interaction i ON i.n = k.parent"
        " WHERE i.batch = ? AND k.state <> 'withdrawn'",
        "story": "SELECT u.n FROM story u JOIN interaction i ON i.n = u.interaction"
        " WHERE i.batch = ? AND u.state NOT IN ('dropped', 'withdrawn')",
    },
    "slot": {"pledge": "SELECT n FROM pledge WHERE slot = ? AND state NOT IN ('dropped', 'withdrawn')"},
}
"""What may have been made from a thing without a change of that thing itself."""
_FOUND_BY = ("content", "post")
"""Columns of an interaction that stand in the search index."""


def undo(act: Act, command: Undo) -> Outcome:
    """Take a journal row back: the one named, else the operator's last that can be."""
    entry = _named(act, command.seq) if command.seq is not None else _last(act)
    check_access(act, _deed(act, entry).verb)
    _check_untouched(act, entry)
    act.check_version(_version(act, entry.subject))
    changes = typed.told(entry, act.tx.connection)["changes"]
    for table, n, before, after in reversed(changes):
        _take_back(act, table, n, before, after)
        if table == "batch" and (before is None or before["state"] != "done"):
            _take_back_batch(act, n, whole=before is None)
    return Outcome(
        entry.subject,
        _version(act, entry.subject),
        undoes=entry.seq,
        undone=entry.verb,
        verb=REDO if entry.verb == "undo" else None,
    )


def _deed(act: Act, entry: Entry) -> Entry:
    """Return the command that a line did, took back or did again: who may do one may do the others."""
    while entry.undoes is not None and (found := journal.entry(act.tx.connection, entry.undoes)) is not None:
        entry = found
    return entry


def _named(act: Act, seq: int) -> Entry:
    entry = journal.entry(act.tx.connection, seq) if seq < _NO_ROW else None
    if entry is None:
        raise Refusal("unknown", msg("the journal has no row {seq}"), "seq", seq=seq)
    if entry.verb not in (*UNDOABLE, "undo"):
        raise refused(msg("{verb} cannot be taken back"), verb=entry.verb)
    links = [entry]
    while following := next(journal.entries(act.tx.connection, "undoes = ?", (links[-1].seq,)), None):
        links.append(following)
    if len(links) % 2 == 0:
        raise refused(msg("this was taken back already"))
    return links[-1]


def _last(act: Act) -> Entry:
    marks = ", ".join("?" * len(UNDOABLE))
    found = next(
        journal.entries(
            act.tx.connection,
            f"operator = ? AND verb IN ({marks}) AND seq NOT IN ({_TAKEN_BACK})",
            (act.operator, *UNDOABLE),
            newest_first=True,
            limit=1,
        ),
        None,
    )
    if found is None:
        raise refused(msg("there is nothing of yours to take back"))
    return found


def _check_untouched(act: Act, entry: Entry) -> None:
    """Refuse when a later command on the same thing is still in effect, or an earlier one no more."""
    where = "subject = ? AND seq > ?"
    later = {one.seq: one for one in journal.entries(act.tx.connection, where, (entry.subject, entry.seq))}
    last = standing.in_the_way(((one.seq, one.undoes) for one in later.values()), entry.seq)
    if last is not None:
        template = msg("{operator} has changed {id} since then; that has to be taken back first")
        raise Refusal("conflict", template, operator=later[last].operator, id=entry.subject)


def _later_command() -> Refusal:
    return Refusal("conflict", msg("a later command has changed this; take that one back first"))


def _take_back(act: Act, table: str, n: int, before: dict[str, Any] | None, after: dict[str, Any]) -> None:
    now = records.load_row(act.tx.connection, table, n)
    if now is None or any(now[column] != after[column] for column in after if column not in _UNCOMPARED):
        raise _later_command()
    if table == "statement" and "incident" in after and now["state"] != "draft":
        raise _later_command()  # it went out for the incident that it had moved to
    if before is None:
        _check_nothing_stands_on(act, table, n)
    wanted = _WITHDRAWN[table] if before is None else before
    values = {column: value for column, value in wanted.items() if column != "version"}
    for column in _KEPT:
        if column in values and now[column]:
            del values[column]
    _check_free(act, table, {**now, **values})
    _set(act, table, now, values)


def _check_nothing_stands_on(act: Act, table: str, n: int) -> None:
    """What was made from a thing, and is there yet, keeps it."""
    for noun, sql in _STANDS_ON.get(table, {}).items():
        found = act.tx.connection.execute(f"{sql} LIMIT 1", (n,)).fetchone()
        if found:
            template = msg("{id} was made from it; this stays as long as that does")
            raise Refusal("conflict", template, id=ids.name(ids.PREFIX_OF[noun], found[0]))


def _set(act: Act, table: str, now: dict[str, Any], values: dict[str, Any]) -> None:
    """Set columns of a row, and have the search follow what it finds the row by."""
    act.tx.change(table, now, values)
    if table == "interaction" and not values.keys().isdisjoint(_FOUND_BY):
        act.tx.index(now["n"], *contents.findable(act.tx.connection, now["n"]))


def _check_free(act: Act, table: str, row: dict[str, Any]) -> None:
    """What takes its place again must find it free."""
    sql, values, template = _taken(table, row)
    if sql and act.tx.connection.execute(f"{sql} AND n <> ?", (*values, row["n"])).fetchone():
        raise Refusal("conflict", template)
    if table == "lesson" and row["state"] == "standing":
        _check_words_free(act, row)


def _check_words_free(act: Act, lesson: dict[str, Any]) -> None:
    """A list asks each thing once: who wrote the words down again meanwhile has taken the place."""
    words = contents.words(act.tx.connection, lesson["words"])
    if (twin := lessons.twin(act, lesson["kind"], words, but=lesson["n"])) is not None:
        template = msg("the same words stand on this list again, as {id}")
        raise Refusal("conflict", template, id=ids.name(ids.LESSON, twin))


def _taken(table: str, row: dict[str, Any]) -> tuple[str, tuple[object, ...], str]:
    """Return how to look for another row that has the place of ``row``; nothing where it needs none.

    An item stands once, and is taken on once by the same people; an incident has one draft and one statement
    in public, an operator one shift and one handover that waits.
    """
    if table == "interaction" and row["referred"] is not None and row["state"] == "open":
        sql = "SELECT 1 FROM interaction WHERE parent = ? AND referred = ? AND state = 'open'"
        template = msg("the item this came from has been taken on again meanwhile")
        return sql, (row["parent"], row["referred"]), template
    if table == "interaction" and row["dedupe"] is not None:
        template = msg("the same item has come in again meanwhile")
        return "SELECT 1 FROM interaction WHERE dedupe = ?", (row["dedupe"],), template
    if table == "shift" and row["ended_at"] is None and not row["withdrawn"]:
        sql = "SELECT 1 FROM shift WHERE operator = ? AND ended_at IS NULL AND withdrawn = 0"
        return sql, (row["operator"],), msg("this operator has come on duty again meanwhile")
    if table == "handover" and row["state"] == "given":
        sql = "SELECT 1 FROM handover WHERE giver = ? AND state = 'given'"
        return sql, (row["giver"],), msg("the desk was handed over again meanwhile")
    if table == "statement" and row["state"] in ("draft", "published"):
        sql = "SELECT 1 FROM statement WHERE incident = ? AND state = ?"
        template = msg("another statement of the incident stands in its place now")
        return sql, (row["incident"], row["state"]), template
    return "", (), ""


def _take_back_batch(act: Act, n: int, *, whole: bool) -> None:
    """Hide an import; with ``whole`` also put back what it changed on older rows, which its journal row does
    not tell. Refused once somebody has worked on its rows.
    """
    touched = act.tx.connection.execute(
        "SELECT 1 FROM interaction WHERE batch = ? AND version > 1 LIMIT 1", (n,)
    ).fetchone()
    if touched:
        raise _worked_on()
    changes = act.tx.connection.execute(
        "SELECT row, before, after FROM batch_change WHERE batch = ? ORDER BY n DESC", (n,)
    ).fetchall()
    for row, before, after in changes if whole else ():
        now = records.load_row(act.tx.connection, "interaction", row)
        if now is None or any(now[k] != v for k, v in json.loads(after).items() if k != "version"):
            raise _worked_on()
        act.tx.change("interaction", now, {k: v for k, v in json.loads(before).items() if k != "version"})


def _worked_on() -> Refusal:
    return Refusal("conflict", msg("somebody has worked on rows of this import; it stays"))


def _version(act: Act, subject: str) -> int:
    found = ids.split(subject)
    if found is None:
        return 1
    table = next(noun for noun, prefix in ids.PREFIX_OF.items() if prefix == found[0])
    row = records.load_row(act.tx.connection, table, found[1])
    return int(row["version"]) if row else 1
