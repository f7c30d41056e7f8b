"""What was done to a thing, as the journal tells it: who, when, and which facts beside the verb."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rhythm_tui.desk.views import Event, Fact
from rhythm_tui.domain import ids, jumps
from rhythm_tui.domain.deadlines import MINUTE
from rhythm_tui.domain.text import clean, clean_block
from rhythm_tui.store import clock_marks, contents, journal, typed
from rhythm_tui.store.sqlite import Connection

_EDITED = (
    "platform", "title", "tier", "form", "sub_form", "depth", "length_s", "audience", "department",
    "emergency", "tags", "series", "goal", "digest",
)  # fmt: skip
_FACTS: dict[str, tuple[str, ...]] = {
    "interaction.add": ("topic",),
    "interaction.claim": ("to",),
    "interaction.close": ("close_reason", "missed_s"),
    "interaction.correct": ("posted_at", "stopped_at", "missed_s"),
    "interaction.refer": ("parent", "referred"),
    "interaction.wait": ("waiting",),
    "interaction.sort": ("topic", "tags"),
    "interaction.link": ("post", "slot"),
    "interaction.remind": ("remind_at",),
    "reply.draft": ("template",),
    "reply.post": ("outcome", "stopped_at", "missed_s"),
    "incident.open": ("kind", "grade", "source", "occurred_at", "discovered_at", "items"),
    "incident.claim": ("to",),
    "incident.grade": ("grade",),
    "incident.meet": ("timer", "met_at", "missed_s", "stage", "sha256", "url"),
    "incident.waive": ("timer", "missed_s"),
    "incident.merge": ("merged_into",),
    "incident.link": ("items",),
    "incident.unlink": ("items",),
    "incident.freeze": ("slots",),
    "incident.release": ("slots",),
    "incident.move": ("stage",),
    "incident.duty": ("role", "person", "former"),
    "incident.note": ("kind",),
    "task.add": ("role", "owner", "due_at"),
    "task.assign": ("role", "owner", "due_at"),
    "task.done": (),
    "task.drop": (),
    "incident.tell": ("timer", "duty", "person", "channel", "at"),
    "notification.answer": ("answered_by", "answered_at"),
    "slot.edit": _EDITED,
    "slot.move": ("at", "missed_s"),
    "slot.copy": ("copied", "at"),
    "slot.tick": ("line", "off"),
    "slot.sign_off": ("role", "expert"),
    "slot.publish": ("published_at", "missed_s", "missing"),
    "slot.compare": ("verdict",),
    "slot.drop": ("missed_s",),
    "campaign.lay": ("name", "day"),
    "campaign.move": ("day",),
    "campaign.drop": (),
    "repeat.add": ("platform", "title", "from_day", "until_day"),
    "repeat.lay": ("slots",),
    "day.add": ("zh", "rule"),
    "slot.plan": ("at", "idea", "pledge", "story"),
    "slot.plan_many": ("name", "new", "duplicate"),
    "idea.add": ("title", "tier", "form", "series"),
    "pledge.add": ("words", "promise", "threshold"),
    "pledge.count": ("count",),
    "story.add": ("interaction",),
    "story.consent": ("consent", "sha256"),
    "statement.draft": ("number",),
    "statement.sign": ("role", "expert"),
    "statement.publish": ("platform", "at", "missed_s"),
    "lesson.add": ("kind", "incident"),
    **dict.fromkeys(("privacy.export", "privacy.unmask"), ("what", "incident")),
    "privacy.purge": ("texts",),
    "restore": ("to", "lost"),
    **dict.fromkeys(("encrypt", "decrypt", "passphrase"), ()),
    "clock.step": ("forward_s", "back_s"),
    "clock.sleep": ("since", "until"),
    "clock.zone": ("zone",),
}
"""Which facts a verb tells, in the order they are told: columns it changed, or fields of the command.

