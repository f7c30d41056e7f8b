"""The document of a handover in I-PASS form: what the screen shows and ``report handover`` writes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from rhythm_tui.desk.handover import FIRST, SECOND, UPDATE, Ahead, Due, Handover, Listed
from rhythm_tui.desk.rota import Handed
from rhythm_tui.desk.views import QueueRow
from rhythm_tui.domain.deadlines import remaining_s
from rhythm_tui.domain.text import SafeText
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.i18n import _, language, say
from rhythm_tui.reports.alarm_words import alarm_text
from rhythm_tui.reports.day_words import date
from rhythm_tui.reports.document import Block, Bullets, Document, Facts, Paragraph, Section, Table
from rhythm_tui.reports.timers import timer_outcome
from rhythm_tui.reports.words import (
    band_word,
    clock_time,
    full_time,
    remaining,
    source_of,
    span_words,
    stage_name,
    told_words,
)

HEAD = 12
"""Digits of the journal's hash that are printed: enough to compare by eye."""
ILLNESS, SYNTHESIS = 0, 4
"""The places of the sections whose rows the screen works on."""


def handover_document(view: Handover, vocabulary: Vocabulary, read_back: Collection[str] = ()) -> Document:
    """Build the document of a handover as it stands (RHYTHM 30); the ids in ``read_back`` are ticked."""
    made = _Builder(view, vocabulary, read_back)
    now = view.status.now
    return Document(
        language=language(),
        title=say("Handover {date} {time}", date=date(now, vocabulary), time=_clock(now, vocabulary)),
        lead=(made.facts(),),
        sections=(
            Section(_("I Illness severity: incidents and red rows"), tuple(made.illness())),
            Section(_("P Picture: what is in hand"), tuple(made.picture())),
            Section(_("A Action list: what falls due"), tuple(made.actions())),
            Section(_("S Situation awareness: what to watch"), tuple(made.situation())),
            Section(_("S Synthesis: read back by the receiver"), tuple(made.synthesis())),
        ),
        footer=say("rhythm-tui, as of {time}", time=full_time(now, vocabulary)),
        issuer=vocabulary.hospital,
    )


def _clock(instant: int, vocabulary: Vocabulary) -> str:
    return vocabulary.local(instant).strftime("%H:%M")


def _who(owner: SafeText | None) -> str:
    return owner.plain if owner else _("nobody")


def _names(names: Sequence[SafeText]) -> str:
    return _(", ").join(name.plain for name in names) or _("nobody")


