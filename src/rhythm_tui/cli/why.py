"""``why``: how a deadline came to be."""

from __future__ import annotations

from typing import Any

import click

from rhythm_tui.cli import candidates
from rhythm_tui.cli.base import DeskCommand
from rhythm_tui.cli.output import as_json
from rhythm_tui.cli.rows import Moment
from rhythm_tui.cli.session import Session
from rhythm_tui.desk.reasons import Limit, Why
from rhythm_tui.desk.views import Event
from rhythm_tui.domain.deadlines import Band, remaining_s
from rhythm_tui.domain.ids import unknown
from rhythm_tui.domain.text import SafeText
from rhythm_tui.domain.vocabulary import update_number
from rhythm_tui.i18n import _, say
from rhythm_tui.reports.phrases import besides
from rhythm_tui.reports.words import band_name, item_state, kind_name, slot_state, span_words, stage_name


@click.command(cls=DeskCommand, example="rhythm-tui why q17\nrhythm-tui why i2 --json")
@click.argument("id", metavar="ID", shell_complete=candidates.open_things)
@click.option("--json", "wanted_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def why(session: Session, id: str, wanted_json: bool) -> None:
    """Explain the deadlines of an item, an incident or a slot: when they began, and what they were given."""
    told = explained(session, id)
    click.echo(as_json(told) if wanted_json else "\n".join(told["lines"]))


def explained(session: Session, id: str) -> dict[str, Any]:
    """Return an explanation as fields, in words under ``lines``. Raises ``Refusal``, ``DeskUnusable``."""
    with session.reader() as reader:
        found = reader.why(id, session.now())
        if found is None:
            raise unknown(id)
        moment = Moment(session.now(), session.vocabulary)
        return {**why_fields(found, moment), "lines": why_lines(found, moment)}


def why_fields(found: Why, moment: Moment) -> dict[str, Any]:
    """Return an explanation as fields; instants in ISO 8601, null where there is none."""
    return {
        "id": found.id,
        "kind": found.kind,
        "state": found.state,
        "band": found.band,
        "posted_at": moment.iso(found.posted_at),
        "seen_at": moment.iso(found.seen_at),
        "burnt_s": found.burnt_s,
        "limits": [
            {
                "name": limit.name,
                "start": moment.iso(limit.start),
                "target_s": (limit.due_at - limit.start) // 1000,
                "due_at": moment.iso(limit.due_at),
                "met_at": moment.iso(limit.met_at),
                "late_s": limit.late_s,
                "waived": limit.waived,
            }
            for limit in found.limits
        ],
        "stopped_at": moment.iso(found.stopped_at),
        "stopped_by": found.stopped_by.plain if found.stopped_by else None,
        "posted_first": moment.iso(found.posted_first),
        "corrections": [_turn(e, moment) for e in found.turns if e.verb == "interaction.correct"],
        "reopenings": [_turn(e, moment) for e in found.turns if e.verb == "interaction.reopen"],
        "earlier_missed_s": found.earlier_missed_s,
        "waiting": found.waiting.plain if found.waiting else None,
        "waiting_since": moment.iso(found.waiting_since),
        "topic": found.topic.plain if found.topic else None,
        "outcome": found.outcome,
        "close_reason": found.close_reason,
    }


def _turn(event: Event, moment: Moment) -> dict[str, Any]:
    """Return a correction or re-opening: who, when, why, and the times before and after it."""
    times = {fact.name: fact for fact in event.facts if fact.name in ("posted_at", "stopped_at")}
    return {
        "at": moment.iso(event.at),
        "by": event.operator.plain,
        "reason": event.words.plain or None,
        **{
            name: {"from": _instant(fact.before, moment), "to": _instant(fact.value, moment)}
            for name, fact in times.items()
        },
    }


def _instant(value: SafeText | int | None, moment: Moment) -> str | None:
    return moment.iso(value) if isinstance(value, int) else None


def why_lines(found: Why, moment: Moment) -> list[str]:
    """Return an explanation in words, one thought a line."""
    if found.kind == "slot":
        told = besides(found, moment.vocabulary, moment.now)
        return [_heading(found, slot_state(found.state)), _slot(found, moment), *told]
    if found.kind == "incident":
        return [
            _heading(found, stage_name(found.state)),
            *(_limit(found, limit, moment) for limit in found.limits),
        ]
    lines = [_heading(found, band_name(Band(found.band)) if found.band else item_state(found.state))]
    lines += [_limit(found, limit, moment) for limit in found.limits]
    if not found.limits:
        lines.append(say("posted {time}; a live question has no deadline", time=moment.time(found.posted_at)))
    told = besides(found, moment.vocabulary, moment.now)
    return [*lines, *_arrival(found, moment), *_stop(found, moment), *told]


def _heading(found: Why, state: str) -> str:
    return f"{found.id}  {kind_name(found.kind)}  {state}"


def _limit(found: Why, limit: Limit, moment: Moment) -> str:
    values = {
        "start": moment.time(limit.start),
        "span": _target(limit),
        "due": moment.time(limit.due_at),
        "outcome": _outcome(limit, moment),
    }
    if found.kind == "incident":
        name = moment.vocabulary.timer(limit.name)
        if update_number(limit.name):
            return say("{name}: promised {start} for {due}, {outcome}", name=name, **values)
        return say("{name}: discovered {start} + {span} = {due}, {outcome}", name=name, **values)
    return say("posted {start} + {span} = {due}, {outcome}", **values)


def _target(limit: Limit) -> str:
    minutes = (limit.due_at - limit.start) // 60_000
    return f"{minutes // 60}h" if minutes % 60 == 0 else f"{minutes}m"


def _outcome(limit: Limit, moment: Moment) -> str:
    if limit.met_at is not None:
        met = moment.time(limit.met_at)
        if limit.late_s:
            return say("met {time}, late by {span}", time=met, span=span_words(limit.late_s))
        return say("met {time}, in time", time=met)
    if limit.waived:
        span = span_words(limit.late_s)
        return say("waived, late by {span}", span=span) if limit.late_s else _("waived")
    if limit.late_s:
        return say("overdue by {span}", span=span_words(limit.late_s))
    return say("{span} left", span=span_words(remaining_s(limit.due_at, moment.now)))


def _slot(found: Why, moment: Moment) -> str:
    limit = found.limits[0]
    planned = moment.time(limit.due_at)
    if limit.met_at is not None:
        done = moment.time(limit.met_at)
        if limit.late_s:
            late = span_words(limit.late_s)
            return say(
                "planned for {time}, published {done}, {span} after it", time=planned, done=done, span=late
            )
        return say("planned for {time}, published {done}", time=planned, done=done)
    outcome = slot_state(found.state) if limit.waived else _outcome(limit, moment)
    return say("planned for {time}, {outcome}", time=planned, outcome=outcome)


def _arrival(found: Why, moment: Moment) -> list[str]:
    seen = moment.time(found.seen_at)
    if found.burnt_s >= 60 and found.limits:
        return [
            say("entered the desk {time}, after {span} had burnt", time=seen, span=span_words(found.burnt_s))
        ]
    return [say("entered the desk {time}", time=seen)]


def _stop(found: Why, moment: Moment) -> list[str]:
    if found.stopped_at is None:
        return []
    values = {"state": item_state(found.state), "time": moment.time(found.stopped_at)}
    if found.stopped_by is None:
        return [say("{state} {time}", **values)]
    return [say("{state} {time} by {name}", name=found.stopped_by.plain, **values)]
