"""``backup`` and ``restore``: a copy while the desk is open, and a copy put in its place."""

from __future__ import annotations

import os
from pathlib import Path

import click

from rhythm_tui.cli.base import DeskCommand
from rhythm_tui.cli.session import Session, WrongUse
from rhythm_tui.domain.refusal import msg
from rhythm_tui.i18n import say


@click.command(cls=DeskCommand, example="rhythm-tui backup\nrhythm-tui backup /media/usb/")
@click.argument("dest", required=False, type=click.Path(path_type=Path))
@click.pass_obj
def backup(session: Session, dest: Path | None) -> None:
    """Copy the desk while it is open, to DEST (a file or a folder) or to the folder backups beside it."""
    from rhythm_tui.desk import backup as copies

    if not session.db.exists():
        raise WrongUse(msg("{path}: there is no desk to copy"), path=session.db)
    os.umask(0o077)
    target = copies.backup(session.db, dest, session.now(), session.vocabulary)
    click.echo(say("copied to {path}", path=target))


@click.command(cls=DeskCommand, example="rhythm-tui restore backups/desk-20261122-143000.db")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def restore(session: Session, file: Path) -> None:
    """Put the copy FILE in the desk's place; the old file is kept. Close every seat first."""
    from rhythm_tui.desk import backup as copies

    if not file.is_file():
        raise WrongUse(msg("{file}: there is no such file"), file=file)
    os.umask(0o077)
    kept = copies.restore(session.db, file, session.now(), session.vocabulary)
    click.echo(say("{file} is the desk now", file=file))
    if kept.exists():
        click.echo(say("the old file is kept as {path}", path=kept))
