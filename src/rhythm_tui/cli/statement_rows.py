"""Public statements, and the replies that carry an old one, as flat fields for scripts and as cells."""

from __future__ import annotations

from typing import Any

from rhythm_tui.cli.rows import Moment
from rhythm_tui.cli.tables import Cell, Column
from rhythm_tui.desk.reader import Reader
from rhythm_tui.desk.statement_rows import CarriedReply, StatementRow
from rhythm_tui.i18n import _
from rhythm_tui.reports.words import statement_state

STATEMENTS = (
    "id", "version", "incident", "number", "state", "text", "authors", "signed", "missing", "made_at",
    "published_at", "superseded_at", "outlets",
)  # fmt: skip
SUPERSEDED = ("id", "platform", "incident", "statement", "number", "at", "by", "text")


def statements(reader: Reader, limit: int | None) -> list[StatementRow]:
    """Return the statements of the open incidents in the order of the board, the newest version first."""
    found = [row for card in reader.incidents() for row in reversed(reader.statements(card.id))]
    return found[:limit]


def statement_fields(row: StatementRow, moment: Moment) -> dict[str, Any]:
    """Return a statement as fields, its sign-offs that count by role, its outlets as a list."""
    return {
        "id": row.id,
        "version": row.version,
        "incident": row.incident,
        "number": row.number,
        "state": row.state,
        "text": row.text.plain,
        "authors": [author.plain for author in row.authors],
        "signed": [f"{one.role}: {one.expert.plain}" for one in row.signed],
        "missing": list(row.missing),
        "made_at": moment.iso(row.made_at),
        "published_at": moment.iso(row.published_at),
        "superseded_at": moment.iso(row.superseded_at),
        "outlets": [
            {
                "platform": one.platform,
                "at": moment.iso(one.at),
                "url": one.url.plain or None,
                "operator": one.operator.plain,
            }
            for one in row.outlets
        ],
    }


def statement_columns() -> list[Column]:
    """Return the headings of the statements."""
    return [
        Column(_("Id")),
        Column(_("Of")),
        Column(_("Version"), right=True),
        Column(_("State")),
        Column(_("Missing")),
        Column(_("Where")),
        Column(_("Text"), flexible=True),
    ]


def statement_cells(row: StatementRow, moment: Moment) -> list[Cell]:
    """Return a statement as cells."""
    words = moment.vocabulary
    return [
        row.id,
        row.incident,
        row.number,
        statement_state(row.state),
        " ".join(words.role(role, short=True) for role in row.missing) or None,
        " ".join(dict.fromkeys(words.platform(one.platform) for one in row.outlets)) or None,
        row.text,
    ]


def carried_fields(row: CarriedReply, moment: Moment) -> dict[str, Any]:
    """Return a reply that carries a superseded statement as fields."""
    return {
        "id": row.id,
        "platform": row.platform,
        "incident": row.incident,
        "statement": row.statement,
        "number": row.number,
        "at": moment.iso(row.at),
        "by": row.by.plain if row.by else None,
        "text": row.text.plain,
    }


def carried_columns() -> list[Column]:
    """Return the headings of those replies."""
    return [
        Column(_("Id")),
        Column(_("Platform")),
        Column(_("Answered")),
        Column(_("By")),
        Column(_("Of")),
        Column(_("Statement")),
        Column(_("Text"), flexible=True),
    ]


def carried_cells(row: CarriedReply, moment: Moment) -> list[Cell]:
    """Return such a reply as cells."""
    return [
        row.id,
        moment.vocabulary.platform(row.platform),
        moment.time(row.at),
        row.by,
        row.incident,
        row.statement,
        row.text,
    ]
