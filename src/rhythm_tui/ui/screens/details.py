"""One thing with everything the desk knows of it, as lines to read."""

from __future__ import annotations

from collections.abc import Sequence

from rhythm_tui.desk.views import Event
from rhythm_tui.domain.text import width
from rhythm_tui.i18n import _
from rhythm_tui.reports.clock_words import doubted
from rhythm_tui.reports.phrases import event_phrase, facts_phrase
from rhythm_tui.reports.words import verb_name
from rhythm_tui.ui.keys import MOVES, Keys, Place, key_name, of_place
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import clock_time
from rhythm_tui.ui.wording import BLANK, Line, column, paragraphs, piece, size

_KEYS = 16
"""Cells of the keys of an action in the help."""
_LABEL = 18
"""At most so many cells has what they are called; a longer name takes of the words behind it."""


def headline(text: str) -> Line:
    """Return a heading."""
    return (piece(f" {text}", "focus-bold"),)


def history_lines(history: Sequence[Event], seat: Seat, now: int, cells: int) -> list[Line]:
    """Return what was done, the oldest first."""
    if not history:
        return []
    lines: list[Line] = [BLANK, headline(_("history"))]
    for event in history:
        gone = "faint" if event.undone else "text"
        head = [
            column(f" {_time(event, seat, now)}", 16, "muted"),
            piece(event.operator, "soft"),
        ]
        back = [piece(f"  {_('taken back later')}", "soon")] if event.undone else []
        whole = [*head, piece(f"  {event_phrase(event, seat.vocabulary)}", gone), *back]
        if size(whole) <= cells:
            lines.append(tuple(whole))
        else:
            lines.append((*head, piece(f"  {verb_name(event.verb)}", gone), *back))
            lines += paragraphs(facts_phrase(event, seat.vocabulary), cells - 1, gone, indent=17)
        if event.words[0] and event.verb != "interaction.add":
            lines += paragraphs(event.words, cells - 1, "soft", indent=17, most=6)
    return lines


def _time(event: Event, seat: Seat, now: int) -> str:
    return doubted(clock_time(event.at, seat.vocabulary, now, seconds=True), doubt=event.doubt)


def help_lines(keys: Keys, place: Place, cells: int) -> list[Line]:
    """Return every key: those of one place first, then what works everywhere, then the others."""
    order = sorted(_places(), key=lambda one: (one != place, one != "desk"))
    lines = _keys_of(order[0], keys, cells)
    lines += [*((BLANK, *_keys_of("desk", keys, cells)) if place != "desk" else ()), *_list_keys(cells)]
    for other in order[1:]:
        if other != "desk":
            lines += [BLANK, *_keys_of(other, keys, cells)]
    return lines


def _places() -> dict[Place, str]:
    return {
        "desk": _("everywhere"), "queue": _("queue"), "slots": _("slots"), "incidents": _("incidents"),
        "statements": _("statements"), "review": _("review"), "lessons": _("lessons"), "tasks": _("tasks"),
        "plan": _("plan"), "plans": _("campaigns and recurring slots"), "ideas": _("ideas"),
        "pledges": _("pledges"), "stories": _("stories"),
    }  # fmt: skip


def _keys_of(place: Place, keys: Keys, cells: int) -> list[Line]:
    lines: list[Line] = [headline(_places()[place])]
    names = {action: f"{_(action.label)}  " for action in of_place(place)}
    wide = min(max(map(width, names.values())), _LABEL)
    for action, name in names.items():
        shown = "  ".join(key_name(key) for key in keys.of(action.id))
        head = (column(f"  {shown}", _KEYS, "key"), column(name, max(width(name), wide), "text"))
        lines += _hung(head, _(action.help), cells)
    return [*lines, BLANK] if place == "desk" else lines


def _list_keys(cells: int) -> list[Line]:
    lines = [headline(_("in every list"))]
    for written, text in MOVES:
        shown = " ".join(key_name(key) for key in written.split())
        lines += _hung((column(f"  {shown}", _KEYS, "key"),), _(text), cells)
    legend = (
        _("24h+: unanswered for a day. late: past its limit. soon: in the last quarter. ok: on time."),
        _("With an input method on, use the F-keys, Enter or the mouse."),
    )
    for sentence in legend:
        lines += paragraphs(sentence, cells, "muted", indent=1)
    return lines


def _hung(head: Line, words: str, cells: int) -> list[Line]:
    """Return words behind a head, their further lines under their first."""
    first, *others = paragraphs(words, cells, "muted", indent=size(head))
    return [(*head, *first[1:]), *others]
