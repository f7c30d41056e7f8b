"""The forms of the incident board."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rhythm_tui.desk.board import IncidentCard, TimerRow
from rhythm_tui.domain.deadlines import Rule, deadline
from rhythm_tui.domain.text import fit
from rhythm_tui.domain.vocabulary import update_number
from rhythm_tui.i18n import _, ngettext, say
from rhythm_tui.ui import terms
from rhythm_tui.ui.fields import Field, Form, Values, such_as
from rhythm_tui.ui.forms import named, shortened, version_of
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import clock_time, remaining, since, span
from rhythm_tui.ui.time_fields import time_field
from rhythm_tui.ui.wording import BLANK, Line, Piece, column, gap, paragraphs, piece, safe

if TYPE_CHECKING:
    from rhythm_tui.domain.incidents import Timer

_OF_A_TITLE = 24
_NAME = 16
"""Cells of a title beside its id in a choice."""
_WIDE = 70
_WORD = 9
"""Cells of what becomes of a time."""


def titled(card: IncidentCard) -> list[Line]:
    """Return what an incident is called, for a form to show above its fields."""
    return [*paragraphs(card.title, _WIDE, "strong-bold", most=2), BLANK]


def grade(seat: Seat, card: IncidentCard) -> Form:
    """Grade anew, seeing what becomes of every timer."""
    words = seat.vocabulary
    return Form(
        say("grade {id} anew", id=card.id),
        {"do": "incident.grade", "id": card.id, "expect": card.version},
        [
            Field(
                "grade", _("grade; where you are unsure, the higher"), "choice", card.grade,
                named(words.gradings(card.grade), words.grade), describe=words.criteria, tone="soft",
            ),
            Field("reason", _("reason")),
        ],
        _("grade it"),
        context=titled(card),
        preview=lambda values: _before_after(seat, card, values["grade"]),
        version=lambda: version_of(seat, card.id),
    )  # fmt: skip


def _before_after(seat: Seat, card: IncidentCard, grade: str) -> list[Line]:
    """Return each timer's due time under its old grade and the one chosen, with those that come and go."""
    from rhythm_tui.domain.incidents import Timer
    from rhythm_tui.domain.timers import regraded

    now = seat.now()
    before = {row.name: row for row in card.timers}
    timers = [
        Timer(
            incident=0, name=row.name, start=row.start, target=row.target, met_at=row.met_at,
            missed_s=row.missed_s, waived_at=row.waived_at, waiver=None if row.waived_by_grade else 0,
        )
        for row in card.timers
    ]  # fmt: skip
    operator = safe(seat.operator)
    lines: list[Line] = [BLANK]
    for timer in regraded(timers, card.kind, grade, card.discovered_at, operator, now, seat.playbook()):
        name = column(seat.vocabulary.timer(timer.name), 20, "soft")
        lines.append((name, *_becomes(seat, before.get(timer.name), timer)))
    return lines


def _becomes(seat: Seat, row: TimerRow | None, timer: Timer) -> list[Piece]:
    now, runs, due_at = seat.now(), timer.runs, timer.due_at
    if row is not None and row.met_at is not None:
        return [piece(_("met; stays as it is"), "muted")]
    if row is not None and not row.runs and not runs:
        return [piece(_("waived; stays so"), "muted")]
    before = clock_time(row.due_at, seat.vocabulary, now) if row is not None and row.runs else _("none")
    parts = [column(before, 12, "muted"), column(_("becomes"), _WORD, "faint")]
    if not runs:
        return [*parts, piece(_("not asked for: waived"), "soon-bold")]
    left = since(now, due_at)
    after = clock_time(due_at, seat.vocabulary, now)
    soon = now >= deadline(timer.start, Rule(timer.target)).soon_at
    time = piece(remaining(left), "late-bold" if left < 0 else "soon-bold" if soon else "ok-bold")
    if after == before:
        return [column(after, 12, "text"), column(_("stays"), _WORD, "faint"), gap(12), time]
    return [*parts, column(after, 12, "strong-bold"), time]


def meet(seat: Seat, card: IncidentCard) -> Form | None:
    """Meet one of the timers that still run; None when every one is met."""

    def combine(values: Values) -> dict[str, object]:
        from rhythm_tui.intake.evidence import evidence

        told = {
            field.name: field.convert(values[field.name]) for field in fields if values[field.name].strip()
        }
        if "file" in told:
            told["file"], told["sha256"] = evidence(values["file"])
        return told

    running = [timer.name for timer in card.timers if timer.runs]
    if not running:
        return None
    fields = [
        Field("timer", _("timer"), "choice", "", named(running, seat.vocabulary.timer)),
        Field("evidence", _("evidence: what was said, where it can be seen"), "text"),
        Field(
            "file", _("file that shows it (may stay empty; its SHA-256 is kept)"), hint=_("path of a file")
        ),
        Field("url", _("link (may stay empty)"), hint="https://"),
        time_field(seat, "at", _("met at")),
    ]
    return Form(
        say("meet a timer of {id}", id=card.id),
        {"do": "incident.meet", "id": card.id, "expect": card.version},
        fields,
        _("it is met"),
        context=titled(card),
        combine=combine,
        version=lambda: version_of(seat, card.id),
    )