A verb that is not named here tells ``at`` where somebody said when it was.
"""
_ELSE = ("at",)
_REFERENCES = {
    "parent": ids.INTERACTION,
    "slot": ids.SLOT,
    "story": ids.STORY,
    "incident": ids.INCIDENT,
    "merged_into": ids.INCIDENT,
    "interaction": ids.INTERACTION,
}
"""Columns that hold the number of another thing."""
_AS_WRITTEN = frozenset({"timer", "line"})
"""What the command names and a changed row only numbers."""
_TOLD_TIMES = frozenset(
    {"at", "answered_at", "met_at", "stopped_at", "published_at", "discovered_at", "occurred_at"}
)
"""Instants somebody told: worth a word only where they are not when it was entered."""


_WITH_UNDOING = "undoes IS NOT NULL OR EXISTS (SELECT 1 FROM journal x WHERE x.undoes = journal.seq)"
"""Rows that take back, and rows that were taken back: an event is told with both."""


def history(connection: Connection, subject: str) -> tuple[Event, ...]:
    """Return what was done to a thing, the oldest first."""
    return events_of(connection, list(journal.entries(connection, "subject = ?", (subject,))))


def some_of(connection: Connection, subject: str, condition: str, *values: object) -> tuple[Event, ...]:
    """Return the part of the history for which ``condition`` (SQL of ours) holds, and what was taken back.

    A thing that seats write on all day has a history of thousands of rows: a screen that is drawn anew with
    each of them must not read it whole.
    """
    where = f"subject = ? AND ({condition} OR {_WITH_UNDOING})"
    return events_of(connection, list(journal.entries(connection, where, (subject, *values))))


def slot_history(connection: Connection, slot: str, plans: Sequence[str]) -> tuple[Event, ...]:
    """Return what was done to a slot, the oldest first: by itself, or with the others of its ``plans``.

    Those are the campaign and the recurring slot it was laid from.
    """
    found = sorted(journal.about(connection, [slot, *plans]), key=lambda entry: entry.seq)
    meant: dict[int, journal.Entry] = {}
    for entry in found:
        named = entry.subject == slot or slot in entry.told()["fields"].get("slots", ())
        if named or entry.undoes in meant:
            meant[entry.seq] = entry
    return events_of(connection, list(meant.values()))


def events_of(connection: Connection, entries: Sequence[journal.Entry]) -> tuple[Event, ...]:
    """Return journal lines as events, in the order given; every undo must stand beside what it undoes."""
    by_seq = {entry.seq: entry for entry in entries}
    undone_by = {entry.undoes: entry.seq for entry in entries if entry.undoes is not None}
    doubts = jumps.doubts(clock_marks.marks(connection))
    return tuple(
        _event(connection, entry, by_seq, undone_by)._replace(doubt=jumps.in_doubt(doubts, entry.seq))
        for entry in entries
    )


def standing(entries: Sequence[journal.Entry]) -> list[journal.Entry]:
    """Return the journal lines that stand: neither taken back nor themselves a taking back."""
    undone_by = {entry.undoes: entry.seq for entry in entries if entry.undoes is not None}
    return [one for one in entries if one.undoes is None and not _taken_back(one.seq, undone_by)]


def _event(
    connection: Connection,
    entry: journal.Entry,
    by_seq: Mapping[int, journal.Entry],
    undone_by: Mapping[int, int],
) -> Event:
    about = _first(entry, by_seq)
    words = words_of(connection, entry)
    return Event(
        seq=entry.seq,
        at=entry.at,
        operator=clean(entry.operator),
        verb=entry.verb,
        words=clean_block(words or ""),
        purged=words is None,
        undone=_taken_back(entry.seq, undone_by),
        facts=tuple(_facts(about, typed.told(about, connection))),
        took_back=about.verb if about is not entry else None,
        subject=entry.subject,
        told_at=entry.told()["fields"].get("at") if entry.verb == "incident.note" else None,
    )


def _first(entry: journal.Entry, by_seq: Mapping[int, journal.Entry]) -> journal.Entry:
    """Return the line that an undo, or a doing again, is about in the end; else the line itself."""
    while entry.undoes is not None and entry.undoes in by_seq:
        entry = by_seq[entry.undoes]
    return entry


def _taken_back(seq: int, undone_by: Mapping[int, int]) -> bool:
    """What was taken back and then done again stands."""
    gone = False
    while seq in undone_by:
        seq, gone = undone_by[seq], not gone
    return gone


def words_of(connection: Connection, entry: journal.Entry) -> str | None:
    """Return the words that a journal line carried, a line each; None when all of them were purged."""
    fields = entry.told()["fields"]
    kept = [f["content"] for f in fields.values() if isinstance(f, dict) and "content" in f]
    left = [words for words in (contents.kept(connection, n) for n in kept) if words is not None]
    return None if kept and not left else "\n".join(left)


def _facts(entry: journal.Entry, told: Mapping[str, Any]) -> Iterator[Fact]:
    for name in _FACTS.get(entry.verb, _ELSE):
        before, value = _change(name, told["fields"], told["changes"])
        if _worth_telling(name, before, value, entry.at):
            yield Fact(name, _shown(name, value), _shown(name, before))


def _change(name: str, fields: Mapping[str, Any], changes: Sequence[Any]) -> tuple[Any, Any]:
    """Return what a fact was and became: of the first row that changed it, else as the command said it.

    Of a miss only what it came to is told: it never shrinks.
    """
    for _table, _n, before, after in changes:
        if name in after and name not in _AS_WRITTEN:
            return None if before is None or name == "missed_s" else before[name], after[name]
    return None, fields.get(name)


def _worth_telling(name: str, before: Any, value: Any, at: int) -> bool:
    if name == "missed_s":
        return bool(value)
    if name in _TOLD_TIMES and before is None and isinstance(value, int):
        return abs(value - at) >= MINUTE
    return before != value and not (before in _NONE and value in _NONE)


_NONE: tuple[object, ...] = (None, "", [])


def _shown(name: str, value: Any) -> Any:
    """Return a value with everything that somebody may have typed cleaned; nothing at all as None."""
    if value in _NONE:
        return None
    if isinstance(value, int):
        return clean(ids.name(_REFERENCES[name], value)) if name in _REFERENCES else value
    written = ", ".join(map(str, value)) if isinstance(value, list) else str(value).replace("\n", ", ")
    return clean(written)
