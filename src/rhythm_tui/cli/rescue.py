"""A start that finds damage: one question, whether a copy shall take the file's place; the file is kept."""

from __future__ import annotations

import os
from collections.abc import Iterator

import click

from rhythm_tui.cli.output import note
from rhythm_tui.cli.session import Session
from rhythm_tui.desk import backup
from rhythm_tui.desk.backup import Offer
from rhythm_tui.domain.text import clean
from rhythm_tui.i18n import ngettext, say

_YES = ("y", "yes", "\uff59", "是", "好")
"""What counts as a yes, typed with a Chinese input method on as well; everything else is none."""


def rescued(session: Session, damage: str) -> bool:
    """Offer what can best take the damaged file's place; return whether it did.

    Raises ``DeskUnusable`` where a seat is still open or the disk refuses; nothing was changed then.
    """
    offered = backup.offer(session.db)
    if offered is None:
        return False
    for line in (damage, *_told(offered, session)):
        note(clean(line).plain)
    try:
        answer = input(say("Put it in the desk's place? The damaged file is kept. (y/N) "))
    except EOFError:
        return False
    if answer.strip().lower() not in _YES:
        return False
    os.umask(0o077)
    kept = backup.accept(session.db, offered, session.by(), session.vocabulary)
    session.log.tell("restored", level="warning", seq=offered.copy.seq, lost=offered.lost)
    if kept.exists():
        click.echo(say("the damaged file is kept as {path}", path=clean(str(kept)).plain))
    return True


def _told(offered: Offer, session: Session) -> Iterator[str]:
    copy = offered.copy
    at = "-" if copy.at is None else session.vocabulary.local(copy.at).strftime("%Y-%m-%d %H:%M")
    if offered.itself:
        yield say("The file itself can be read up to {at}: more than any copy holds.", at=at)
    else:
        yield say("The newest sound copy goes up to {at}: {path}", at=at, path=copy.path)
    if offered.lost is None:
        yield say("What was done after that is lost with the damaged file; how much cannot be told.")
    elif offered.lost:
        yield ngettext(
            "{n} command done after that would be lost.",
            "{n} commands done after that would be lost.",
            offered.lost,
        ).format(n=offered.lost)
    else:
        yield say("Nothing the desk has answered for would be lost.")