class _Builder:
    """The parts of the document, from one view of the desk."""

    def __init__(self, view: Handover, vocabulary: Vocabulary, read_back: Collection[str]) -> None:
        self._view = view
        self._words = vocabulary
        self._read_back = read_back
        self._now = view.status.now

    def _time(self, instant: int) -> str:
        return clock_time(instant, self._words, self._now)

    def facts(self) -> Facts:
        """Return who hands over to whom, and the journal's head."""
        view, words = self._view, self._words
        shift, coming = words.shift(self._now), words.shift_of(view.next)
        on_duty = [
            say("{name} ({shift}, since {time})", name=one.operator.plain,
                shift=words.shift_name(one.shift), time=self._time(one.started_at))
            for one in view.status.on_duty
        ]  # fmt: skip
        pairs = [
            (_("Shift"), f"{shift.name} {shift.hours}" if shift else "-"),
            (_("On duty"), _(", ").join(on_duty) or _("nobody has begun a shift")),
            (_("Next shift"), f"{coming.name} {coming.hours}" if coming else "-"),
            (_("On the roster for it"), _names(view.rostered)),
            (_("Journal"), self._journal(view.status.seq, view.status.head)),
        ]
        if view.last is not None and view.last.signed_at is not None:
            pairs.append((_("Signed last"), self._signed()))
        return Facts(tuple(pairs))

    def _journal(self, seq: int, head: str) -> str:
        return say("row {seq}  {head}", seq=seq, head=head[:HEAD]) if seq else _("empty")

    def _signed(self) -> str:
        last = self._view.last
        assert last is not None and last.signed_at is not None  # noqa: S101 - for the type checker
        return say("{id} from {giver} to {receiver}, {time}", id=last.id, giver=last.giver.plain,
                   receiver=last.receiver.plain, time=self._time(last.signed_at))  # fmt: skip

    # I

    def illness(self) -> Iterator[Block]:
        """Return the open incidents, their running timers, and the red rows with their owners."""
        view, words = self._view, self._words
        yield from _listed(
            say("Open incidents: {n}", n=len(view.incidents)),
            (_("Id"), _("Grade"), _("Stage"), _("In charge"), _("Title")),
            [
                (
                    card.id,
                    words.grade(card.grade),
                    stage_name(card.stage),
                    _who(card.owner),
                    told_words(card.title),
                )
                for card in view.incidents
            ],
        )
        timers = [
            (words.timer(timer.name), self._time(timer.due_at), timer_outcome(timer, self._now), card.id)
            for card in view.incidents
            for timer in card.timers
            if timer.runs
        ]
        yield from _listed(
            say("Running timers: {n}", n=len(timers)),
            (_("Timer"), _("Due"), _("Outcome"), _("Incident")),
            timers,
        )
        if view.unled:
            told = _(", ").join(card.id for card in view.unled)
            yield Paragraph(say("Timers run and nobody is in charge: {ids}", ids=told))
        red = say("Red rows: {n}, without an owner: {free}", n=view.red.total, free=len(view.unowned))
        yield from self._items(red, view.red)

    def _items(self, title: str, listed: Listed) -> Iterator[Block]:
        header = (_("Id"), _("State"), _("Left"), _("Source"), _("In charge"), _("Text"))
        yield from _listed(title, header, [self._item(row) for row in listed.rows], listed.total)

    def _item(self, row: QueueRow) -> tuple[str, ...]:
        left = row.remaining_s(self._now)
        return (
            row.id,
            band_word(row.band(self._now)),
            "-" if left is None else remaining(left),
            source_of(row, self._words),
            _who(row.owner),
            row.text.plain,
        )

    # P

    def picture(self) -> Iterator[Block]:
        """Return what is in hand: drafts, unconfirmed copies, waiting, reminders, tasks, slots, promises."""
        view, words = self._view, self._words
        yield from self._items(say("Drafts: {n}", n=view.drafts.total), view.drafts)
        yield from self._items(say("Copied, not confirmed as posted: {n}", n=view.copied.total), view.copied)
        yield from self._items(say("Waiting for somebody: {n}", n=view.waiting.total), view.waiting)
        yield from _listed(
            say("Reminders: {n}", n=len(view.reminders)),
            (_("Id"), _("Due"), _("For")),
            [(one.id, self._time(one.at), one.by.plain) for one in view.reminders],
        )
        tasks = [
            (t.id, "-" if t.due_at is None else self._time(t.due_at), self._task_owner(t.owner, t.role),
             t.incident or "-", t.text.plain)
            for t in view.tasks
        ]  # fmt: skip
        of_tasks = (_("Id"), _("Due"), _("In charge"), _("Incident"), _("Task"))
        yield from _listed(say("Open tasks: {n}", n=len(tasks)), of_tasks, tasks)
        held = [
            (s.id, self._time(s.at), words.platform(s.platform), s.incident or "-", told_words(s.title))
            for s in view.held
        ]
        header = (_("Id"), _("Planned"), _("Platform"), _("Incident"), _("Title"))
        yield from _listed(say("Held slots: {n}", n=len(held)), header, held)
        promised = [
            (card.id, words.timer(timer.name), self._time(timer.due_at))
            for card in view.incidents
            for timer in card.timers
            if timer.runs and timer.name.startswith(UPDATE)
        ]
        of_promises = (_("Incident"), _("Promise"), _("Due"))
        yield from _listed(say("Promised updates: {n}", n=len(promised)), of_promises, promised)

    def _task_owner(self, owner: SafeText | None, role: str | None) -> str:
        return owner.plain if owner else self._words.duty(role) if role else _("nobody")

    # A

    def actions(self) -> Iterator[Block]:
        """Return what falls due until the next shift begins, in its first hours, and in the ones after."""
        view, begins = self._view, self._view.begins
        at = self._time(begins)
        if begins > self._now:
            yield from self._due(
                say("Before it begins at {time}: {n}", time=at, n=view.before.total), view.before
            )
        span = span_words(FIRST // 1000)
        told = say("In its first {span}, from {time}: {n}", span=span, time=at, n=view.first.total)
        yield from self._due(told, view.first)
        told = say("After that, up to {span}: {n}", span=span_words(SECOND // 1000), n=view.then.total)
        yield from self._due(told, view.then)

    def _due(self, title: str, ahead: Ahead) -> Iterator[Block]:
        header = (_("Due"), _("What"), _("Id"), _("In charge"), _("Text"))
        lines = [
            (self._time(one.at), self._what(one), one.id, self._due_to(one), one.words.plain)
            for one in ahead.due
        ]
        yield from _listed(title, header, lines, ahead.total)

    def _due_to(self, due: Due) -> str:
        return self._task_owner(due.owner, due.name if due.kind == "task" else None)

    def _what(self, due: Due) -> str:
        if due.kind == "timer":
            return self._words.timer(due.name)
        if due.kind == "slot":
            return say("publish on {platform}", platform=self._words.platform(due.name))
        return {
            "item": _("reply"),
            "neglect": _("24 h are over"),
            "task": _("task"),
            "reminder": _("reminder"),
        }[due.kind]

    # S

    def situation(self) -> Iterator[Block]:
        """Return the giver's notes, the forecast, gaps and alarms."""
        view = self._view
        for one in view.given:
            if one.notes.plain:
                yield Paragraph(say("{giver}: {notes}", giver=one.giver.plain, notes=one.notes.plain))
        lines = [self._outlook(), *map(alarm_text, view.status.alarms)]
        lines += [
            say("nobody was at the desk from {since} to {until} ({span})", since=self._time(gap.since),
                until=self._time(gap.until), span=span_words(remaining_s(gap.until, gap.since)))
            for gap in view.gaps
        ]  # fmt: skip
        yield Bullets(tuple(lines))

    def _outlook(self) -> str:
        found = self._view.forecast
        if not found.missed:
            return _("At this pace nothing that is still in time will be missed.")
        first = self._time(found.first_miss_at or self._now)
        return say("At this pace {n} will be missed, the first at {time}.", n=found.missed, time=first)

    def synthesis(self) -> Iterator[Block]:
        """Return what the receiver reads back, and who gave what to whom."""
        view = self._view
        if view.waits is not None:
            yield Paragraph(self._handed(view.waits))
        for one in view.given:
            if one is not view.waits:
                yield Paragraph(say("waits too: {told}", told=self._handed(one)))
        if not view.given:
            yield Paragraph(_("Nothing waits for a signature; these lines would be read back now."))
        elif view.waits is None:
            yield Paragraph(_("These lines would be read back now."))
        lines = [
            (
                one.id,
                "[x]" if one.id in self._read_back else "[ ]",
                _who(one.owner),
                one.words.plain if one.open else self._gone(one.words),
            )
            for one in view.critical
        ]
        title = say("Critical lines: {n}", n=len(lines))
        yield from _listed(title, (_("Id"), _("Read back"), _("In charge"), _("Line")), lines)

    def _handed(self, one: Handed) -> str:
        return say("{id}: {giver} hands over to {receiver}, {time}, journal {journal}", id=one.id,
                   giver=one.giver.plain, receiver=one.receiver.plain, time=self._time(one.given_at),
                   journal=self._journal(one.seq, one.head))  # fmt: skip

    def _gone(self, words: SafeText) -> str:
        return say("{what} (done since)", what=words.plain)


def _listed(
    title: str, header: tuple[str, ...], lines: Sequence[tuple[str, ...]], total: int | None = None
) -> Iterator[Block]:
    """Yield a list under its name; where there is nothing the name with its 0 says so."""
    yield Paragraph(title)
    if lines:
        yield Table(header, tuple(lines))
    if total is not None and total > len(lines):
        yield Paragraph(say("and {n} more", n=total - len(lines)))
