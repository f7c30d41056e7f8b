"""A drill being held: its story comes, the trainee answers, and what the file says is scored.

Everything follows from the drill, the instants at which ``tick`` is called and what the journal of the
drill's own file says (RHYTHM 20 to 24, 30). Instants are milliseconds UTC of the drill's clock.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from rhythm_tui.clock import StagedClock
from rhythm_tui.desk.errors import DeskUnusable
from rhythm_tui.desk.events import standing
from rhythm_tui.desk.guard import category_name, quoted, remarks_or_why_not
from rhythm_tui.domain import ids
from rhythm_tui.domain.commands import Command, parse
from rhythm_tui.domain.drills import KEY, Cue, Drill, command_of
from rhythm_tui.domain.refusal import msg
from rhythm_tui.domain.scoring import Breach, Debrief, Deeds, Done, Item, Record, Timer, score
from rhythm_tui.domain.story import Scene, resolved
from rhythm_tui.store import drills, file, journal, typed

TELLER = {"zh": "演练", "en": "drill"}
"""Who does what the story does, so that no undo of the trainee takes it back."""


def opening(drill: Drill, start: int, lang: str) -> list[Scene]:
    """Return what has happened before a drill starts, to be laid on its desk."""
    return [
        Scene(start + cue.at, command_of(cue, lang, start + cue.at, start, TELLER[lang], key), cue.name)
        for key, cue in drill.cues[: len(drill.opening)]
    ]


class Training:
    """One run of a drill on its own file; belongs to the thread that made it."""

    def __init__(
        self, drill: Drill, path: Path, clock: StagedClock, lang: str, ranks: Mapping[str, int]
    ) -> None:
        """``clock`` stands at the start, ``path`` holds the opening, ``ranks`` orders the grades.

        Raises ``DeskUnusable``.
        """
        connection = file.open_to_read(path)
        if connection is None:
            raise DeskUnusable(msg("{path}: the file has gone"), path=path)
        self._connection = connection
        self.drill = drill
        self.lang = lang
        self.clock = clock
        self.start = clock.now()
        self.until = self.start + drill.length
        self._ranks = ranks
        self._pending = list(drill.cues[len(drill.opening) :])
        self.debrief: Debrief | None = None
        """The score, once the drill has ended."""

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def begin(self) -> None:
        """Let the clock run."""
        self.clock.go_on()

    def over(self, now: int) -> bool:
        """Return whether the drill's time is up."""
        return now >= self.until

    def end(self) -> Debrief:
        """Stop the clock and score what was done; asked again, the same score."""
        if self.debrief is None:
            until = min(self.clock.now(), self.until)
            self.clock.stand(until)
            self.debrief = score(self.drill, self._record(until), self._ranks)
        return self.debrief

    def tick(self, now: int) -> list[Command]:
        """Return what comes at ``now``; call it about once a second. What is refused is to be ignored."""
        if self.debrief is not None or self.over(now):
            return []
        return list(self._coming(now))

    def _coming(self, now: int) -> Iterator[Command]:
        deeds: Deeds | None = None
        for key, cue in tuple(self._pending):
            if cue.after is None and self.start + cue.at > now:
                continue
            deeds = deeds or self._deeds()
            at = self._instant(cue, deeds)
            if at is None or at > now or not cue.names <= deeds.ids.keys():
                continue
            self._pending.remove((key, cue))
            if cue.unless is None or deeds.first(cue.unless) is None:
                written = command_of(cue, self.lang, at, self.start, TELLER[self.lang], key)
                yield parse({name: resolved(value, deeds.ids) for name, value in written.items()})

    def _instant(self, cue: Cue, deeds: Deeds) -> int | None:
        """Return when a cue comes; None while what it waits for has not been done."""
        if cue.after is None:
            return self.start + cue.at
        done = deeds.first(cue.after)
        return None if done is None else done + cue.at

    def _deeds(self) -> Deeds:
        entries = list(journal.entries(self._connection))
        told = {entry.key: entry for entry in entries if entry.key and entry.key.startswith(KEY)}
        return Deeds(
            tuple(
                Done(entry.at, entry.verb, entry.subject, self._fields(entry), entry.key in told)
                for entry in standing(entries)
            ),
            {key.removeprefix(KEY): entry.subject for key, entry in told.items()},
            {key.removeprefix(KEY): entry.at for key, entry in told.items()},
        )

    def _fields(self, entry: journal.Entry) -> dict[str, Any]:
        fields: dict[str, Any] = typed.told(entry, self._connection)["fields"]
        return fields

    def _record(self, until: int) -> Record:
        deeds = self._deeds()
        mine = {one.subject for one in deeds.done if one.verb == "reply.post" and not one.by_story}
        items = {ids.name(ids.INTERACTION, row.n): row for row in drills.items(self._connection)}
        replied = {id: row for id, row in items.items() if id in mine and row.state == "answered"}
        return Record(
            self.start,
            until,
            deeds,
            tuple(
                Item(id, row.due_at, row.state, row.owner is not None, row.stopped_at, row.missed_s or 0)
                for id, row in items.items()
            ),
            tuple(
                Timer(row.name, row.start, row.due_at, row.met_at, row.missed_s or 0)
                for row in drills.timers(self._connection)
            ),
            len(replied),
            tuple(self._breaches(replied)),
        )

    def _breaches(self, replied: Mapping[str, drills.ItemRow]) -> Iterator[Breach]:
        for id, row in replied.items():
            yield from _found(id, row.reply, row.platform, row.kind)
        for n, text in drills.statements(self._connection):
            yield from _found(ids.name(ids.STATEMENT, n), text, None, "comment")


def _found(id: str, text: str, platform: str | None, kind: str) -> Iterator[Breach]:
    for one in remarks_or_why_not(text, platform, kind):
        why = f"{category_name(one.category)}: {one.why}"
        yield Breach(id, one.category, quoted(text, one), text, why, one.citation)
