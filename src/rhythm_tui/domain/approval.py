"""What a sign-off is bound to, and who may give it (RHYTHM.md 5 and 23).

Standard library only: the fast start depends on it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from rhythm_tui.domain.ids import STATEMENT, split
from rhythm_tui.domain.refusal import msg, refused

_WORDING = "statement."
"""What the approved wording that is a public statement is called, before the statement's id."""


def approved_words(
    platform: str, title: str, tier: int, form: str, *, emergency: bool, script: str | None = None
) -> str:
    """Return the hash of what an expert approves of a slot: edit any of it and the sign-off lapses.

    ``script`` is the digest of the slot's script, where it has one.
    """
    told = (platform, title, str(tier), form, str(emergency), *([script] if script else []))
    return text_digest("\x1f".join(told))


def text_digest(text: str) -> str:
    """Return the SHA-256 of a text, in hex: what a sign-off of a statement is bound to."""
    import hashlib  # behind the first page: a desk without sign-offs needs none

    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def same_person(one: str, other: str) -> bool:
    """Return whether two names are one person's: another width, case or blank makes nobody a second."""
    return _bare(one) == _bare(other)


def _bare(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def check_signer(
    role: str,
    expert: str,
    signed: Mapping[str, str],
    authors: Iterable[str],
    own_work: str,
    before: Iterable[str] = (),
) -> None:
    """Refuse a sign-off that would be one's own, the same person's or role's second, or too early (RHYTHM 5).

    ``signed`` is who has signed the present words, by role; ``own_work`` is the template of the refusal of
    an author, with ``{expert}``; ``before`` are the roles that must have signed by then.
    """
    if role in signed:
        raise refused(msg("{expert} has signed in this role already"), expert=signed[role])
    if any(same_person(expert, author) for author in authors):
        raise refused(own_work, expert=expert)
    if (twice := next((one for one in signed.values() if same_person(expert, one)), None)) is not None:
        raise refused(msg("{expert} has signed already: each role needs a person of its own"), expert=twice)
    if awaited := [one for one in before if one not in signed]:
        raise refused(msg("too early: {roles} must sign first"), roles=", ".join(awaited))


def counts_for(digest: str, authors: Iterable[str], expert: str, approved: str) -> bool:
    """Return whether a sign-off of the words ``approved`` counts for those with ``digest``.

    One of other words has lapsed, and so has one of somebody who has since written on the words.
    """
    return approved == digest and not any(same_person(expert, author) for author in authors)


def counting(digest: str, authors: Iterable[str], given: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """Return the experts whose sign-off counts for the words with ``digest``, by role.

    ``given`` is role, expert and digest of each sign-off.
    """
    written_by = tuple(authors)
    return {
        role: expert for role, expert, approved in given if counts_for(digest, written_by, expert, approved)
    }


def wording_of(statement: str) -> str:
    """Return the id of the approved wording that the statement with this id is: ``statement.d3``."""
    return f"{_WORDING}{statement}"


def statement_of(template: str | None) -> int | None:
    """Return the number of the statement that an approved wording is, or None for any other wording."""
    found = split(template.removeprefix(_WORDING)) if template and template.startswith(_WORDING) else None
    return found[1] if found and found[0] == STATEMENT else None
