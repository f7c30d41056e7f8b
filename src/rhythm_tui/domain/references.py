"""Where a playbook names one of its own nouns: each has to be there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rhythm_tui.domain.playbook import Playbook
    from rhythm_tui.domain.publishing import Laid


def references(playbook: Playbook) -> Iterator[tuple[str, Iterable[str], Iterable[str]]]:
    """Yield each place that names things, what it names, and what there is to name."""
    yield "deadlines", playbook.deadlines, ("comment", "message", "live")
    yield "deadlines", ("comment", "message"), playbook.deadlines
    yield "privacy.retention", playbook.privacy.retention, ("comment", "message", "live")
    yield "review.normal", playbook.review.normal, playbook.roles
    yield "review.emergency", playbook.review.emergency, playbook.roles
    yield "review.statement", playbook.review.statement, playbook.roles
    yield "escalation.chain", (step.duty for step in playbook.escalation.chain), playbook.duties
    for name, kind in playbook.kinds.items():
        yield f"kinds.{name}.tasks", (task.duty for task in kind.tasks), playbook.duties
    for name, timer in playbook.timers.items():
        yield f"timers.{name}.by_grade", timer.by_grade, playbook.grades
        yield f"timers.{name}.grades", timer.grades, playbook.grades
        yield f"timers.{name}.kinds", timer.kinds, playbook.kinds
    yield from _publishing_references(playbook)


def _publishing_references(playbook: Playbook) -> Iterator[tuple[str, Iterable[str], Iterable[str]]]:
    for name, line in playbook.checklist.items():
        yield f"checklist.{name}.forms", line.forms, playbook.forms
        yield f"checklist.{name}.platforms", line.platforms, playbook.platforms
    laid: list[tuple[str, Laid]] = [
        (f"phases.{name}.slots", slot) for name, phase in playbook.phases.items() for slot in phase.slots
    ]
    proposed: list[tuple[str, Laid]] = [
        (f"templates.{name}", one) for name, one in playbook.templates.items()
    ]
    for place, slot in (*laid, *proposed):
        yield place, (slot.platform,), playbook.platforms
        yield place, (slot.form,), playbook.forms
        yield place, (str(slot.tier),), playbook.tiers
        yield place, filter(None, (slot.audience,)), playbook.audiences
        if slot.sub_form and slot.form in playbook.forms:
            yield place, (slot.sub_form,), playbook.forms[slot.form].sub
    for name, one in playbook.templates.items():
        yield f"templates.{name}", filter(None, (one.series,)), playbook.series
