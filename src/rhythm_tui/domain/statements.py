"""A public statement of an incident: its versions, their sign-offs, and where it stands (RHYTHM.md 23).

Pure decisions over frozen values. An incident has one open draft at most, and one statement that stands in
public: publishing the next one supersedes it. Sign-offs are bound to the text. Instants are milliseconds UTC.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pydantic import BaseModel, ConfigDict

from rhythm_tui.domain import ids
from rhythm_tui.domain.approval import check_signer, counting, text_digest
from rhythm_tui.domain.deadlines import second
from rhythm_tui.domain.incidents import Timer
from rhythm_tui.domain.interactions import check_time
from rhythm_tui.domain.refusal import invalid, msg, refused
from rhythm_tui.domain.times import LATEST
from rhythm_tui.domain.vocabulary import update_number

State = Literal["draft", "published", "superseded", "withdrawn"]


class Statement(BaseModel):
    """One version of a statement, as a row of the desk's file."""

    model_config = ConfigDict(frozen=True)

    n: int = 0
    version: int = 1
    incident: int
    number: int
    """Its number among the statements of the incident, from 1."""
    words: int
    """Content: the text."""
    digest: str
    """SHA-256 of the text: what a sign-off is bound to."""
    author: str
    editors: str = ""
    """Who has changed the draft besides its author, each on a line of its own."""
    state: State = "draft"
    made_at: int
    published_at: int | None = None
    """When it first stood in public."""
    superseded_at: int | None = None
    simulated: bool = False

    @property
    def authors(self) -> tuple[str, ...]:
        """Everybody who has written on it: none of them signs it."""
        return (self.author, *self.editors.splitlines())


class Approval(BaseModel):
    """One expert's sign-off of a statement's text."""

    model_config = ConfigDict(frozen=True)

    n: int = 0
    version: int = 1
    statement: int
    role: str
    expert: str
    digest: str
    """Of the text that was approved: it counts only while the statement reads so."""
    at: int
    withdrawn: bool = False


class Outlet(BaseModel):
    """A place where a statement stands in public."""

    model_config = ConfigDict(frozen=True)

    n: int = 0
    version: int = 1
    statement: int
    platform: str
    at: int
    url: str | None = None
    operator: str
    withdrawn: bool = False


def next_number(known: Iterable[Statement]) -> int:
    """Return the number of the next version; refuse while a draft of the incident is open.

    ``known`` is every statement the incident ever had: a number is never used twice.
    """
    numbers = [0]
    for one in known:
        if one.state == "draft":
            raise refused(
                msg("{id} is still a draft: edit and publish that one"), id=ids.name(ids.STATEMENT, one.n)
            )
        numbers.append(one.number)
    return max(numbers) + 1


def edit(statement: Statement, words: int, text: str, operator: str) -> Statement:
    """Change the words of a draft; sign-offs of the words before lapse by themselves."""
    _still_draft(statement)
    digest = text_digest(text)
    if digest == statement.digest:
        raise refused(msg("it reads so already"))
    editors = statement.editors.splitlines()
    if operator not in statement.authors:
        editors.append(operator)
    return statement.model_copy(
        update={"words": words, "digest": digest, "editors": "\n".join(sorted(editors))}
    )


def valid_roles(statement: Statement, given: Iterable[Approval]) -> dict[str, str]:
    """Return who has signed the present words, by role; what has lapsed or was taken back counts no more."""
    standing = ((one.role, one.expert, one.digest) for one in given if not one.withdrawn)
    return counting(statement.digest, statement.authors, standing)


def sign(
    statement: Statement,
    given: Iterable[Approval],
    role: str,
    expert: str,
    now: int,
    before: tuple[str, ...] = (),
) -> Approval:
    """Sign the words of a draft in ``role``: two roles, two people, none of them its author (RHYTHM 23).

    ``before`` are the roles that must have signed by then.
    """
    _still_draft(statement)
    own_work = msg("{expert} wrote on this statement: nobody signs their own work")
    check_signer(role, expert, valid_roles(statement, given), statement.authors, own_work, before)
    return Approval(statement=statement.n, role=role, expert=expert, digest=statement.digest, at=now)


def publish(
    statement: Statement, former: Statement | None, missing: tuple[str, ...], at: int, now: int
) -> Statement:
    """Return a draft as it stands in public since ``at``; never without its sign-offs (RHYTHM 23).

    ``former`` is the statement that it supersedes. One that stands in public already gets another outlet:
    it stays as it is, but for an earlier first publication.
    """
    if statement.state == "superseded":
        raise refused(msg("this statement was superseded: publish the one that stands now"))
    check_time("at", at, now)
    if statement.state == "published":
        first = min(at, statement.published_at or at)
        return statement.model_copy(update={"published_at": first})
    if missing:
        raise refused(msg("sign-off missing: {roles}; have it signed first"), roles=", ".join(missing))
    if former is not None and second(at) < second(former.published_at or 0):
        raise invalid("at", msg("it cannot stand there before the statement that it supersedes"))
    return statement.model_copy(update={"state": "published", "published_at": at})


def supersede(statement: Statement, at: int) -> Statement:
    """Return a published statement as it is once the next one stands in public since ``at``."""
    return statement.model_copy(update={"state": "superseded", "superseded_at": at})


def check_outlet(known: Iterable[Outlet], platform: str, url: str | None) -> None:
    """Refuse to record the same place twice; two posts on one platform are told apart by their links."""
    for one in known:
        if not one.withdrawn and one.platform == platform and one.url == url:
            raise refused(msg("it is recorded there already; another post there needs its link"))


def promise(incident: int, timers: Iterable[Timer], at: int, next_update: int, now: int) -> Timer:
    """Return the timer of a promised update: from publication to the instant that was promised (RHYTHM 23).

    ``timers`` is every timer the incident ever had, for a name that is new.
    """
    known = tuple(timers)
    if not max(now, at) < next_update < LATEST:
        raise invalid("next_update", msg("the next update lies ahead: name a time that is still to come"))
    if open_promises(known):
        raise invalid("next_update", msg("the next update is promised already; that promise runs"))
    return Timer(incident=incident, name=_next_update(known), start=at, target=next_update - at)


def _next_update(known: Iterable[Timer]) -> str:
    return f"update{max((update_number(timer.name) for timer in known), default=0) + 1}"


def name_in(timer: Timer, known: Iterable[Timer]) -> str | None:
    """Return what a timer is called in another incident that goes on with its own; None: it has that one.

    What was promised to the public is owed whatever else was promised (RHYTHM 23). ``known`` is every timer
    the other incident ever had.
    """
    if update_number(timer.name):
        return _next_update(known)
    return None if any(one.name == timer.name and not one.withdrawn for one in known) else timer.name


def open_promises(timers: Iterable[Timer]) -> tuple[Timer, ...]:
    """Return the promised updates that are still to come."""
    return tuple(t for t in timers if t.runs and not t.withdrawn and update_number(t.name))


def check_stands(statement: Statement) -> None:
    """Refuse a statement that no longer stands, for what is to bring it to the public."""
    if statement.state == "superseded":
        raise refused(msg("{id} was superseded: use the one that stands now"), id=_name(statement))


def _still_draft(statement: Statement) -> None:
    if statement.state != "draft":
        raise refused(msg("{id} stands in public as it is: draft the next version"), id=_name(statement))


def _name(statement: Statement) -> str:
    return ids.name(ids.STATEMENT, statement.n)
