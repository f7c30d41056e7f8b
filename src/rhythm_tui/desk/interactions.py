"""The verbs of the interaction queue."""

from __future__ import annotations

from rhythm_tui.desk import guard
from rhythm_tui.desk.act import Act, Outcome, Receipt, Verb, Warn
from rhythm_tui.desk.remark import Remark
from rhythm_tui.domain import ids, interactions
from rhythm_tui.domain.approval import statement_of
from rhythm_tui.domain.command import Command
from rhythm_tui.domain.commands import (
    InteractionAdd,
    InteractionClaim,
    InteractionClose,
    InteractionRelease,
    ReplyCopy,
    ReplyDraft,
    ReplyPost,
)
from rhythm_tui.domain.incidents import Incident
from rhythm_tui.domain.interactions import Interaction
from rhythm_tui.domain.operators import Operator, check_operator
from rhythm_tui.domain.refusal import Refusal, invalid, msg, refused
from rhythm_tui.domain.slots import check_known
from rhythm_tui.domain.statements import Statement
from rhythm_tui.domain.text import MAX_TEXT, mask_name
from rhythm_tui.i18n import _, say
from rhythm_tui.store import batches, contents, statements
from rhythm_tui.store import interactions as queue


def add(act: Act, command: InteractionAdd) -> Outcome:
    """Put an item on the queue; its clock runs from the time of posting (RHYTHM 13, 14)."""
    check_known("platform", command.platform, act.playbook.platforms)
    posted_at = interactions.check_time("posted_at", act.instant("posted_at", command.posted_at), act.now)
    dedupe = f"{command.platform}:{command.external_id}" if command.external_id else None
    if dedupe and (known := act.tx.where(Interaction, "dedupe = ?", dedupe)):
        if act.shows(known[0]):
            raise refused(
                msg("this is on the desk already, as {id}"), id=ids.name(ids.INTERACTION, known[0].n)
            )
        batches.let_go(act.tx.connection, known[0].n)
    rule = act.playbook.deadlines.get(command.kind)
    item = act.tx.insert(
        Interaction(
            platform=command.platform,
            kind=command.kind,
            posted_at=posted_at,
            seen_at=act.now,
            author_key=act.tx.keys.author_key(command.platform, command.author),
            content=act.keep("text", command.text, mask_name(command.author)),
            post=command.post or "",
            external_id=command.external_id or "",
            topic=command.topic,
            dedupe=dedupe,
            simulated=act.simulated,
            **interactions.timed(rule.rule if rule else None, posted_at),
        )
    )
    act.tx.index(item.n, mask_name(command.author), command.text, item.post)
    return _outcome(item)


def claim(act: Act, command: InteractionClaim) -> Outcome:
    """Take an item for a while, or give it to somebody."""
    item = act.subject(Interaction, command.id)
    if command.to is not None:
        check_operator(command.to, act.tx.where(Operator, "state = 'active'"), "to")
    lease = act.playbook.desk.claim_lease
    return _save(act, item, interactions.claim(item, act.operator, act.now, lease, command.to))


def release(act: Act, command: InteractionRelease) -> Outcome:
    """Give an item back."""
    item = act.subject(Interaction, command.id)
    return _save(act, item, interactions.release(item, act.operator))


def close(act: Act, command: InteractionClose) -> Outcome:
    """Close an item without a reply."""
    item = act.subject(Interaction, command.id)
    note = act.keep("note", command.note) if command.note else None
    return _save(act, item, interactions.close(item, act.operator, command.reason, note, act.now))


def draft(act: Act, command: ReplyDraft) -> Outcome:
    """Keep the words of a reply; an empty draft takes it away."""
    item = act.subject(Interaction, command.id)
    content = act.keep("text", command.text) if command.text.strip() else None
    return _save(act, item, interactions.draft(item, content, command.template))