def waive(seat: Seat, card: IncidentCard) -> Form | None:
    """Waive one of the timers that still run, with the reason; None when none does."""
    running = {timer.name: timer for timer in card.timers if timer.runs}
    if not running:
        return None

    def missed(name: str) -> str:
        late = since(running[name].due_at, seat.now())
        return say("late by {span}: that stays", span=span(late)) if late > 0 else ""

    return Form(
        say("waive a timer of {id}: nobody has to meet it", id=card.id),
        {"do": "incident.waive", "id": card.id, "expect": card.version},
        [
            Field(
                "timer",
                _("timer"),
                "choice",
                "",
                named([*running], seat.vocabulary.timer),
                describe=missed,
                tone="late-bold",
            ),
            Field("reason", _("reason")),
        ],
        _("waive it"),
        context=titled(card),
        version=lambda: version_of(seat, card.id),
    )


def move(seat: Seat, card: IncidentCard) -> Form:
    """Move to another column, by default the next one."""
    stages = [*terms.STAGES, "closed"]
    return Form(
        say("move {id} to another stage", id=card.id),
        {"do": "incident.move", "id": card.id, "expect": card.version},
        [
            Field(
                "stage",
                _("to which stage"),
                "choice",
                beside(card.stage, 1) or "closed",
                named(stages, terms.stage_name),
            )
        ],
        _("move it"),
        context=titled(card),
        version=lambda: version_of(seat, card.id),
    )


def beside(stage: str, by: int) -> str | None:
    """Return the stage before or after another, None past either end."""
    stages = [*terms.STAGES, "closed"]
    at = stages.index(stage) + by
    return stages[at] if 0 <= at < len(stages) else None


def _called(card: IncidentCard) -> str:
    """Return an incident's id and the beginning of its title, as a choice names it."""
    return f"{card.id} {fit(safe(card.title), _NAME).rstrip()}"


def merge(seat: Seat, card: IncidentCard) -> Form | None:
    """Let another open incident, discovered no later, go on with this one; None where there is none."""
    alike = [one.id for one in seat.reader.alike(safe(card.title), ())]
    others = {
        one.id: one
        for one in sorted(seat.reader.incidents(), key=lambda one: one.id not in alike)
        if one.id != card.id and one.discovered_at <= card.discovered_at
    }
    if not others:
        return None
    drafts = sum(one.state == "draft" for one in seat.reader.statements(card.id))
    promised = sum(one.runs and update_number(one.name) > 0 for one in card.timers)
    unsure = [] if next(iter(others)) in alike else [("", _("not chosen yet"))]
    offered = [*unsure, *((id, _called(one)) for id, one in others.items())]
    moves = [
        (ngettext("{n} item", "{n} items", card.linked), card.linked),
        (ngettext("{n} task", "{n} tasks", card.tasks), card.tasks),
        (ngettext("{n} held slot", "{n} held slots", card.held), card.held),
        (ngettext("{n} draft of a statement", "{n} drafts of a statement", drafts), drafts),
        (ngettext("{n} promised update", "{n} promised updates", promised), promised),
    ]
    told = _(", ").join(template.format(n=n) for template, n in moves if n) or _("nothing")
    return Form(
        say("merge {id} into another incident", id=card.id),
        {"do": "incident.merge", "id": card.id, "expect": card.version},
        [
            Field(
                "into", _("the incident that goes on"), "choice", "", offered,
                describe=lambda id: safe(others[id].title) if id else "", tone="strong",
            ),
            Field("reason", _("reason")),
        ],
        _("merge"),
        context=[
            *titled(card)[:-1],
            (piece(say("moves: {what}", what=told), "soft"),),
            (piece(_("timers the other one lacks move too; history stays, this one closes"), "muted"),),
            BLANK,
        ],
        version=lambda: version_of(seat, card.id),
    )  # fmt: skip


def reopen(cards: Sequence[IncidentCard]) -> Form | None:
    """Open one of some closed incidents again; None where there is none."""
    if not cards:
        return None
    titles = {card.id: card.title for card in cards}
    return Form(
        _("open a closed incident again"),
        {"do": "incident.reopen"},
        [
            Field(
                "id", _("incident"), "choice", "", [(card.id, _called(card)) for card in cards],
                describe=lambda id: safe(titles[id]), tone="strong",
            ),
            Field("reason", _("reason")),
        ],
        _("open it again"),
        context=[(piece(_("It goes on responding; what was missed stays missed."), "muted"),), BLANK],
    )  # fmt: skip


def link(seat: Seat, card: IncidentCard) -> Form:
    """Link items to an incident, or take them off."""

    def texts(typed: str) -> str:
        found = [seat.reader.item(id) for id in typed.replace(",", " ").split()[:3]]
        return "  ".join(shortened(safe(one.row.text))[:_OF_A_TITLE] for one in found if one is not None)

    ways = [("incident.link", _("link")), ("incident.unlink", _("take off"))]
    return Form(
        say("items of {id}", id=card.id),
        {"id": card.id, "expect": card.version},
        [
            Field("do", _("what"), "choice", "", ways),
            Field("items", _("items, with blanks between them"), hint=such_as("q3 q5"), describe=texts,
                  convert=lambda typed: typed.replace(",", " ").split()),
        ],
        _("do it"),
        context=titled(card),
        version=lambda: version_of(seat, card.id),
    )  # fmt: skip
