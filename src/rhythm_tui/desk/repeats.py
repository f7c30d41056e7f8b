"""The verbs of recurring slots (RHYTHM.md 10)."""

from __future__ import annotations

from typing import Any

from rhythm_tui.desk import clashes
from rhythm_tui.desk.act import Act, Outcome, Verb, Warn
from rhythm_tui.desk.laying import called
from rhythm_tui.domain import ids, repeats
from rhythm_tui.domain.command import Command
from rhythm_tui.domain.planning_commands import RepeatAdd, RepeatDrop, RepeatLay
from rhythm_tui.domain.publishing import Template
from rhythm_tui.domain.recurrence import day_of, laid_day, local_day
from rhythm_tui.domain.refusal import invalid, msg, refused
from rhythm_tui.domain.repeats import Repeat
from rhythm_tui.domain.slots import Slot, check_known

_NEEDED = ("platform", "days", "time", "title", "tier", "form")
_FIELDS = ("platform", "time", "title", "tier", "form", "sub_form", "audience", "department", "series")
"""Fields of the command that a recurring slot keeps as they are."""


def add(act: Act, command: RepeatAdd) -> Outcome:
    """Add a recurring slot; it lays nothing yet."""
    made = _made(act, command)
    repeats.check_new(made, act.tx.where(Repeat, "state = 'standing'"))
    return _outcome(act.tx.insert(made))


def _made(act: Act, command: RepeatAdd) -> Repeat:
    """Return what a command asks for: of the template it names, else all of it of its own."""
    book = act.playbook
    check_known("template", command.template, book.templates)
    values = _of_template(book.templates[command.template]) if command.template else {}
    if command.form is not None:
        values.pop("sub_form", None)
    values |= command.model_dump(include=set(_FIELDS), exclude_none=True)
    if command.days:
        values["days"] = repeats.written_days(command.days)
    for field in _NEEDED:
        if field not in values:
            raise invalid(field, msg("this field is needed"))
    _check_words(act, values)
    first = day_of("from_day", command.from_day) if command.from_day else local_day(act.now, book.tz)
    last = day_of("until_day", command.until_day).isoformat() if command.until_day else None
    return Repeat(
        **values,
        from_day=first.isoformat(),
        until_day=last,
        made_by=act.operator,
        simulated=act.simulated,
    )


def _check_words(act: Act, values: dict[str, Any]) -> None:
    """Refuse what the playbook does not know, naming the field."""
    book = act.playbook
    check_known("platform", values["platform"], book.platforms)
    check_known("tier", str(values["tier"]), book.tiers)
    check_known("form", values["form"], book.forms)
    check_known("sub_form", values.get("sub_form"), book.forms[values["form"]].sub)
    check_known("audience", values.get("audience"), book.audiences)
    check_known("series", values.get("series"), book.series)


def _of_template(template: Template) -> dict[str, Any]:
    return {
        **template.model_dump(include={"platform", "tier", "form", "sub_form", "audience", "series"}),
        "days": repeats.written_days(template.days),
        "time": template.at,
        "title": called(template),
    }


def lay(act: Act, command: RepeatLay) -> Outcome:
    """Lay the slots that are not there yet up to a day: never two of the same day."""
    repeat = act.subject(Repeat, command.id)
    repeats.check_standing(repeat)
    until = day_of("until", command.until)
    repeats.check_far(local_day(act.now, act.playbook.tz), until)
    drafts = repeats.coming(repeat, _laid(act, repeat), until, act.now, act.playbook.tz)
    if not drafts:
        raise refused(msg("nothing is left to be laid up to that day"))
    clashes.lay(act, drafts, repeat=repeat.n, department=repeat.department, series=repeat.series)
    return _outcome(act.tx.update(repeat, repeat))


def _laid(act: Act, repeat: Repeat) -> list[str]:
    """Return the days it was laid for: one whose slot was moved or dropped since is not laid again."""
    found = act.tx.where(Slot, "repeat = ? AND state <> 'withdrawn'", repeat.n)
    return [laid_day(slot.wall, slot.zone, slot.first_at) for slot in found]


def drop(act: Act, command: RepeatDrop) -> Outcome:
    """Lay a recurring slot no more; what it has laid stays."""
    repeat = act.subject(Repeat, command.id)
    act.keep("reason", command.reason)
    return _outcome(act.tx.update(repeat, repeats.drop(repeat)))


def _outcome(repeat: Repeat) -> Outcome:
    return Outcome(ids.name(ids.REPEAT, repeat.n), repeat.version)


VERBS: dict[type[Command], Verb] = {RepeatAdd: add, RepeatLay: lay, RepeatDrop: drop}
REMARKS: dict[type[Command], Warn] = {RepeatLay: clashes.remarks}
