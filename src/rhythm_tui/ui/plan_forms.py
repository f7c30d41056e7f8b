"""The forms of recurring slots and of the hospital's own days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from rhythm_tui.desk.plan_rows import OwnDayRow, RepeatRow
from rhythm_tui.domain.day_rules import read_rule
from rhythm_tui.domain.recurrence import local_day, next_sunday
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.i18n import _, language, say
from rhythm_tui.reports.day_words import weekday_names
from rhythm_tui.reports.plan_words import weekdays
from rhythm_tui.ui import plan_lines
from rhythm_tui.ui.day_fields import (
    clock_typed,
    day_field,
    day_or_none,
    day_typed,
    numbers_of,
    weekdays_field,
    weekdays_typed,
)
from rhythm_tui.ui.fields import Field, Form, Values, such_as
from rhythm_tui.ui.forms import named
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.wording import BLANK, Line, gap, piece, safe

if TYPE_CHECKING:
    from rhythm_tui.domain.laying import Draft
    from rhythm_tui.domain.publishing import Template

_ALL = "all"
_YEARS = 12
_NEXT = 3
"""So many of the next occurrences of an own day are shown."""


def templates(seat: Seat) -> list[tuple[str, str, str]]:
    """Return the playbook's templates of recurring slots: id, name, and when and where."""
    words = seat.vocabulary
    return [
        (key, words.template(key), f"{weekdays(one.days)} {one.at}  {words.platform(one.platform)}")
        for key, one in seat.playbook().templates.items()
        if one.platform in words.platforms_used()
    ]


def repeat(seat: Seat, template: str | None = None) -> Form:
    """Add a recurring slot, filled in from a template of the playbook where one is given."""
    words = seat.vocabulary
    found = seat.playbook().templates.get(template or "")
    title = (found.zh if language() == "zh" else found.en) if found else ""
    tiers = [(key, words.tier(int(key), full=True)) for key in words.ids("tiers")]
    audiences = [("", _("everybody")), *named(words.ids("audiences"), words.audience)]
    series = [("", _("none")), *named(words.ids("series"), words.series)]
    return Form(
        _("new recurring slot"),
        {"do": "repeat.add"},
        [
            Field("platform", _("platform"), "choice", found.platform if found else "",
                  named(words.platforms_used(), words.platform)),
            weekdays_field(numbers_of(found.days) if found else ""),
            Field("time", _("time"), value=found.at if found else "", hint=such_as("20:00"), whole=True),
            Field("title", _("title"), value=title),
            Field("tier", _("topic tier"), "choice", str(found.tier) if found else "", tiers, convert=int),
            Field("form", _("form"), "choice", found.form if found else "",
                  named(words.ids("forms"), words.form)),
            Field("audience", _("for"), "choice", (found.audience or "") if found else "", audiences),
            Field("series", _("series"), "choice", (found.series or "") if found else "", series),
            Field("department", _("department (may stay empty)")),
            day_field(seat, "from_day", _("from (empty: today)")),
            day_field(seat, "until_day", _("until (may stay empty)")),
        ],
        _("add it"),
        combine=lambda values: _added(seat, values, found),
    )  # fmt: skip


def _added(seat: Seat, values: Values, template: Template | None) -> dict[str, object]:
    told: dict[str, object] = {name: value for name, value in values.items() if value.strip()}
    if template and template.sub_form and template.form == values["form"]:
        told["sub_form"] = template.sub_form
    told |= {name: day_typed(seat, values[name]) for name in ("from_day", "until_day") if name in told}
    written = {"days": weekdays_typed(values["days"]), "time": clock_typed(values["time"])}
    return {**told, **written, "tier": int(values["tier"])}


def lay(seat: Seat, rows: Sequence[RepeatRow], chosen: str | None) -> Form:
    """Lay what is not there yet of one recurring slot, or of all of them; ``chosen`` is offered first."""
    until = next_sunday(local_day(seat.now(), seat.vocabulary.zone)).isoformat()
    by_id = {row.id: [row] for row in rows}
    which = [(_ALL, say("all {n}", n=len(rows))), *((row.id, safe(row.title)) for row in rows)]

    def meant(values: Values) -> Sequence[RepeatRow]:
        return by_id.get(values["which"], rows)

    return Form(
        _("lay recurring slots"),
        {"do": "repeat.lay"},
        [
            Field("which", _("which"), "choice", chosen if chosen in by_id else _ALL, which),
            day_field(seat, "until", _("up to and with"), until),
        ],
        _("lay them"),
        preview=lambda values: _laid(seat, meant(values), values["until"]),
        each=lambda values: _commands(seat, meant(values), values["until"]),
    )


