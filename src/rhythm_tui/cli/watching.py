"""``watch``: files that are put into an inbox folder are taken in as they come."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rhythm_tui import settings
from rhythm_tui.cli.base import DeskCommand
from rhythm_tui.cli.exits import DONE, WITH_REJECTS
from rhythm_tui.cli.meter import Meter
from rhythm_tui.cli.output import as_json
from rhythm_tui.cli.session import Session, WrongUse
from rhythm_tui.domain import system
from rhythm_tui.domain.refusal import msg
from rhythm_tui.domain.text import clean
from rhythm_tui.i18n import say

if TYPE_CHECKING:
    from rhythm_tui.intake.inbox import Arrival, Inbox

LOOK_S = 2.0
"""Seconds between two looks into the folder."""


@click.command(
    cls=DeskCommand, example="rhythm-tui watch ~/inbox\nrhythm-tui watch /srv/exports --once --json"
)
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path, file_okay=False))
@click.option("--once", is_flag=True, help="Take what stands there, then end.")
@click.option("--leave", is_flag=True, help="Leave files where they are; else they go to done/.")
@click.option("--json", "wanted_json", is_flag=True, help="One JSON object a file, each on its line.")
@click.pass_obj
def watch(session: Session, folder: Path | None, once: bool, leave: bool, wanted_json: bool) -> int:
    """Take in the files that are put into DIR, each as import does, until Ctrl-C.

    DIR is by default RHYTHM_INBOX, or the folder of inbox.toml in the configuration folder. A file is taken
    when it has not changed for three seconds. One that cannot be read goes to rejected/, with the reason in
    a file beside it.
    """
    from rhythm_tui.cli.doors import door_of
    from rhythm_tui.intake.inbox import Inbox

    wanted = settings.inbox()
    place = folder or wanted.folder
    if place is None:
        raise WrongUse(msg("name the folder: rhythm-tui watch DIR"))
    if not place.is_dir():
        raise WrongUse(msg("{file}: there is no such folder"), file=place)
    inbox = Inbox(place, door_of(session), leave=leave or wanted.leave)
    return _once(session, inbox, wanted_json) if once else _for_ever(session, inbox, wanted_json)


def _for_ever(session: Session, inbox: Inbox, wanted_json: bool) -> int:
    while True:
        _look(session, inbox, wanted_json)
        time.sleep(LOOK_S)


def _once(session: Session, inbox: Inbox, wanted_json: bool) -> int:
    """Take what does not change while one waits for it."""
    from rhythm_tui.intake import inbox as rules

    first = _look(session, inbox, wanted_json)
    time.sleep(rules.SETTLED_S)
    arrivals = [*first, *_look(session, inbox, wanted_json)]
    fine = all(
        one.fate == "known" or (one.taken is not None and not one.taken.counts.rejected) for one in arrivals
    )
    return DONE if fine else WITH_REJECTS


def _look(session: Session, inbox: Inbox, wanted_json: bool) -> list[Arrival]:
    try:
        files = inbox.settled(time.monotonic())
    except OSError as error:
        raise WrongUse(msg("{file}: {reason}"), file=inbox.folder, reason=system.why(error)) from error
    arrivals = []
    for file in files:
        given_up = say("given up; nothing of {file} was taken in", file=clean(file.name).plain)
        with Meter(given_up=given_up) as meter:
            arrival = inbox.take(file, session.open_desk, session.now(), meter.show)
        if arrival is not None:
            arrivals.append(arrival)
            _tell(arrival, wanted_json)
    return arrivals


def _tell(arrival: Arrival, wanted_json: bool) -> None:
    if not wanted_json:
        click.echo(clean(arrival.told).plain)
        return
    fields: dict[str, object] = {"file": arrival.name, "fate": arrival.fate, "told": arrival.told}
    if arrival.taken is not None:
        counts = arrival.taken.counts
        names = ("read", "new", "updated", "duplicate", "rejected", "seq", "id")
        fields |= {"profile": arrival.taken.profile, **{name: getattr(counts, name) for name in names}}
    click.echo(as_json(fields))
