"""The verbs of public statements."""

from __future__ import annotations

from rhythm_tui.desk import guard
from rhythm_tui.desk.act import Act, Outcome, Receipt, Verb, Warn
from rhythm_tui.desk.remark import Remark
from rhythm_tui.domain import ids, incidents, statements
from rhythm_tui.domain.approval import text_digest
from rhythm_tui.domain.command import Command
from rhythm_tui.domain.commands import StatementDraft, StatementEdit, StatementPublish, StatementSign
from rhythm_tui.domain.incidents import Incident, Timer
from rhythm_tui.domain.refusal import invalid, msg
from rhythm_tui.domain.slots import check_known
from rhythm_tui.domain.statements import Approval, Outlet, Statement
from rhythm_tui.domain.text import MAX_TEXT
from rhythm_tui.domain.timers import meet
from rhythm_tui.domain.times import not_before
from rhythm_tui.i18n import _, say
from rhythm_tui.store import contents
from rhythm_tui.store.statements import outdated_slots, standing


def draft(act: Act, command: StatementDraft) -> Outcome:
    """Draft the next version (RHYTHM 23)."""
    incident = act.subject(Incident, command.incident)
    incidents.check_open(incident)
    number = statements.next_number(act.tx.where(Statement, "incident = ?", incident.n))
    made = act.tx.insert(
        Statement(
            incident=incident.n,
            number=number,
            words=act.keep("text", command.text),
            digest=text_digest(command.text),
            author=act.operator,
            made_at=act.now,
            simulated=act.simulated,
        )
    )
    return _outcome(made)


def edit(act: Act, command: StatementEdit) -> Outcome:
    """Change the words of a draft."""
    statement = act.subject(Statement, command.id)
    words = act.keep("text", command.text)
    return _save(act, statement, statements.edit(statement, words, command.text, act.operator))


def sign(act: Act, command: StatementSign) -> Outcome:
    """Sign a draft off in a role."""
    statement = act.subject(Statement, command.id)
    _check_length(act, statement)
    check_known("role", command.role, act.playbook.roles)
    given = _approvals(act, statement)
    before = act.playbook.roles_before(command.role, act.playbook.statement_roles())
    act.tx.insert(statements.sign(statement, given, command.role, command.expert, act.now, before))
    return _save(act, statement, statement)


def publish(act: Act, command: StatementPublish) -> Outcome:
    """Record an outlet; the first one supersedes what stood in public before and keeps what that promised.

    What was published for an incident that was merged into this one stood until now, and goes as well.
    """
    statement = act.subject(Statement, command.id)
    _check_length(act, statement)
    incident = act.find(Incident, ids.name(ids.INCIDENT, statement.incident))
    incidents.check_open(incident)
    check_known("platform", command.platform, act.playbook.platforms)
    former = () if statement.state == "published" else _standing(act, incident)
    at = act.done_at("at", command.at)
    if former:
        at = not_before(at, former[-1].published_at or at)
    after = statements.publish(
        statement, former[-1] if former else None, _missing(act, statement), at, act.now
    )
    outlets = act.tx.where(Outlet, "statement = ?", statement.n)
    statements.check_outlet(outlets, command.platform, command.url)
    _timers(act, command, incident, statement, at)
    for one in former:
        act.tx.update(one, statements.supersede(one, at))
    outlet = Outlet(
        statement=statement.n, platform=command.platform, at=at, url=command.url, operator=act.operator
    )
    act.tx.insert(outlet)
    responding = incidents.responding(incident, act.now)
    if responding != incident:
        act.tx.update(incident, responding)
    return _save(act, statement, after)


