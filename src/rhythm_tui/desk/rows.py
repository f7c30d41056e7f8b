"""Raw tuples of the store made into views: here every typed string passes the cleaner."""

from __future__ import annotations

from rhythm_tui.desk.board import IncidentCard, TimerRow
from rhythm_tui.desk.views import QueueRow, SlotRow
from rhythm_tui.desk.workspace import SlotBrief, TaskRow
from rhythm_tui.domain import ids
from rhythm_tui.domain.approval import approved_words, counting
from rhythm_tui.domain.deadlines import Rule, deadline, is_past
from rhythm_tui.domain.text import NOTHING, PURGED, SafeText, clean, clean_block, named
from rhythm_tui.domain.vocabulary import Vocabulary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def optional(text: str | None) -> SafeText | None:
    """Return a name cleaned, or None."""
    return clean(text) if text else None


def queue_row(row: tuple[Any, ...]) -> QueueRow:
    """Make a queue row of the columns ``store.interactions`` reads."""
    (n, version, platform, kind, state, posted_at, due_at, soon_at, neglect_at, clock, neglect_clock,
     author, text, owner, reply_state, post, incident, seen_at, topic, waiting, tags,
     remind_at, referred, taken_on, outcome) = row  # fmt: skip
    return QueueRow(
        id=ids.name(ids.INTERACTION, n),
        version=version,
        platform=platform,
        kind=kind,
        state=state,
        posted_at=posted_at,
        due_at=due_at,
        soon_at=soon_at,
        neglect_at=neglect_at,
        clock=clock,
        neglect_clock=neglect_clock,
        author=clean(author),
        text=PURGED if text is None else clean_block(text),
        owner=optional(owner),
        reply_state=reply_state,
        post=clean(post),
        incident=ids.name(ids.INCIDENT, incident) if incident else None,
        seen_at=seen_at,
        topic=optional(topic),
        waiting=optional(waiting),
        tags=tuple(clean(tag) for tag in tags.split("\n") if tag),
        remind_at=remind_at,
        referred=referred,
        taken_on=taken_on,
        outcome=outcome,
    )


def slot_row(
    row: tuple[Any, ...], sign_offs: list[tuple[str, str, str, int]], vocabulary: Vocabulary, now: int
) -> SlotRow:
    """Make a slot row of the columns ``store.slots`` reads; its state is that of ``now``."""
    (n, version, platform, wall, at, title, tier, form, audience, department, emergency, author, editors,
     state, published_at, url, held_for, statement, script, sub_form, depth, length_s, tags, series,
     goal, campaign, phase, repeat, first_at, missed_s, breach, differs) = row  # fmt: skip
    given = [(role, expert, approved) for role, expert, approved, _ in sign_offs]
    signed = tuple(counting(slot_words(row), (author, *editors.splitlines()), given)) if given else ()
    required = vocabulary.required_roles(emergency=bool(emergency))
    minute = int(wall[11:13]) * 60 + int(wall[14:16])
    return SlotRow(
        id=ids.name(ids.SLOT, n),
        version=version,
        platform=platform,
        wall=wall,
        at=at,
        title=named(title),
        tier=tier,
        form=form,
        audience=audience,
        department=optional(department),
        emergency=bool(emergency),
        state=state_now(state, at, vocabulary.desk_span("slot_grace"), now),
        signed=signed,
        missing=() if state in ("published", "dropped") else tuple(r for r in required if r not in signed),
        published_at=published_at,
        url=clean(url or ""),
        off_window_min=vocabulary.minutes_off(audience, minute) if audience else None,
        held_for=ids.name(ids.INCIDENT, held_for) if held_for else None,
        statement=ids.name(ids.STATEMENT, statement) if statement else None,
        script=script,
        sub_form=sub_form,
        depth=depth,
        length_s=length_s,
        tags=clean(tags),
        series=series,
        goal=goal,
        campaign=ids.name(ids.CAMPAIGN, campaign) if campaign else None,
        phase=phase,
        repeat=ids.name(ids.REPEAT, repeat) if repeat else None,
        first_at=first_at,
        missed_s=missed_s,
        breached=breach is not None,
        differs=bool(differs),
        author=clean(author),
    )


