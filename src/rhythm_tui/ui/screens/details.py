"""One thing with everything the desk knows of it, as lines to read."""

from __future__ import annotations

from collections.abc import Sequence

from rhythm_tui.desk.slot_views import SlotDetail
from rhythm_tui.desk.views import Event
from rhythm_tui.i18n import _
from rhythm_tui.reports.phrases import event_phrase, facts_phrase
from rhythm_tui.reports.words import verb_name
from rhythm_tui.ui import terms
from rhythm_tui.ui.keys import ACTIONS, MOVES, Keys, key_name
from rhythm_tui.ui.panes.story import slot_story
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import clock_time
from rhythm_tui.ui.wording import BLANK, Line, column, gap, paragraphs, piece, size

_ALL = 10_000


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
            column(f" {clock_time(event.at, seat.vocabulary, now, seconds=True)}", 16, "muted"),
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


def slot_lines(detail: SlotDetail, seat: Seat, now: int, cells: int) -> list[Line]:
    """Return a slot: what and for whom, its sign-offs, what became of it."""
    slot = detail.row
    state, style = terms.slot_state(slot)
    when = [piece(f" {slot.wall.replace('T', ' ')}", "strong-bold"), gap(2), piece(state, style), gap(2)]
    lines: list[Line] = [
        (*when, piece(_("planned by"), "muted"), gap(1), piece(detail.author, "soft")),
        BLANK,
    ]
    lines += slot_story(slot, seat, cells, _ALL)
    if slot.published_at is not None:
        went = [
            piece(f" {_('went out')} ", "muted"),
            piece(clock_time(slot.published_at, seat.vocabulary, now), "ok"),
        ]
        if detail.published_by is not None:
            went += [gap(1), piece(detail.published_by, "soft")]
        lines += [BLANK, tuple(went)]
    if slot.url[0]:
        lines.append((piece(f" {_('link')} ", "muted"), piece(slot.url, "focus")))
    if detail.signatures:
        lines += [BLANK, headline(_("sign-offs"))]
    for role, expert, at, counts in detail.signatures:
        mark = piece(_("counts"), "ok") if counts else piece(_("lapsed: the words were changed"), "late")
        name = seat.vocabulary.role(role)
        signed = clock_time(at, seat.vocabulary, now)
        lines.append(
            (
                column(f" {signed}", 14, "muted"),
                piece(name, "soft"),
                gap(2),
                piece(expert, "text"),
                gap(2),
                mark,
            )
        )
    return lines + history_lines(detail.history, seat, now, cells)


def help_lines(keys: Keys, cells: int) -> list[Line]:
    """Return every key, by where it works."""
    parts = (
        (_("everywhere"), "desk"),
        (_("queue"), "queue"),
        (_("slots"), "slots"),
        (_("incidents"), "incidents"),
        (_("statements"), "statements"),
        (_("review"), "review"),
        (_("lessons"), "lessons"),
        (_("tasks"), "tasks"),
    )
    lines: list[Line] = []
    for name, place in parts:
        lines += [headline(name)]
        for action in ACTIONS:
            if place in action.places:
                shown = "  ".join(key_name(key) for key in keys.of(action.id))
                lines.append(
                    (
                        column(f"  {shown}", 18, "key"),
                        column(_(action.label), 14, "text"),
                        piece(_(action.help), "muted"),
                    )
                )
        lines.append(BLANK)
    lines.append(headline(_("in every list")))
    for written, text in MOVES:
        shown = " ".join(key_name(key) for key in written.split())
        lines.append((column(f"  {shown}", 18, "key"), piece(_(text), "muted")))
    legend = (
        _("24h+: unanswered for a day. late: past its limit. soon: in the last quarter. ok: on time."),
        _("With an input method on, use the F-keys, Enter or the mouse."),
    )
    for sentence in legend:
        lines += paragraphs(sentence, cells, "muted", indent=1)
    return lines