def _timers(act: Act, command: StatementPublish, incident: Incident, statement: Statement, at: int) -> None:
    """Meet what the statement meets, the promise before it among them, and run the promise it makes."""
    timers = act.tx.where(Timer, "incident = ?", incident.n)
    met = [] if statement.state == "published" else list(statements.open_promises(timers))
    if command.meets is not None:
        named = next((t for t in timers if t.name == command.meets and not t.withdrawn), None)
        if named is None:
            raise invalid("meets", msg("this incident has no such timer: {timer}"), timer=command.meets)
        met += [named] if named not in met else []
    for timer in met:
        after = meet(incident, timer, act.operator, statement.words, at, act.now)
        act.tx.update(timer, after.model_copy(update={"url": command.url}))
    if command.next_update is not None:
        until = act.instant("next_update", command.next_update)
        known = act.tx.where(Timer, "incident = ?", incident.n)
        act.tx.insert(statements.promise(incident.n, known, at, until, act.now))


def remarks(
    act: Act, command: StatementDraft | StatementEdit | StatementPublish, _receipt: Receipt
) -> tuple[Remark, ...]:
    """Return what the guard has to say to a statement's text, and which sign-offs a change has cost it.

    A statement is a work of its own: the length a platform allows a comment does not bind it.
    """
    if isinstance(command, StatementDraft):
        return _guarded(command.text)
    statement = act.tx.load(Statement, ids.number(ids.STATEMENT, command.id))
    if statement is None:
        return ()
    if isinstance(command, StatementEdit):
        return (*_lapsed(act, statement), *_guarded(command.text))
    words = contents.words(act.tx.connection, statement.words)
    return (*_outdated_slots(act, statement), *_guarded(words))


def _outdated_slots(act: Act, statement: Statement) -> tuple[Remark, ...]:
    """Return that slots wait which bring a statement that stands no more."""
    found = outdated_slots(act.tx.connection, statement.incident)
    if not found:
        return ()
    names = _(", ").join(ids.name(ids.SLOT, n) for n in found)
    why = say("slots that bring a superseded statement wait to go out: {ids}", ids=names)
    return (Remark("red", "", "superseded", why, _("one statement stands at a time"), 0, 0),)


def _guarded(text: str) -> tuple[Remark, ...]:
    return guard.remarks_or_why_not(text, None, "comment")


def _lapsed(act: Act, statement: Statement) -> tuple[Remark, ...]:
    given = _approvals(act, statement)
    counts = statements.valid_roles(statement, given)
    lapsed = [one for one in given if one.role not in counts and not one.withdrawn]
    if not lapsed:
        return ()
    who = _(", ").join(dict.fromkeys(one.expert for one in lapsed))
    why = say("the text has changed: sign-offs have lapsed ({names})", names=who)
    return (Remark("amber", "", "lapsed", why, _("the sign-off is bound to the text"), 0, 0),)


def _check_length(act: Act, statement: Statement) -> None:
    """Refuse what is too long to go out; as a draft it is kept."""
    if len(contents.words(act.tx.connection, statement.words)) > MAX_TEXT:
        template = msg("a statement has at most {most} characters: shorten the draft, which is kept")
        raise invalid("text", template, most=MAX_TEXT)


def _missing(act: Act, statement: Statement) -> tuple[str, ...]:
    signed = statements.valid_roles(statement, _approvals(act, statement))
    return tuple(role for role in act.playbook.statement_roles() if role not in signed)


def _approvals(act: Act, statement: Statement) -> tuple[Approval, ...]:
    return act.tx.where(Approval, "statement = ?", statement.n)


def _standing(act: Act, incident: Incident) -> tuple[Statement, ...]:
    """Return what stands in public for an incident, the statement that was published last at the end."""
    found = (act.tx.load(Statement, n) for n in standing(act.tx.connection, incident.n))
    return tuple(filter(None, found))


def _save(act: Act, before: Statement, after: Statement) -> Outcome:
    return _outcome(act.tx.update(before, after))


def _outcome(statement: Statement) -> Outcome:
    return Outcome(ids.name(ids.STATEMENT, statement.n), statement.version)


VERBS: dict[type[Command], Verb] = {
    StatementDraft: draft,
    StatementEdit: edit,
    StatementSign: sign,
    StatementPublish: publish,
}
REMARKS: dict[type[Command], Warn] = dict.fromkeys((StatementDraft, StatementEdit, StatementPublish), remarks)
