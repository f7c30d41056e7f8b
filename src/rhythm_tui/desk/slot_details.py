"""Everything the desk knows of one publishing slot, and why it stands as it does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rhythm_tui.desk import lesson_rows, rows
from rhythm_tui.desk.events import slot_history
from rhythm_tui.desk.reasons import Limit, Why
from rhythm_tui.desk.slot_views import CheckRow, SlotDetail
from rhythm_tui.desk.views import SlotRow
from rhythm_tui.domain import ids
from rhythm_tui.domain.approval import counts_for
from rhythm_tui.domain.deadlines import overrun_s
from rhythm_tui.domain.text import SafeText, clean, clean_block
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.store import contents, response, slots
from rhythm_tui.store.sqlite import Connection


def slot(connection: Connection, found: tuple[Any, ...], row: SlotRow, vocabulary: Vocabulary) -> SlotDetail:
    """Return a slot with everything that belongs to it; ``found`` is the columns ``row`` was made of."""
    n = found[0]
    author, editors, published_by, script, live, breach, drop_reason, *told = slots.told(connection, n)
    story, consent = told
    words, writers = rows.slot_words(found), (author, *editors.splitlines())
    signatures = tuple(
        (role, clean(expert), at, counts_for(words, writers, expert, approved))
        for role, expert, approved, at in slots.sign_offs(connection, n)
    )
    signed = {role for role, _expert, _at, counts in signatures if counts}
    required = vocabulary.required_roles(emergency=row.emergency)

    def kept(content: int | None) -> SafeText | None:
        """Return the words of a content, cleaned; None where there are none."""
        return None if content is None else clean_block(contents.words(connection, content))

    return SlotDetail(
        row=row,
        author=clean(author),
        published_by=rows.optional(published_by),
        signatures=signatures,
        history=slot_history(connection, row.id, [id for id in (row.campaign, row.repeat) if id]),
        editors=tuple(map(clean, writers[1:])),
        owed=() if row.state == "dropped" else tuple(role for role in required if role not in signed),
        script=kept(script) or clean(""),
        live=kept(live),
        breach=kept(breach),
        drop_reason=kept(drop_reason),
        story=None if story is None else (ids.name(ids.STORY, story), consent),
        checklist=tuple(_checklist(connection, row, vocabulary)),
        tasks=tuple(rows.task_row(task) for task in response.tasks_of_slot(connection, n)),
    )


def _checklist(connection: Connection, row: SlotRow, vocabulary: Vocabulary) -> Iterator[CheckRow]:
    """Yield the lines of a slot's checklist; of one that went out, no lesson that was learnt later."""
    n = ids.number(ids.SLOT, row.id)
    done = {line: (at, clean(operator)) for line, at, operator in slots.ticks(connection, n)}
    nothing = (None, None)
    lines = vocabulary.checklist(row.platform, row.form, emergency=row.emergency, phase=row.phase)
    for one in lines:
        kind = "phase" if "." in one.id else "general"
        yield CheckRow(one.id, clean(one.words), kind, *done.get(one.id, nothing))
    standing = lesson_rows.standing(connection)
    for lesson in sorted(standing, key=lambda one: one.kind != "sop"):
        if row.published_at is None or lesson.at <= row.published_at:
            yield CheckRow(lesson.id, lesson.text, lesson.kind, *done.get(lesson.id, nothing))


def why_slot(detail: SlotDetail, now: int) -> Why:
    """Explain a slot's time: what was planned, what was done (RHYTHM 8)."""
    row = detail.row
    given_up = row.state == "dropped"
    late_s = 0 if given_up else overrun_s(row.at, row.published_at or now)
    limit = Limit("at", row.at, row.at, row.published_at, late_s, waived=given_up)
    return Why(
        id=row.id,
        kind="slot",
        band=None,
        posted_at=row.at,
        seen_at=row.at,
        burnt_s=0,
        limits=(limit,),
        stopped_at=row.published_at,
        stopped_by=detail.published_by,
        state=row.state,
        slot=detail,
    )
