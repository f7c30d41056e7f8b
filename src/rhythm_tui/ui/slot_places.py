"""Where a slot goes: the forms that plan, move and copy one, each with what it does to the plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from rhythm_tui.desk.views import SlotRow
from rhythm_tui.domain.aliases import HALF_WIDTH
from rhythm_tui.domain.recurrence import local_day
from rhythm_tui.domain.times import to_instant
from rhythm_tui.i18n import _, language, say
from rhythm_tui.reports.day_words import weekday_names
from rhythm_tui.ui import forms, plan_lines, slot_forms
from rhythm_tui.ui.fields import Field, Form
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.wording import BLANK, Line, gap, piece, safe

if TYPE_CHECKING:
    from rhythm_tui.domain.laying import Draft

_WRITTEN = ("%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M")


def new_slot(seat: Seat, day: str) -> Form:
    """Plan a slot on a day, ``2026-11-22``: what is proposed suits the gaps of the plan."""
    return _filled(seat, date.fromisoformat(day))


def _filled(seat: Seat, day: date) -> Form:
    plain, proposed = slot_forms.new_slot(seat), _proposed(seat, day)
    fields = [replace(one, value=proposed.get(one.name, one.value)) for one in plain.fields]
    fields = [
        replace(one, label=_("time: HH:MM on that day, or 11-23 18:00"), convert=_on(day), describe=None)
        if one.name == "at" else one
        for one in fields
    ]  # fmt: skip
    told: list[Line] = [(piece(_day_name(day), "strong-bold"), gap(2), *_calendar(seat, day))]
    return replace(plain, fields=fields, context=[*told, BLANK])


def _proposed(seat: Seat, day: date) -> dict[str, str]:
    """Return what suits a day: the tier whose turn it is, a platform that is short, a free hour."""
    from rhythm_tui.domain import openings

    words, now = seat.vocabulary, seat.now()
    plan = seat.reader.plan(day, day, now)[0]
    found = seat.reader.rhythm(day, now)
    tier = 3 if plan.waits else found.mix.next_tier
    platform = openings.wanting(found.gauges) or next(iter(words.platforms_used()), "")
    proposed = {"tier": str(tier), "platform": platform}
    today = local_day(now, words.zone)
    local = words.local(now)
    opening = openings.free_time(
        seat.reader.posts(day, day, now),
        platform,
        day,
        {one: words.windows(one) for one in words.ids("audiences")},
        apart=words.rhythm("collision"),
        earliest=local.hour * 60 + local.minute + 1 if day == today else 0,
    )
    if opening is not None:
        proposed["at"] = f"{opening.minute // 60:02d}:{opening.minute % 60:02d}"
        proposed["audience"] = opening.audience or ""
    return proposed


def _calendar(seat: Seat, day: date) -> Line:
    """Return what the calendar calls a day."""
    named = seat.reader.plan(day, day, seat.now())[0].named
    return (piece(_(", ").join(one.name(language()) for one in named), "soft"),)


def move(seat: Seat, slot: SlotRow, wall: str | None = None) -> Form:
    """Move a slot to another time, to ``wall`` where that was chosen already, seeing what that does."""
    return Form(
        say("move {id}", id=slot.id),
        {"do": "slot.move", "id": slot.id, "expect": slot.version},
        [_time(slot, wall)],
        _("give it this time"),
        context=_titled(seat, slot),
        preview=lambda values: _effect(seat, slot, values["at"], slot.platform, {slot.id}),
        version=lambda: forms.version_of(seat, slot.id),
    )


def copy(seat: Seat, slot: SlotRow) -> Form:
    """Plan the same words once more, at another time or on another platform."""
    words = seat.vocabulary
    platforms = forms.named(words.platforms_used(slot.platform), words.platform)
    return Form(
        say("copy {id}", id=slot.id),
        {"do": "slot.copy", "id": slot.id},
        [_time(slot), Field("platform", _("platform"), "choice", slot.platform, platforms)],
        _("plan the copy"),
        context=_titled(seat, slot),
        preview=lambda values: _effect(seat, slot, values["at"], values["platform"], set()),
    )


def _time(slot: SlotRow, wall: str | None = None) -> Field:
    day = date.fromisoformat(slot.wall[:10])
    return Field(
        "at",
        _("time: HH:MM on the same day, or 11-23 18:00"),
        value=(wall or slot.wall).replace("T", " ")[:16],
        convert=_on(day),
        whole=True,
    )


def _titled(seat: Seat, slot: SlotRow) -> list[Line]:
    where = f"{seat.vocabulary.platform(slot.platform)} {slot.wall[5:].replace('T', ' ')}"
    return [(piece(slot.title, "strong-bold"), gap(2), piece(where, "soft"))]


def _on(day: date) -> Callable[[str], object]:
    """Return what makes a command's time of what was typed: ``14:05`` on ``day``, ``11-23`` in its year."""

    def convert(typed: str) -> object:
        moment = _moment(typed, day)
        return typed.strip() if moment is None else moment.isoformat(timespec="minutes")

    return convert


def _moment(typed: str, day: date) -> datetime | None:
    """Return the wall time that was typed; None for what is none."""
    written = " ".join(typed.translate(HALF_WIDTH).split())
    for text in (written, f"{day.isoformat()} {written}", f"{day.year}-{written}"):
        for form in _WRITTEN:
            try:
                return datetime.strptime(text, form)  # noqa: DTZ007 - wall time of the hospital
            except ValueError:
                continue
    return None


def _effect(seat: Seat, slot: SlotRow, typed: str, platform: str, besides: set[str]) -> list[Line]:
    """Return where a slot would stand, and what would be in its way there."""
    from rhythm_tui.desk.clashes import words

    moment = _moment(typed, date.fromisoformat(slot.wall[:10]))
    if moment is None:
        return [BLANK, (piece(_("Type a time: what it does stands here then."), "muted"),)]
    draft = _draft(seat, slot, moment, platform)
    head: Line = (piece(f"{_day_name(moment.date())} {moment.strftime('%H:%M')}", "strong-bold"), gap(2))
    found = plan_lines.in_the_way(seat, [draft], besides, own=slot.campaign)
    lines: list[Line] = [BLANK, (*head, *_calendar(seat, moment.date()))]
    if draft.at <= seat.now():
        lines.append((piece(_("that time has passed"), "late-bold"),))
    lines += [(piece(words(one), "soon"),) for one in found]
    return lines if found else [*lines, (piece(_("nothing stands in the way"), "ok"),)]


def _draft(seat: Seat, slot: SlotRow, moment: datetime, platform: str) -> Draft:
    from rhythm_tui.domain.laying import Draft

    wall = moment.isoformat(timespec="minutes")
    at = to_instant(moment, seat.vocabulary.zone)
    return Draft(
        slot.id,
        platform,
        wall,
        at,
        safe(slot.title),
        slot.tier,
        slot.form,
        slot.sub_form,
        slot.audience,
        slot.phase,
    )


def _day_name(day: date) -> str:
    return f"{day.strftime('%m-%d')} {weekday_names()[day.weekday()]}"
