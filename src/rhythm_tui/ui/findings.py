"""What the guard finds in a reply, as lines under its editor."""

from __future__ import annotations

from collections.abc import Sequence

from rhythm_tui.desk import guard
from rhythm_tui.desk.remark import Remark
from rhythm_tui.domain.text import MAX_TEXT
from rhythm_tui.i18n import _, say
from rhythm_tui.ui.wording import Line, column, cut, gap, paragraphs, piece

_BEHIND = 2
"""Signs behind words at which somebody is still at them."""
_STYLES = {"red": "late-bold", "amber": "soon-bold"}


def nearest(remarks: Sequence[Remark], at: int) -> Remark | None:
    """Return the remark whose words lie nearest to a place in the text, the graver of two as near.

    What was just typed and the mark behind it are as near as a remark on the whole text.
    """
    return min(
        remarks,
        key=lambda one: (max(one.start - at, at - one.end - _BEHIND, 0), one.severity != "red"),
        default=None,
    )


def finding_lines(
    text: str,
    remarks: Sequence[Remark],
    at: int,
    cells: int,
    *,
    most: int,
    approved_only: str | None,
    stops: bool | None = True,
) -> list[Line]:
    """Return what the guard found: how much, up to ``most`` findings, and why and by which law the nearest.

    ``approved_only`` is the open incident for which only approved wording may be used; ``stops`` says
    whether red stops a copy, as it does with replies, or is for the experts to see; None for neither.
    """
    lines: list[Line] = [cut(_summary(text, remarks, stops=stops), cells)] if text.strip() else []
    if len(text) > MAX_TEXT:
        words = say("{count} characters: kept, but at most {most} may go out", count=len(text), most=MAX_TEXT)
        lines.append(cut((piece(words, "soon-bold"),), cells))
    if approved_only is not None:
        words = say("incident {id} is open: approved wording only, F4 finds it", id=approved_only)
        lines.append(cut((piece(words, "soon"),), cells))
    chosen = nearest(remarks, at)
    if chosen is None:
        return lines
    place = remarks.index(chosen)
    first = max(min(place - most // 2, len(remarks) - most), 0)
    for one in remarks[first : first + most]:
        mark = ">" if one is chosen else " "
        name = guard.category_name(one.category)
        head = (piece(f"{mark} "), column(severity_name(one.severity), 6, _STYLES[one.severity]))
        said = (gap(1), piece(guard.quoted(text, one), "text"), gap(2), piece(name, "muted"))
        lines.append(cut((*head, *said), cells))
    return [
        *lines,
        *paragraphs(
            say("{why} ({citation})", why=chosen.why, citation=chosen.citation),
            cells,
            "soft",
            indent=2,
            most=2,
        ),
    ]


def severity_name(severity: str) -> str:
    """Return what a severity is called: colours only help."""
    return _("red") if severity == "red" else _("amber")


def _summary(text: str, remarks: Sequence[Remark], *, stops: bool | None) -> Line:
    reds = sum(one.severity == "red" for one in remarks)
    ambers = len(remarks) - reds
    length = piece(f"  {say('{count} characters', count=len(text))}", "muted")
    if reds:
        template = {
            True: _("guard: {reds} red, {ambers} amber; red stops the copy"),
            False: _("guard: {reds} red, {ambers} amber; change it before the experts sign"),
            None: _("guard: {reds} red, {ambers} amber"),
        }[stops]
        words = template.format(reds=reds, ambers=ambers)
        return (piece(words, "late-bold"), length)
    if ambers:
        return (piece(say("guard: {ambers} amber; look again", ambers=ambers), "soon-bold"), length)
    return (piece(_("guard: nothing found"), "ok"), length)