def slot_words(row: tuple[Any, ...]) -> str:
    """Return the hash of what an expert approves, of the columns ``store.slots`` reads."""
    platform, title, tier, form, emergency, script = (row[place] for place in (2, 5, 6, 7, 10, 18))
    return approved_words(platform, title, tier, form, emergency=bool(emergency), script=script)


def state_now(state: str, at: int, grace: int, now: int) -> str:
    """Return a slot's state at ``now``: long past its time (by ``grace`` ms) and not out it is missed.

    That is a fact about now; a person decides later.
    """
    return "missed" if state in ("planned", "review", "ready") and is_past(at + grace, now) else state


def incident_card(row: tuple[Any, ...], timers: list[tuple[Any, ...]]) -> IncidentCard:
    """Make a card of the columns ``store.incidents`` reads."""
    (n, version, title, kind, grade, stage, owner, discovered_at, graded_at, linked, source, occurred_at,
     merged_into, tasks, task_dues, held) = row  # fmt: skip
    return IncidentCard(
        id=ids.name(ids.INCIDENT, n),
        version=version,
        title=named(title),
        kind=kind,
        grade=grade,
        stage=stage,
        owner=optional(owner),
        discovered_at=discovered_at,
        graded_at=graded_at,
        timers=tuple(timer_row(timer) for timer in timers),
        linked=linked,
        source=source,
        occurred_at=occurred_at,
        merged_into=ids.name(ids.INCIDENT, merged_into) if merged_into else None,
        tasks=tasks,
        task_dues=tuple(sorted(map(int, task_dues.split(",")))) if task_dues else (),
        held=held,
    )


def timer_row(row: tuple[Any, ...]) -> TimerRow:
    """Make a timer of the columns ``store.incidents`` reads; its last quarter is due soon, as with items."""
    (name, start, target, met_at, met_by, evidence, missed_s, waived_at, waived_by, waiver, file, sha256,
     url, waived_by_grade) = row  # fmt: skip
    due, soon, _ = deadline(start, Rule(target))
    return TimerRow(
        name=name,
        start=start,
        due_at=due,
        soon_at=soon,
        target=target,
        met_at=met_at,
        met_by=optional(met_by),
        evidence=clean_block(evidence),
        missed_s=missed_s,
        waived_at=waived_at,
        waived_by=optional(waived_by),
        waiver=clean_block(waiver),
        file=clean(file),
        sha256=sha256,
        url=clean(url or ""),
        waived_by_grade=bool(waived_by_grade),
    )


def task_row(row: tuple[Any, ...]) -> TaskRow:
    """Make a task of the columns ``store.response`` reads."""
    (n, version, incident, slot, source, text, role, owner, due_at, made_at, made_by, state, ended_at,
     ended_by, result, title) = row  # fmt: skip
    return TaskRow(
        id=ids.name(ids.TASK, n),
        version=version,
        incident=ids.name(ids.INCIDENT, incident) if incident else None,
        slot=ids.name(ids.SLOT, slot) if slot else None,
        source=source,
        text=clean_block(text),
        role=role,
        owner=optional(owner),
        due_at=due_at,
        made_at=made_at,
        made_by=clean(made_by),
        state=state,
        ended_at=ended_at,
        ended_by=optional(ended_by),
        result=clean_block(result),
        title=named(title) if incident else NOTHING,
    )


def slot_brief(row: tuple[Any, ...]) -> SlotBrief:
    """Make a slot in short of the columns ``store.response`` reads."""
    n, platform, wall, title, state, statement = row
    brings = ids.name(ids.STATEMENT, statement) if statement else None
    return SlotBrief(ids.name(ids.SLOT, n), platform, wall, named(title), state, brings)