def copied(act: Act, command: ReplyCopy) -> Outcome:
    """Note that the draft was copied to be posted; what the guard stops wants a reason."""
    item = act.subject(Interaction, command.id)
    after = interactions.copied(item)
    text = contents.words(act.tx.connection, item.reply)
    if len(text) > MAX_TEXT:
        template = msg("a reply has at most {most} characters: shorten the draft, which is kept")
        raise invalid("text", template, most=MAX_TEXT)
    if command.reason is None:
        guard.check_copy(
            text,
            item.platform,
            item.kind,
            item.template,
            approved_only=_in_open_incident(act, item),
            statement=_statement_text(act, item),
        )
    else:
        act.keep("reason", command.reason)
    return _save(act, item, after)


def _in_open_incident(act: Act, item: Interaction) -> bool:
    incident = act.tx.load(Incident, item.incident) if item.incident is not None else None
    return incident is not None and incident.stage not in ("closed", "withdrawn")


def _statement_text(act: Act, item: Interaction) -> str | None:
    """Return the public statement that a draft was made from, where it stands and speaks of the item.

    It speaks of it too where the item's incident goes on with the one that it was published for. One that
    was superseded is copied no more (RHYTHM 23).
    """
    statement = _statement(act, item.template)
    if statement is None:
        return None
    if statement.state == "superseded":
        raise Refusal(
            "refused",
            msg("the statement {id} was superseded: use the one that stands now, or give a reason"),
            "reason",
            id=ids.name(ids.STATEMENT, statement.n),
        )
    standing = statements.standing(act.tx.connection, item.incident) if item.incident is not None else ()
    return contents.words(act.tx.connection, statement.words) if statement.n in standing else None


def _statement(act: Act, template: str | None) -> Statement | None:
    """Return the statement that an approved wording is, if it is one."""
    n = statement_of(template)
    return act.tx.load(Statement, n) if n else None


def answer(act: Act, command: ReplyPost) -> Outcome:
    """Record a reply that stands in public."""
    item = act.subject(Interaction, command.id)
    # The platform's clock may be ahead of ours: a reply without a time is never older than what it answers.
    told = command.posted_at
    at = max(act.now, item.posted_at) if told is None else act.done_at("posted_at", told)
    content = act.keep("text", command.text)
    after = interactions.answer(item, act.operator, content, at, act.now, command.outcome)
    more: dict[str, object] = {"brush_off": guard.brushes_off(command.text, item.platform, item.kind)}
    if command.template:
        more["template"] = command.template
    return _save(act, item, after.model_copy(update=more))


def remarks(act: Act, command: ReplyCopy | ReplyPost, _receipt: Receipt) -> tuple[Remark, ...]:
    """Return what the guard has to say to a reply that was copied or stands in public.

    Nowhere kept: it may quote a person.
    """
    known = queue.guarded(act.tx.connection, ids.number(ids.INTERACTION, command.id, "id"))
    if known is None:
        return ()
    platform, kind, template, reply = known
    text = command.text if isinstance(command, ReplyPost) else contents.words(act.tx.connection, reply)
    found = guard.remarks_or_why_not(text, platform, kind)
    statement = _statement(act, template)
    if statement is None or statement.state != "superseded":
        return found
    return (_old_wording(ids.name(ids.STATEMENT, statement.n)), *found)


def _old_wording(statement: str) -> Remark:
    why = say("the statement {id} was superseded: this reply carries its words", id=statement)
    return Remark("amber", "", "superseded", why, _("one statement stands at a time"), 0, 0)


def _save(act: Act, before: Interaction, after: Interaction) -> Outcome:
    return _outcome(act.tx.update(before, after))


def _outcome(item: Interaction) -> Outcome:
    return Outcome(ids.name(ids.INTERACTION, item.n), item.version)


VERBS: dict[type[Command], Verb] = {
    InteractionAdd: add,
    InteractionClaim: claim,
    InteractionRelease: release,
    InteractionClose: close,
    ReplyDraft: draft,
    ReplyCopy: copied,
    ReplyPost: answer,
}
REMARKS: dict[type[Command], Warn] = {ReplyCopy: remarks, ReplyPost: remarks}
