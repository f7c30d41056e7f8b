"""The document of one incident: what it is, how its timers stand, what belongs to it, what was done."""

from __future__ import annotations

from rhythm_tui.desk.views import IncidentDetail, QueueRow
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.i18n import _, language, say
from rhythm_tui.reports.document import Block, Document, Facts, Paragraph, Section, Table
from rhythm_tui.reports.response import action_sections, role_section, slot_sections
from rhythm_tui.reports.statements import statement_sections
from rhythm_tui.reports.timeline import timeline_section
from rhythm_tui.reports.timers import timer_table
from rhythm_tui.reports.words import (
    clock_time,
    full_time,
    item_state,
    outcomes,
    source_of,
    stage_name,
    told_words,
)


def incident_document(detail: IncidentDetail, now: int, vocabulary: Vocabulary) -> Document:
    """Build the document of an incident as it stands at ``now`` (RHYTHM 20 to 24)."""
    card = detail.card
    return Document(
        language=language(),
        title=say("Incident {id}: {title}", id=card.id, title=told_words(card.title)),
        lead=(incident_facts(detail, vocabulary),),
        sections=(
            Section(_("Response timers"), (timer_table(card.timers, now, vocabulary),)),
            role_section(detail.duties, vocabulary),
            *action_sections(detail.tasks, now, vocabulary),
            *statement_sections(detail.statements, detail.carried, now, vocabulary),
            *slot_sections(detail.slots, vocabulary),
            Section(_("Linked items"), (_items(detail.items, now, vocabulary),)),
            timeline_section(detail, vocabulary),
        ),
        footer=say("rhythm-tui, as of {time}", time=full_time(now, vocabulary)),
        issuer=vocabulary.hospital,
    )


def incident_facts(detail: IncidentDetail, vocabulary: Vocabulary) -> Facts:
    """Return what an incident is: its kind and grade, who is in charge, when it happened and was found."""
    card = detail.card
    pairs = [
        (_("Kind"), vocabulary.kind(card.kind)),
        (_("Grade"), vocabulary.grade(card.grade)),
        (_("Stage"), stage_name(card.stage)),
        (_("In charge"), card.owner.plain if card.owner else _("nobody")),
    ]
    if card.source:
        pairs.append((_("Known from"), vocabulary.source(card.source)))
    if card.occurred_at is not None:
        pairs.append((_("Happened"), full_time(card.occurred_at, vocabulary)))
    pairs += [
        (_("Discovered"), full_time(card.discovered_at, vocabulary)),
        (_("Graded"), full_time(card.graded_at, vocabulary)),
    ]
    if card.merged_into is not None:
        pairs.append((_("Goes on in"), card.merged_into))
    return Facts(tuple(pairs))


def _items(items: tuple[QueueRow, ...], now: int, vocabulary: Vocabulary) -> Block:
    if not items:
        return Paragraph(_("None."))
    header = (
        _("Id"), _("Source"), _("Author"), _("Posted"), _("State"),
        _("Topic"), _("Waiting for"), _("Outcome"), _("Text"),
    )  # fmt: skip
    rows = tuple(
        (
            row.id,
            source_of(row, vocabulary),
            row.author.plain,
            clock_time(row.posted_at, vocabulary, now),
            item_state(row.state),
            row.topic.plain if row.topic else "-",
            row.waiting.plain if row.waiting and row.state == "open" else "-",
            outcomes().get(row.outcome, row.outcome) if row.outcome else "-",
            row.text.plain,
        )
        for row in items
    )
    return Table(header, rows)
