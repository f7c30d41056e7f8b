"""The verbs that care for an item besides its answer."""

from __future__ import annotations

from rhythm_tui.desk.act import Act, Outcome, Verb
from rhythm_tui.domain import care, ids, interactions
from rhythm_tui.domain.command import Command
from rhythm_tui.domain.commands import (
    InteractionCorrect,
    InteractionLink,
    InteractionNote,
    InteractionRefer,
    InteractionRemind,
    InteractionReopen,
    InteractionSort,
    InteractionWait,
)
from rhythm_tui.domain.interactions import Interaction
from rhythm_tui.domain.refusal import msg, refused
from rhythm_tui.domain.slots import Slot
from rhythm_tui.store import contents


def reopen(act: Act, command: InteractionReopen) -> Outcome:
    """Open an answered or closed item again."""
    item = act.subject(Interaction, command.id)
    act.keep("reason", command.reason)
    opened = care.reopen(item)
    if item.parent is not None and item.referred is not None:
        _check_not_referred(act, item.parent, item.referred)
    return _save(act, item, opened)


def correct(act: Act, command: InteractionCorrect) -> Outcome:
    """Correct a time; the journal keeps the original, the author and the reason."""
    item = act.subject(Interaction, command.id)
    act.keep("reason", command.reason)
    posted_at = None if command.posted_at is None else act.instant("posted_at", command.posted_at)
    answered_at = None if command.answered_at is None else act.done_at("answered_at", command.answered_at)
    return _save(act, item, care.correct(item, posted_at, answered_at, act.now))


def refer(act: Act, command: InteractionRefer) -> Outcome:
    """Take a professional question on: a linked message with a clock of its own (RHYTHM 15).

    The item it came from stays as it is: the public comment still wants its public answer.
    """
    item = act.subject(Interaction, command.id)
    care.check_open(item)
    _check_not_referred(act, item.n, command.to)
    rule = act.playbook.deadlines.get("message")
    if command.note:
        act.keep("note", command.note)
    child = act.tx.insert(
        Interaction(
            platform=item.platform,
            kind="message",
            posted_at=act.now,
            seen_at=act.now,
            author_key=item.author_key,
            content=item.content,
            post=item.post,
            conversation="",
            parent=item.n,
            referred=command.to,
            topic=item.topic,
            incident=item.incident,
            simulated=act.simulated,
            **interactions.timed(rule.rule if rule else None, act.now),
        )
    )
    act.tx.index(child.n, *contents.findable(act.tx.connection, child.n))
    return _outcome(child)


def _check_not_referred(act: Act, parent: int, to: str) -> None:
    """Refuse a second open item that the same people have taken on for the item ``parent``."""
    same = act.tx.where(Interaction, "parent = ? AND referred = ? AND state = 'open'", parent, to)
    if same:
        raise refused(msg("this was taken on already, as {id}"), id=ids.name(ids.INTERACTION, same[0].n))


def wait(act: Act, command: InteractionWait) -> Outcome:
    """Note whom an item waits for."""
    item = act.subject(Interaction, command.id)
    return _save(act, item, care.wait(item, command.on, act.now))


def sort(act: Act, command: InteractionSort) -> Outcome:
    """Give an item its topic and tags."""
    item = act.subject(Interaction, command.id)
    return _save(act, item, care.sort(item, command.topic, command.tags))


def note(act: Act, command: InteractionNote) -> Outcome:
    """Write a note on an item; it stands in the item's history."""
    item = act.subject(Interaction, command.id)
    care.check_there(item)
    act.keep("text", command.text)
    return _save(act, item, item)


def link(act: Act, command: InteractionLink) -> Outcome:
    """Link an item to its post and slot."""
    item = act.subject(Interaction, command.id)
    slot = act.find(Slot, command.slot, "slot") if command.slot else None
    if slot is not None and slot.state == "withdrawn":
        raise ids.unknown(str(command.slot), "slot")
    done = _save(act, item, care.link(item, command.post or "", slot.n if slot else None))
    act.tx.index(item.n, *contents.findable(act.tx.connection, item.n))
    return done


def remind(act: Act, command: InteractionRemind) -> Outcome:
    """Set or clear the reminder of an item."""
    item = act.subject(Interaction, command.id)
    at = None if command.at is None else act.instant("at", command.at)
    return _save(act, item, care.remind(item, at, act.operator, act.now))


def _save(act: Act, before: Interaction, after: Interaction) -> Outcome:
    return _outcome(act.tx.update(before, after))


def _outcome(item: Interaction) -> Outcome:
    return Outcome(ids.name(ids.INTERACTION, item.n), item.version)


VERBS: dict[type[Command], Verb] = {
    InteractionReopen: reopen,
    InteractionCorrect: correct,
    InteractionRefer: refer,
    InteractionWait: wait,
    InteractionSort: sort,
    InteractionNote: note,
    InteractionLink: link,
    InteractionRemind: remind,
}
