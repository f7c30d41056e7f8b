"""What was said in public about an incident, as sections of its document (RHYTHM.md 23)."""

from __future__ import annotations

from rhythm_tui.desk.statement_rows import CarriedReply, StatementRow
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.i18n import _, say
from rhythm_tui.reports.document import Block, Paragraph, Section, Table
from rhythm_tui.reports.words import clock_time, full_time, statement_state, told_words


def statement_sections(
    rows: tuple[StatementRow, ...], carried: tuple[CarriedReply, ...], now: int, vocabulary: Vocabulary
) -> tuple[Section, ...]:
    """Build the section of the statements, and one of the replies that still carry superseded words."""
    sections = (Section(_("Statements"), (_statements(rows, now, vocabulary),)),)
    if not carried:
        return sections
    return (*sections, Section(_("Replies with superseded wording"), (_carried(carried, now, vocabulary),)))


def _statements(rows: tuple[StatementRow, ...], now: int, vocabulary: Vocabulary) -> Block:
    if not rows:
        return Paragraph(_("None."))
    header = (_("Version"), _("State"), _("Text"), _("Written by"), _("Signed off"), _("Where and when"))
    return Table(
        header,
        tuple(
            (
                f"{row.number} ({row.id})",
                _state(row, rows),
                told_words(row.text),
                _(", ").join(author.plain for author in row.authors),
                _signed(row, now, vocabulary),
                _outlets(row, vocabulary),
            )
            for row in rows
        ),
    )


def _state(row: StatementRow, rows: tuple[StatementRow, ...]) -> str:
    """Return the state, with the version that superseded it: the next one that came to stand in public."""
    after = next((one for one in rows if one.number > row.number and one.published_at is not None), None)
    if row.state != "superseded" or after is None:
        return statement_state(row.state)
    return say("superseded by version {number}", number=after.number)


def _signed(row: StatementRow, now: int, vocabulary: Vocabulary) -> str:
    """Return who has signed in which role and when, whose sign-off has lapsed, and which are still owed."""
    told = []
    for one in row.signatures:
        values = {"role": vocabulary.role(one.role), "name": one.expert.plain}
        time = clock_time(one.at, vocabulary, now)
        signed = say("{role}: {name}, {time}", **values, time=time)
        told.append(signed if one.counts else say("{what} (lapsed)", what=signed))
    told += [say("{role}: missing", role=vocabulary.role(role)) for role in row.missing]
    return _("; ").join(told) or "-"


def _outlets(row: StatementRow, vocabulary: Vocabulary) -> str:
    told = (
        f"{vocabulary.platform(one.platform)} {full_time(one.at, vocabulary)} {one.operator.plain}"
        f" {one.url.plain}".rstrip()
        for one in row.outlets
    )
    return _("; ").join(told) or "-"


def _carried(carried: tuple[CarriedReply, ...], now: int, vocabulary: Vocabulary) -> Block:
    header = (_("Id"), _("Platform"), _("Answered"), _("By"), _("Version"), _("Reply"))
    return Table(
        header,
        tuple(
            (
                one.id,
                vocabulary.platform(one.platform),
                clock_time(one.at, vocabulary, now),
                one.by.plain if one.by else "-",
                f"{one.number} ({one.statement})",
                told_words(one.text),
            )
            for one in carried
        ),
    )
