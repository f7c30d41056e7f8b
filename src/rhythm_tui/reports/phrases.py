"""Events of a history, and what is known besides a deadline, as phrases for screens and documents alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import chain

from rhythm_tui.desk.reasons import Why
from rhythm_tui.desk.views import Event, Fact
from rhythm_tui.domain.text import SafeText
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.i18n import _, clauses, say
from rhythm_tui.reports.export import exports
from rhythm_tui.reports.pool_words import consent_name
from rhythm_tui.reports.slot_words import sentences
from rhythm_tui.reports.words import (
    clock_time,
    close_reasons,
    full_time,
    lesson_kinds,
    note_kinds,
    outcomes,
    referrals,
    slot_state,
    span_words,
    stage_name,
    verb_name,
)

_SHOWN = str | SafeText | int | None


def event_phrase(event: Event, vocabulary: Vocabulary) -> str:
    """Return what an event did, and to which: ``graded anew: general to major``."""
    told = facts_phrase(event, vocabulary)
    return say("{what}: {told}", what=verb_name(event.verb), told=told) if told else verb_name(event.verb)


def facts_phrase(event: Event, vocabulary: Vocabulary) -> str:
    """Return what an event tells beside its verb, ids by their names; empty when there is nothing."""
    told = clauses(_fact(fact, event, vocabulary) for fact in event.facts)
    if event.took_back is None:
        return told
    what = verb_name(event.took_back)
    return say("{what}: {told}", what=what, told=told) if told else what


def _fact(fact: Fact, event: Event, vocabulary: Vocabulary) -> str:
    if fact.value is None:
        told = say("no longer {value}", value=_value(fact.name, fact.before, event, vocabulary))
    else:
        told = _value(fact.name, fact.value, event, vocabulary)
        if fact.before is not None:
            told = _changed(fact, event, vocabulary)
    templates = _templates()
    template = templates.get(f"{event.verb}.{fact.name}", templates.get(fact.name))
    return template.format(value=told) if template else told


def _changed(fact: Fact, event: Event, vocabulary: Vocabulary) -> str:
    before, after = (_value(fact.name, one, event, vocabulary) for one in (fact.before, fact.value))
    if before == after and isinstance(fact.before, int) and isinstance(fact.value, int):
        before, after = (full_time(one, vocabulary) for one in (fact.before, fact.value))
    if fact.name == "digest":
        return after
    return say("{before} to {after}", before=before, after=after)


def _templates() -> dict[str, str]:
    """Return what stands around a fact that its bare value does not explain."""
    return {
        "at": _("at {value}"),
        "answered_at": _("at {value}"),
        "answered_by": _("by {value}"),
        "met_at": _("at {value}"),
        "published_at": _("at {value}"),
        "stopped_at": _("answered {value}"),
        "posted_at": _("posted {value}"),
        "discovered_at": _("discovered {value}"),
        "missed_s": _("late by {value}"),
        "forward_s": _("forward by {value}"),
        "back_s": _("back by {value}"),
        "since": _("since {value}"),
        "until": _("until {value}"),
        "zone": _("{value} minutes east of UTC"),
        "number": _("version {value}"),
        "tags": _("tags {value}"),
        "to": _("given to {value}"),
        "restore.to": _("as it was with line {value}"),
        "lost": _("lines given up: {value}"),
        "topic": _("topic {value}"),
        "items": _("with {value}"),
        "merged_into": _("into {value}"),
        "occurred_at": _("happened {value}"),
        "sha256": _("SHA-256 {value}"),
        "template": _("approved wording {value}"),
        "due_at": _("due {value}"),
        "former": _("from {value}"),
        **dict.fromkeys(("idea", "pledge", "story"), _("for {value}")),
        "new": _("{value} new"),
        "duplicate": _("{value} there already"),
        "count": _("{value} counted"),
        "threshold": _("past {value}"),
        "from_day": _("from {value}"),
        "until_day": _("until {value}"),
        "copied": _("from {value}"),
        "missing": _("without {value}"),
        "off": _("tick taken off"),
    }


def _value(name: str, value: _SHOWN, event: Event, vocabulary: Vocabulary) -> str:
    if isinstance(value, int):
        return _number(name, value, event, vocabulary)
    plain = value.plain if isinstance(value, SafeText) else value or ""
    names = _names(vocabulary)
    about = f"{event.took_back or event.verb}.{name}"
    return names.get(about, names.get(name, str))(plain)


def _number(name: str, value: int, event: Event, vocabulary: Vocabulary) -> str:
    if name == "tier":
        return vocabulary.tier(value)
    if name == "emergency":
        return _("emergency") if value else _("no emergency")
    if name == "length_s":
        return say("{n} s", n=value)
    if name.endswith("_s"):
        return span_words(value)
    instant = name.rsplit("_", maxsplit=1)[-1] == "at" or name in ("since", "until")
    return clock_time(value, vocabulary, event.at) if instant else str(value)


def _names(vocabulary: Vocabulary) -> dict[str, Callable[[str], str]]:
    """Return how ids of ours and of the playbook are called, by the fact or value that holds them.

    Where one name means two things the verb stands before it.
    """
    return {
        "grade": vocabulary.grade,
        "kind": vocabulary.kind,
        "timer": vocabulary.timer,
        "duty": vocabulary.duty,
        "channel": vocabulary.channel,
        "source": vocabulary.source,
        "role": vocabulary.role,
        "platform": vocabulary.platform,
        "missing": each(vocabulary.role),
        **_publishing_names(vocabulary),
        "stage": stage_name,
        "outcome": lambda key: outcomes().get(key, key),
        "close_reason": lambda key: close_reasons().get(key, key),
        "referred": lambda key: referrals().get(key, key),
        "incident.note.kind": lambda key: note_kinds().get(key, key),
        "consent": consent_name,
        "verdict": lambda key: {"altered": _("altered"), "as_approved": _("as approved")}.get(key, key),
        "what": lambda key: exports().get(key, key),
        "lesson.add.kind": lambda key: lesson_kinds().get(key, key),
        **dict.fromkeys(("incident.duty.role", "task.add.role", "task.assign.role"), vocabulary.duty),
    }


def _publishing_names(vocabulary: Vocabulary) -> dict[str, Callable[[str], str]]:
    def sub_form(key: str) -> str:
        forms = (form for form in vocabulary.ids("forms") if key in vocabulary.sub_forms(form))
        return vocabulary.sub_form(next(forms, ""), key)

    return {
        "form": vocabulary.form,
        "sub_form": sub_form,
        "depth": vocabulary.depth,
        "audience": vocabulary.audience,
        "series": vocabulary.series,
        "goal": vocabulary.goal,
        "line": vocabulary.check_line,
        "digest": lambda _digest: _("script"),
    }


def each(name: Callable[[str], str]) -> Callable[[str], str]:
    """Return how several ids that stand in one text, with commas, are called."""
    return lambda written: _(", ").join(name(one) for one in written.split(", "))


def refusal_names(vocabulary: Vocabulary) -> Mapping[str, Callable[[str], str]]:
    """Return how the values of a refusal are called on the screen, where they are ids of the playbook."""
    return {
        "timer": vocabulary.timer,
        "timers": each(vocabulary.timer),
        "lines": each(vocabulary.release),
        "line": vocabulary.check_line,
        "roles": each(vocabulary.role),
        "state": slot_state,
        "verb": verb_name,
        "access": each(vocabulary.access),
        "platforms": each(vocabulary.platform),
    }


def besides(why: Why, vocabulary: Vocabulary, now: int) -> list[str]:
    """Return, a sentence each, what an explanation tells besides the limits: corrections, misses, waiting."""

    def at(instant: int) -> str:
        return clock_time(instant, vocabulary, now)

    slot = [] if why.slot is None else sentences(why.slot, vocabulary, now)
    return list(chain(_turns(why, vocabulary, at), _care(why, at, now), slot))


def _turns(why: Why, vocabulary: Vocabulary, at: Callable[[int], str]) -> list[str]:
    told = []
    if why.posted_first is not None:
        told.append(say("first taken down as posted at {time}", time=at(why.posted_first)))
    for event in why.turns:
        what = event_phrase(event, vocabulary)
        values = {"time": at(event.at), "name": event.operator.plain, "what": what}
        reason = " ".join(event.words.plain.split("\n"))
        if reason:
            told.append(say("{time} {name}, {what} ({reason})", **values, reason=reason))
        else:
            told.append(say("{time} {name}, {what}", **values))
    if why.earlier_missed_s:
        span = span_words(why.earlier_missed_s)
        told.append(say("late by {span} before this: a miss stays", span=span))
    return told


def _care(why: Why, at: Callable[[int], str], now: int) -> list[str]:
    told = []
    if why.waiting is not None and why.waiting_since is not None and why.stopped_at is None:
        span = span_words((now - why.waiting_since) // 1000)
        values = {"name": why.waiting.plain, "time": at(why.waiting_since), "span": span}
        told.append(say("waiting for {name} since {time}, {span}: no clock stops for it", **values))
    if why.topic is not None:
        told.append(say("topic {value}", value=why.topic.plain))
    if why.close_reason is not None:
        told.append(say("reason: {value}", value=close_reasons().get(why.close_reason, why.close_reason)))
    if why.outcome is not None:
        told.append(say("outcome: {value}", value=outcomes().get(why.outcome, why.outcome)))
    return told
