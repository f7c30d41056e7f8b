"""What a publishing slot means: its state, who signs it, its share of the mix, its audience's hours."""

from __future__ import annotations

from collections.abc import Iterator

from rhythm_tui.desk.views import SlotRow
from rhythm_tui.i18n import _, say, sentences
from rhythm_tui.reports.words import span_words
from rhythm_tui.ui import terms
from rhythm_tui.ui.explaining.part import Part
from rhythm_tui.ui.explaining.plan import hours, tier_told
from rhythm_tui.ui.seat import Seat


def parts(seat: Seat, id: str | None, now: int) -> list[Part]:
    """Return what is to be said of a slot; nothing where there is none."""
    found = seat.reader.slot(id, now) if id else None
    return [] if found is None else [*_state(found.row, seat), *_plan(found.row, seat)]


def _state(row: SlotRow, seat: Seat) -> Iterator[Part]:
    words = seat.vocabulary
    word, style = terms.slot_state(row)
    owed = _(", ").join(words.role(role) for role in row.missing)
    grace = span_words(words.desk_span("slot_grace") // 1000)
    told = {
        "planned": say("It still wants the sign-off of: {roles}.", roles=owed) if owed else "",
        "review": say("Some have signed; it still wants the sign-off of: {roles}.", roles=owed),
        "ready": say("Everybody has signed. It counts as missed {span} after its time.", span=grace),
        "held": say("Held by {id}: it goes out only once it is released there.", id=row.held_for or ""),
        "published": _("It stands in public."),
        "missed": say("{span} past its time and not out: publish it late, move it or drop it.", span=grace),
        "dropped": _("It was given up, with a reason; it stays on record."),
    }.get(row.state, "")
    if row.state == "published" and row.breached:
        told = _("It went out without its sign-offs: it is reviewed after all, and that stays on record.")
    elif row.state == "published" and row.differs:
        told = _("The text in public is not the one that was approved.")
    if told:
        yield Part(word, told, style.removesuffix("-block"))
    chain = words.required_roles(emergency=row.emergency)
    need = _(", ").join(words.role(role) for role in chain)
    rule = _("Each role signs once, each time another person, and never whoever wrote it.")
    first = _("An emergency wants: {roles}.") if row.emergency else _("It wants: {roles}.")
    yield Part(_("sign-offs"), sentences((first.format(roles=need), rule)))


def _plan(row: SlotRow, seat: Seat) -> Iterator[Part]:
    words = seat.vocabulary
    yield Part(words.tier(row.tier), tier_told(row.tier, words))
    if row.audience is not None:
        off = row.off_window_min
        told = say("They watch at {hours}.", hours=hours(row.audience, words))
        if off:
            told = sentences((told, say("This slot is {n} min beside it.", n=abs(off))))
        yield Part(words.audience(row.audience), told)
