"""How the desk words states, bands and kinds, and in which style it shows them."""

from __future__ import annotations

from collections.abc import Sequence

from rhythm_tui.desk.views import InteractionDetail, QueueRow, SlotRow
from rhythm_tui.domain.deadlines import Band
from rhythm_tui.domain.text import SafeText, width
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.i18n import _, language, say
from rhythm_tui.reports.words import band_in_full, band_word, kind_name, stage_name
from rhythm_tui.reports.words import source_of as platform_of
from rhythm_tui.ui.pieces import Piece, gap, piece, safe

__all__ = ["band_in_full", "band_word", "kind_name", "platform_of", "stage_name"]

GRADE_STYLES = ("soon", "late", "neglected", "strong")
"""By how grave a grade is, the mildest first; the fourth is for one a hospital switches on (RHYTHM 21)."""
STAGES = ("monitor", "assess", "respond", "review")
"""The columns of the board."""


def band_cells() -> int:
    """Return the width of a band's block."""
    return 4 if language() == "zh" else 6


def band_piece(band: Band | None) -> Piece:
    """Return a band as it stands at the head of a row: a block of colour where it is urgent."""
    blocks = band in (Band.LATE, Band.NEGLECTED)
    style = f"{band}-block" if blocks else f"{band}-bold" if band else "muted"
    word = band_word(band)
    spare = band_cells() - width(word)
    return piece(f"{' ' * (spare - spare // 2)}{word}{' ' * (spare // 2)}", style)


def ended_word(state: str) -> str:
    """Return the word for an item that waits no longer."""
    return {"answered": _("answered"), "closed": _("done")}.get(state, state)


def reply_word(state: str) -> str:
    """Return how far a reply has come."""
    return {"drafted": _("draft"), "copied": _("copied, unconfirmed"), "posted": _("posted")}.get(state, "")


def grade_block(grade: str, words: Vocabulary, room: int = 1) -> Piece:
    """Return a grade on a block of the colour of its step, with ``room`` blanks on either side."""
    step = max(1, min(words.grade_step(grade), len(GRADE_STYLES)))
    return piece(f"{' ' * room}{words.grade(grade)}{' ' * room}", f"{GRADE_STYLES[step - 1]}-block")


def slot_state(slot: SlotRow) -> tuple[str, str]:
    """Return a slot's state in words and its style; of one that is out, which rule it broke on the way."""
    if slot.state == "published" and (slot.breached or slot.differs):
        return (_("unsigned") if slot.breached else _("altered"), "late")
    return {
        "planned": (_("planned"), "soft"),
        "review": (_("awaiting"), "soon"),
        "ready": (_("ready"), "ok"),
        "held": (_("held"), "held"),
        "published": (_("out"), "ok"),
        "missed": (_("missed"), "late-block"),
        "dropped": (_("dropped"), "faint"),
    }.get(slot.state, (slot.state, "text"))


def mark_piece(marked: bool) -> Piece:
    """Return the cell that tells whether an entry is marked."""
    return piece("*", "key-bold") if marked else gap(1)


def care_marks(row: QueueRow) -> list[tuple[str, str]]:
    """Return short words for what a row waits for and where it went, with styles: they precede its text."""
    marks = [
        (row.waiting is not None, _("waits"), "soon"),
        (row.remind_at is not None, _("remind"), "focus"),
        (row.referred is not None, _("taken on"), "soft"),
        (row.taken_on == "message", _("to DM"), "soft"),
        (row.taken_on == "doctor", _("to doctor"), "soft"),
    ]
    return [(word, style) for here, word, style in marks if here]


def somebody_else(item: InteractionDetail, me: SafeText) -> str:
    """Return who else holds an item or has ended it, for one who is writing a reply to it; else nothing."""
    if item.stopped_by is not None:
        words = _("this is answered already, by {who}")
        words = words if item.row.state == "answered" else _("this is closed already, by {who}")
        return words.format(who=safe(item.stopped_by))
    owner = item.row.owner
    return "" if owner in (None, me) else _("{owner} holds this").format(owner=safe(owner))


def awaited(role: str, missing: tuple[str, ...], words: Vocabulary) -> str:
    """Return what an ordered chain says of signing in ``role`` now: nothing where it is its turn."""
    before = words.roles_before(role, missing)
    return say("after {roles}", roles=_(", ").join(map(words.role, before))) if before else ""


def owed(missing: tuple[str, ...], words: Vocabulary, between: str = " ") -> str:
    """Return which sign-offs are owed, in short; of an ordered chain the next and how many follow."""
    names = [words.role(role, short=True) for role in missing]
    if words.ordered and len(names) > 1:
        return f"{names[0]} +{len(names) - 1}"
    return between.join(names)


def here_pieces(names: Sequence[SafeText]) -> list[Piece]:
    """Return who else is at a row just now, in brackets before its words; nothing where nobody is."""
    return [piece(f"[{safe(name)}] ", "held-bold") for name in names]


def owner_piece(owner: SafeText | None, me: SafeText, *, urgent: bool) -> tuple[SafeText | str, str]:
    """Return who holds something and the style: nobody on an urgent row stands out."""
    if owner is None:
        return _("nobody"), "late" if urgent else "faint"
    return owner, "focus" if owner == me else "ok"
