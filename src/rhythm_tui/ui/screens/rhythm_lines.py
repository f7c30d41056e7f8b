"""The side of the Plan screen: how the rhythm is lost, gauges, mix, series, coverage, health days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from rhythm_tui.desk.plan_views import Rhythm
from rhythm_tui.desk.reads.plan import by_kind
from rhythm_tui.domain.hours import DAY_MINUTES, Window
from rhythm_tui.domain.losses import Loss
from rhythm_tui.domain.rhythm import Gauge, Tally
from rhythm_tui.domain.text import width
from rhythm_tui.i18n import _, language, ngettext, say
from rhythm_tui.reports.rhythm_words import kind_name, loss_text, tally_text
from rhythm_tui.ui.keys import Keys
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.widgets.cards import Block
from rhythm_tui.ui.wording import BLANK, Line, Piece, bar, column, flow, gap, piece, size, spread

if TYPE_CHECKING:
    from rhythm_tui.domain.losses import Kind


LOSS = "loss:"
"""Before the number of a loss: an entry that leads to its cause."""
DAY = "day:"
"""Before a day, as ``2026-12-01``: an entry that leads to it."""
UNLAID = "unlaid"
"""The entry that leads to the recurring slots that are not laid."""
WANTING = "wanting:"
"""Before the name of something that one more slot would mend: an entry that plans it."""
_KIND_STYLES: dict[Kind, str] = {
    "too_fast": "late", "too_slow": "soon", "erratic": "held", "disordered_interaction": "neglected",
}  # fmt: skip
_BAR = 10
_TIER_STYLES = ("focus", "ok", "soon")
_AUDIENCE_STYLES = ("seniors", "workers", "mothers")


def side(found: Rhythm, seat: Seat, keymap: Keys, today: date, cells: int) -> list[Block]:
    """Return everything that is told of a rhythm, the losses first."""
    return [
        *_losses(found, seat, cells),
        *_unlaid(found, keymap, cells),
        *_gauges(found, seat, cells),
        *_mix(found, seat, cells),
        *_series(found, seat, cells),
        *_coverage(found, seat, cells),
        *_days(found, today, cells),
        *_repetitions(found, seat, cells),
    ]


def summary(found: Rhythm, keymap: Keys) -> Line:
    """Return how many losses there are and the tier whose turn it is, with the key that shows more."""
    lost = len(found.losses)
    told = ngettext("{n} cause of a lost rhythm", "{n} causes of a lost rhythm", lost)
    told = told if lost else _("rhythm kept")
    turn = say("next: tier {n}", n=found.mix.next_tier)
    unlaid = (piece(f" {say('{n} to lay', n=found.unlaid)} ", "soon-bold"),) if found.unlaid else ()
    return (
        piece(f"{told.format(n=lost)} ", "soon-bold" if lost else "ok"),
        *unlaid,
        piece(f"{turn}  ", "soft"),
        piece(f"{keymap.first('pane-next')} ", "key"),
        piece(_("shows them"), "soft"),
    )


def told(loss: Loss, place: str, seat: Seat) -> Line:
    """Return a loss as a notice; ``place`` says which one of how many it is."""
    text = say("{kind}: {what}", kind=kind_name(loss.kind), what=loss_text(loss, seat.vocabulary))
    return (piece(f"{place}  ", "soft"), piece(text, "soon-bold"))


def heading(name: str, cells: int, more: Sequence[Piece] = ()) -> Block:
    """Return the name of a section under a blank line, with what is told beside it."""
    return Block(None, (BLANK, spread((piece(name, "muted"),), more, cells)))


def _losses(found: Rhythm, seat: Seat, cells: int) -> Iterator[Block]:
    label = max(width(kind_name(kind)) for kind in _KIND_STYLES) + 2
    place = 0
    for kind, every in by_kind(found.losses).items():
        style = _KIND_STYLES[kind]  # type: ignore[index]
        name = kind_name(kind)  # type: ignore[arg-type]
        if not every:
            yield Block(None, ((column(f" {name}", label, "muted"), piece(f" {_('none')}", "ok")),))
        for one in every:
            told = flow([(loss_text(one, seat.vocabulary), "text")], cells - label - 1)
            head = column(f" {name}", label, f"{style}-block")
            lines = [(head if y == 0 else gap(label), gap(1), *line) for y, line in enumerate(told)]
            yield Block(f"{LOSS}{place}", tuple(lines))
            place += 1


def _unlaid(found: Rhythm, keymap: Keys, cells: int) -> Iterator[Block]:
    """Yield how many recurring slots the desk proposes to lay, and where a person does it (RHYTHM 10)."""
    if found.unlaid:
        told = ngettext(
            "{n} recurring slot up to next Sunday is not laid",
            "{n} recurring slots up to next Sunday are not laid",
            found.unlaid,
        )
        text = flow([(told.format(n=found.unlaid), "soon-bold")], cells - 6)
        key = piece(f"{keymap.first('plans')} ", "key")
        lines = [(gap(1), *line) for line in text]
        yield Block(None, (BLANK,))
        yield Block(UNLAID, (spread(lines[0], (key,), cells), *lines[1:]))


def _gauges(found: Rhythm, seat: Seat, cells: int) -> Iterator[Block]:
    day = found.day.strftime("%m-%d")
    yield heading(say("frequency, {day} and its week", day=day), cells)
    name = max((width(seat.vocabulary.platform(one.platform)) for one in found.gauges), default=0) + 2
    lines = [_gauge(one, seat, name, cells) for one in found.gauges]
    yield Block(f"{WANTING}frequency", tuple(lines))


def _gauge(gauge: Gauge, seat: Seat, name: int, cells: int) -> Line:
    head = column(f" {seat.vocabulary.platform(gauge.platform)}", name, "text")
    daily = gauge.per == "day"
    day: Piece = column(tally_text(gauge.day), 10, _tone(gauge.day) if daily else "muted")
    week: Piece = piece(tally_text(gauge.week), _tone(gauge.week) if not daily else "soft")
    marks = [] if gauge.meant or not gauge.day.total else [piece(_("off day"), "soon")]
    return spread((head, day, gap(1), week), marks, cells)


def _tone(tally: Tally) -> str:
    if tally.most is None:
        return "soft"
    return "soon-bold" if tally.short else "late-bold" if tally.over else "ok"


def _mix(found: Rhythm, seat: Seat, cells: int) -> Iterator[Block]:
    mix, words = found.mix, seat.vocabulary
    out = ngettext("{n} out in {days} days", "{n} out in {days} days", mix.total)
    yield heading(_("mix of topics"), cells, (piece(out.format(n=mix.total, days=found.mix_days), "muted"),))
    lines: list[Line] = []
    drifted = mix.drifted(found.drift)
    for place, one in enumerate(mix.shares):
        drift = f"{one.drift:+d}" if mix.total else ""
        lines.append((
            column(f" {one.tier} {words.tier(one.tier)}", 11, "text"),
            *bar(round(one.percent * _BAR / 100), _BAR, _TIER_STYLES[place % len(_TIER_STYLES)]),
            piece(f"{one.percent:4d}%", "strong-bold"),
            piece(f" / {one.target}% ", "muted"),
            piece(drift, "soon-bold" if one in drifted else "soft"),
        ))  # fmt: skip
    if mix.next_tier:
        tier = words.tier(mix.next_tier, full=True)
        lines.append((piece(f" {say('next: tier {n}, {name}', n=mix.next_tier, name=tier)}", "key-bold"),))
    yield Block(f"{WANTING}mix", tuple(lines))


def _coverage(found: Rhythm, seat: Seat, cells: int) -> Iterator[Block]:
    yield heading(_("who is reached when, this week"), cells)
    names = {one.audience: seat.vocabulary.audience(one.audience) for one in found.covers}
    label = max(map(width, names.values()), default=0) + 2
    lines: list[Line] = [(gap(label), *(column(f"{hour:02d}", 3, "muted") for hour in range(0, 24, 3)))]
    for place, one in enumerate(found.covers):
        style = _AUDIENCE_STYLES[place] if place < len(_AUDIENCE_STYLES) else "audience"
        hours = [
            Piece(_digit(n) if n else "-", f"{style}-block" if n else "soon-bold") if watched else gap(1)
            for n, watched in zip(one.posts, one.watched, strict=True)
        ]
        lines.append((column(f" {names[one.audience]}", label, "soft"), *hours))
        if one.unserved:
            told = say("nothing at {hours}", hours=" ".join(map(_hours, one.unserved)))
            lines += [(gap(label - 1), *line) for line in flow([(told, "soon")], cells - label)]
    yield Block(f"{WANTING}coverage", tuple(lines))


def _digit(n: int) -> str:
    return str(n) if n < 10 else "+"


def _hours(window: Window) -> str:
    start, end = window.start, window.end % DAY_MINUTES
    minutes = start % 60 or end % 60
    return "-".join(
        f"{one // 60:02d}:{one % 60:02d}" if minutes else f"{one // 60:02d}" for one in (start, end)
    )


def _days(found: Rhythm, today: date, cells: int) -> Iterator[Block]:
    yield heading(_("health days ahead"), cells)
    if not found.answers:
        yield Block(None, ((piece(f" {_('none')}", "muted"),),))
    for one in found.answers:
        first = max(one.day.first, today)
        slots = " ".join(post.id for post in one.posts[:2])
        right = piece(slots, "ok") if slots else piece(_("no slot yet"), "soon-bold")
        left = (piece(f" {first.strftime('%m-%d')} ", "soft"), piece(one.day.name(language()), "text"))
        yield Block(f"{DAY}{first.isoformat()}", (spread(left, (right,), cells),))


def _series(found: Rhythm, seat: Seat, cells: int) -> Iterator[Block]:
    if not found.series:
        return
    yield heading(_("series this month"), cells)
    for one in found.series:
        count = f"{one.done}+{one.planned}/{one.wanted}"
        following = one.following
        told = (
            say("next {id} {day}", id=following.id, day=following.day.strftime("%m-%d")) if following else ""
        )
        if one.short:
            told = ngettext("{n} wanting", "{n} wanting", one.short).format(n=one.short) + (
                f"  {told}" if told else ""
            )
        left = (piece(f" {seat.vocabulary.series(one.series)} ", "text"), piece(count, "strong-bold"))
        right = (piece(told, "soon-bold" if one.short else "ok"),)
        lines = (
            [spread(left, right, cells)]
            if size(left) + size(right) < cells
            else [left, spread((), right, cells)]
        )
        yield Block(following.id if following else f"{WANTING}{one.series}", tuple(lines))


def _repetitions(found: Rhythm, seat: Seat, cells: int) -> Iterator[Block]:
    if not found.repetitions:
        return
    yield heading(_("one form in a row, this week"), cells)
    words = seat.vocabulary
    for run in found.repetitions:
        told = say(
            "{platform}: {n} x {form}",
            platform=words.platform(run.platform),
            n=len(run.posts),
            form=words.form(run.posts[0].form),
        )
        yield Block(
            run.posts[-1].id,
            (spread((piece(f" {told}", "soft"),), (piece(run.posts[-1].id, "faint"),), cells),),
        )