def _commands(seat: Seat, rows: Sequence[RepeatRow], typed: str) -> Iterator[Mapping[str, object]]:
    """Yield a command for each that has something to lay; a single one says itself why it has nothing."""
    day = day_or_none(seat, typed)
    for row in rows:
        if len(rows) == 1 or (day is not None and seat.reader.unlaid(row.id, day, seat.now())):
            yield {"id": row.id, "until": day_typed(seat, typed)}


def _laid(seat: Seat, rows: Sequence[RepeatRow], typed: str) -> list[Line]:
    day = day_or_none(seat, typed)
    if day is None:
        return []
    drafts = sorted((draft for row in rows for draft in _drafts(seat, row, day)), key=lambda draft: draft.at)
    if not drafts:
        return [BLANK, (piece(_("Nothing is left to be laid up to that day."), "muted"),)]
    found = plan_lines.in_the_way(seat, drafts)
    return plan_lines.draft_lines(seat, drafts, found, {one.key: "" for one in drafts})


def _drafts(seat: Seat, row: RepeatRow, until: date) -> Iterator[Draft]:
    from rhythm_tui.domain.laying import Draft, wall_of

    for day in seat.reader.unlaid(row.id, until, seat.now()):
        wall, at = wall_of(day, row.time, seat.vocabulary.zone)
        key = f"{row.id} {day}"
        yield Draft(
            key, row.platform, wall, at, safe(row.title), row.tier, row.form, row.sub_form, row.audience
        )


def drop_repeat(seat: Seat, row: RepeatRow) -> Form:
    """Lay a recurring slot no more."""

    def version() -> int | None:
        found = seat.reader.repeat(row.id, seat.now())
        return found.version if found else None

    return Form(
        say("drop recurring slot {id}", id=row.id),
        {"do": "repeat.drop", "id": row.id, "expect": row.version},
        [Field("reason", _("reason"))],
        _("drop the recurring slot"),
        context=[
            (piece(row.title, "strong-bold"), gap(2), piece(f"{weekdays(row.days)} {row.time}", "soft")),
            (piece(_("What it has laid stays."), "muted"),),
            BLANK,
        ],
        version=version,
    )


def own_day(seat: Seat, day: str = "") -> Form:
    """Add a day of the hospital's own to the calendar, seeing when it comes next."""
    wants = [("yes", _("a slot of the third tier")), ("", _("nothing"))]
    return Form(
        _("new own day"),
        {"do": "day.add"},
        [
            Field("zh", _("name in Chinese")),
            Field("en", _("name in English (may stay empty)")),
            Field("rule", _("when: 09-29, 2 thu mar, lunar 09-09, term 冬至"), value=day),
            Field("from_year", _("from the year (may stay empty)"), hint=such_as("2026"), convert=_year),
            Field("until_year", _("until the year (may stay empty)"), convert=_year),
            Field("wants_slot", _("it asks for"), "choice", "yes", wants),
        ],
        _("add it"),
        preview=lambda values: _coming(seat, values),
        combine=_day_added,
    )


def _year(typed: str) -> object:
    written = typed.strip()
    return int(written) if written.isdecimal() and len(written) <= 4 else written


def _day_added(values: Values) -> dict[str, object]:
    told: dict[str, object] = {name: values[name] for name in ("zh", "en", "rule") if values[name].strip()}
    told |= {name: _year(values[name]) for name in ("from_year", "until_year") if values[name].strip()}
    return {**told, "wants_slot": bool(values["wants_slot"])}


def _coming(seat: Seat, values: Values) -> list[Line]:
    """Return when a day comes next, or why its rule cannot be read."""
    if not values["rule"].strip():
        return []
    try:
        rule = read_rule(values["rule"])
    except Refusal as refusal:
        return [BLANK, (piece(seat.why_not(refusal), "late"),)]
    today = local_day(seat.now(), seat.vocabulary.zone)
    years = range(today.year, today.year + _YEARS)
    spans = (span for year in years for span in rule.spans(year) if span.last >= today)
    dates = [f"{one.first} {weekday_names()[one.first.weekday()]}" for one in islice(spans, _NEXT)]
    told = "   ".join(dates) or _("not within {n} years").format(n=_YEARS)
    return [BLANK, (piece(f"{_('comes next')}  ", "muted"), piece(told, "ok" if dates else "soon"))]


def drop_day(seat: Seat, row: OwnDayRow) -> Form:
    """Take an own day out of the calendar."""

    def version() -> int | None:
        found = seat.reader.own_day(row.id)
        return found.version if found else None

    return Form(
        say("drop own day {id}", id=row.id),
        {"do": "day.drop", "id": row.id, "expect": row.version},
        [Field("reason", _("reason"))],
        _("drop the day"),
        context=[(piece(row.zh, "strong-bold"), gap(2), piece(row.rule, "soft")), BLANK],
        version=version,
    )
