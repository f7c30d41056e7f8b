"""What is shown of public statements: frozen rows, and how they are read. Standard library only.

Instants are milliseconds UTC. Every string that somebody typed is ``SafeText``.
"""

from __future__ import annotations

from typing import Any

from rhythm_tui.desk.rows import optional
from rhythm_tui.domain import ids
from rhythm_tui.domain.approval import counting, wording_of
from rhythm_tui.domain.differences import compare
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.text import MAX_DRAFT, SafeText, clean, clean_block
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.store import statements
from rhythm_tui.store.sqlite import Connection


class Signature(NamedTuple):
    """One expert's sign-off of a statement."""

    role: str
    expert: SafeText
    at: int
    counts: bool
    """Whether it is of the present text, and by somebody who has not written on it."""


class OutletRow(NamedTuple):
    """A place where a statement stands in public."""

    platform: str
    at: int
    url: SafeText
    operator: SafeText


class ClarificationSlot(NamedTuple):
    """A publishing slot that brings a statement to the public."""

    id: str
    platform: str
    wall: str
    """Local wall time ``2026-11-22T18:00``."""
    state: str


class StatementRow(NamedTuple):
    """One version of a statement with its sign-offs and outlets."""

    id: str
    version: int
    incident: str
    number: int
    """Its number among the statements of the incident, from 1."""
    text: SafeText
    authors: tuple[SafeText, ...]
    """Who drafted it, then who else has written on it."""
    state: str
    """``draft``, ``published`` or ``superseded``."""
    made_at: int
    published_at: int | None
    superseded_at: int | None
    signatures: tuple[Signature, ...]
    missing: tuple[str, ...]
    """Roles whose sign-off is still owed."""
    outlets: tuple[OutletRow, ...]
    slots: tuple[ClarificationSlot, ...]

    @property
    def template(self) -> str:
        """The id of the approved wording that it is once it stands in public."""
        return wording_of(self.id)

    @property
    def signed(self) -> tuple[Signature, ...]:
        """The sign-offs that count."""
        return tuple(one for one in self.signatures if one.counts)


class CarriedReply(NamedTuple):
    """A reply in public that was made from a statement which stands no more."""

    id: str
    """The item it answers."""
    platform: str
    statement: str
    number: int
    """Of the version."""
    incident: str
    at: int
    by: SafeText | None
    text: SafeText
    """The words of the reply."""


class Change(NamedTuple):
    """A stretch of a text compared with an older version."""

    kind: str
    """``same``, ``added`` or ``removed``."""
    text: SafeText


def changes(old: StatementRow, new: StatementRow) -> tuple[Change, ...]:
    """Return the text of ``new`` with what was added to ``old`` and what was taken out of it."""
    return tuple(Change(run.kind, SafeText(run.text)) for run in compare(old.text.plain, new.text.plain))


def of_incident(connection: Connection, vocabulary: Vocabulary, incident: int) -> tuple[StatementRow, ...]:
    """Return the statements of an incident, the first version first."""
    return tuple(_row(connection, vocabulary, row) for row in statements.of_incident(connection, incident))


def one(connection: Connection, vocabulary: Vocabulary, n: int) -> StatementRow | None:
    """Return one statement; None when there is none or it was taken back."""
    found = statements.one(connection, n)
    return _row(connection, vocabulary, found) if found else None


def _row(connection: Connection, vocabulary: Vocabulary, row: tuple[Any, ...]) -> StatementRow:
    (n, version, incident, number, text, digest, author, editors, state, made_at, published_at,
     superseded_at) = row  # fmt: skip
    authors = (author, *editors.splitlines())
    given = statements.approvals(connection, n)
    counts = counting(digest, authors, ((role, expert, approved) for role, expert, approved, _ in given))
    return StatementRow(
        id=ids.name(ids.STATEMENT, n),
        version=version,
        incident=ids.name(ids.INCIDENT, incident),
        number=number,
        text=clean_block(text, limit=MAX_DRAFT),
        authors=tuple(clean(name) for name in authors),
        state=state,
        made_at=made_at,
        published_at=published_at,
        superseded_at=superseded_at,
        signatures=tuple(
            Signature(role, clean(expert), at, approved == digest and counts.get(role) == expert)
            for role, expert, approved, at in given
        ),
        missing=tuple(role for role in vocabulary.statement_roles() if role not in counts)
        if state == "draft"
        else (),
        outlets=tuple(
            OutletRow(platform, at, clean(url or ""), clean(operator))
            for platform, at, url, operator in statements.outlets(connection, n)
        ),
        slots=tuple(
            ClarificationSlot(ids.name(ids.SLOT, slot), platform, wall, slot_state)
            for slot, platform, wall, slot_state in statements.slots(connection, n)
        ),
    )


def carried(connection: Connection, incident: int | None = None) -> list[CarriedReply]:
    """Return the replies in public that carry a superseded statement, of one incident or of all.

    The newest stands first. One that was opened again and answered anew is no longer among them.
    """
    return [
        CarriedReply(
            ids.name(ids.INTERACTION, n),
            platform,
            ids.name(ids.STATEMENT, statement),
            number,
            ids.name(ids.INCIDENT, of),
            at,
            optional(by),
            clean_block(text),
        )
        for n, platform, statement, number, of, at, by, text in statements.carried(connection, incident)
    ]
