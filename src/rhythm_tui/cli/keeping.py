"""``backup`` and ``restore``: a copy while the desk is open, and a copy put in its place."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rhythm_tui.cli.base import DeskCommand
from rhythm_tui.cli.meter import Meter
from rhythm_tui.cli.output import as_json
from rhythm_tui.cli.session import Session, WrongUse
from rhythm_tui.domain.refusal import msg
from rhythm_tui.i18n import _, say
from rhythm_tui.reports.words import verb_name

if TYPE_CHECKING:
    from rhythm_tui.desk.backup import Loss

_MOST_VERBS = 6
"""How many verbs a preview names one by one."""


@click.command(cls=DeskCommand, example="rhythm-tui backup\nrhythm-tui backup /media/usb/")
@click.argument("dest", required=False, type=click.Path())
@click.option("--json", "wanted_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def backup(session: Session, dest: str | None, wanted_json: bool) -> None:
    """Copy the desk while it is open, to DEST (a file or a folder) or to the folder backups beside it.

    DEST with a / at its end is a folder that has to be there: a disk that is not mounted gets no copy.
    The screen makes a copy a day by itself, in the folder snapshots beside the desk.
    """
    from rhythm_tui.desk import backup as copies

    if not session.place.exists():
        raise WrongUse(msg("{path}: there is no desk to copy"), path=session.place)
    if dest and dest.endswith(("/", os.sep)) and not Path(dest).is_dir():
        raise WrongUse(msg("{file}: there is no such folder"), file=dest)
    os.umask(0o077)
    with Meter(_("copying")) as meter:
        target = copies.backup(
            session.db, Path(dest) if dest else None, session.now(), session.vocabulary, meter
        )
    told = say("copied to {path}", path=target)
    click.echo(as_json({"path": str(target), "bytes": target.stat().st_size}) if wanted_json else told)


@click.command(
    cls=DeskCommand,
    example="rhythm-tui restore snapshots/desk-2026-11-21.db --preview\n"
    "rhythm-tui restore backups/desk-20261122-143000.db",
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--preview", is_flag=True, help="Say what the desk has that FILE has not; change nothing.")
@click.option("--json", "wanted_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def restore(session: Session, file: Path, preview: bool, wanted_json: bool) -> None:
    """Put the copy FILE in the desk's place; the old file is kept. Close every seat first."""
    from rhythm_tui.desk import backup as copies
    from rhythm_tui.desk import encryption

    if not file.is_file():
        raise WrongUse(msg("{file}: there is no such file"), file=file)
    encrypted = encryption.is_encrypted(session.db)
    session.unlock(file)
    with Meter(_("reading")) as meter:
        found = copies.loss(session.db, file, meter)
    if preview:
        click.echo(as_json(_fields(found, session)) if wanted_json else "\n".join(_lines(found, session)))
        return
    os.umask(0o077)
    with Meter(_("copying")) as meter:
        kept = copies.restore(session.db, file, session.by(), session.vocabulary, meter, found)
    if wanted_json:
        click.echo(as_json({**_fields(found, session), "kept": str(kept) if kept.exists() else None}))
        return
    click.echo(say("{file} is the desk now", file=file))
    if encryption.is_encrypted(session.db) != encrypted:
        click.echo(say("the desk is a plain file now") if encrypted else say("the desk is encrypted now"))
    if kept.exists():
        for line in _lines(found, session)[1:]:
            click.echo(line)
        click.echo(say("the old file is kept as {path}", path=kept))


def _lines(found: Loss, session: Session) -> list[str]:
    return list(_told(found, session))


def _told(found: Loss, session: Session) -> Iterator[str]:
    time = session.vocabulary.iso
    at = "-" if found.copy.at is None else time(found.copy.at)
    yield say("{path}: {seq} journal rows, the last of {at}", path=found.copy.path, seq=found.copy.seq, at=at)
    if found.rows is None:
        yield say("what the desk has beyond the copy cannot be told: it is damaged, empty or another desk")
    elif found.since is None:
        yield say("the desk has nothing that the copy has not")
    else:
        yield say("done since {at} and not in the copy: {n}", n=found.rows, at=time(found.since))
        for verb, times in found.verbs[:_MOST_VERBS]:
            yield f"  {times:>6}  {verb_name(verb)}"
        if rest := sum(times for _verb, times in found.verbs[_MOST_VERBS:]):
            yield f"  {rest:>6}  {say('other')}"


def _fields(found: Loss, session: Session) -> dict[str, object]:
    time = session.vocabulary.iso
    return {
        "file": str(found.copy.path),
        "seq": found.copy.seq,
        "at": None if found.copy.at is None else time(found.copy.at),
        "lost": found.rows,
        "since": None if found.since is None else time(found.since),
        "verbs": dict(found.verbs),
    }
