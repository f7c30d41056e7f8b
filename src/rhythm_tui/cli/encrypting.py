"""``encrypt``, ``decrypt`` and ``passphrase``: whether the desk's file can be read without its passphrase."""

from __future__ import annotations

import os
from pathlib import Path

import click

from rhythm_tui.cli import passphrase as passphrases
from rhythm_tui.cli.base import DeskCommand
from rhythm_tui.cli.meter import Meter
from rhythm_tui.cli.output import as_json
from rhythm_tui.cli.session import Session, WrongUse
from rhythm_tui.desk import encryption
from rhythm_tui.desk.encryption import Changed
from rhythm_tui.domain.refusal import msg
from rhythm_tui.i18n import _, say

_json = click.option("--json", "wanted_json", is_flag=True, help="One JSON object.")


@click.command(
    cls=DeskCommand,
    example="rhythm-tui encrypt\nRHYTHM_PASSPHRASE_FILE=~/desk.passphrase rhythm-tui encrypt",
)
@_json
@click.pass_obj
def encrypt(session: Session, wanted_json: bool) -> None:
    """Encrypt the desk and the copies in its folder. Close every seat first.

    From then on whatever opens the desk asks for its passphrase on the terminal, or reads it from the
    file that RHYTHM_PASSPHRASE_FILE names. The plain file goes; for a plain copy make a backup first.
    Whoever loses the passphrase has lost the desk.
    """
    path = _there(session)
    if encryption.is_encrypted(path):
        done = say("{path} is encrypted already", path=path)
        with Meter(_("encrypting")) as meter:
            found = encryption.take_along(path, meter)
        _tell(path, found, [done], wanted_json)
        return
    encryption.need(path)
    wanted = passphrases.new(passphrases.file_named())
    with Meter(_("encrypting")) as meter:
        found = encryption.encrypt(path, wanted, session.by(), meter)
    session.log.tell("encrypted", copies=found.copies)
    done = say("{path} is encrypted now", path=path)
    warnings = [
        say("Nobody can open it without the passphrase, and nobody can set another: keep it safe."),
        say("What stood on the disk before is deleted, not wiped; copies elsewhere are as they were."),
    ]
    _tell(path, found, [done, *warnings], wanted_json)


@click.command(cls=DeskCommand, example="rhythm-tui decrypt")
@_json
@click.pass_obj
def decrypt(session: Session, wanted_json: bool) -> None:
    """Write the desk and the copies in its folder as plain files again. Close every seat first."""
    path = _there(session)
    if not encryption.is_encrypted(path):
        done = say("{path} is not encrypted", path=path)
        with Meter(_("decrypting")) as meter:
            found = encryption.take_along(path, meter)
        _tell(path, found, [done], wanted_json)
        return
    with Meter(_("decrypting")) as meter:
        found = encryption.decrypt(path, session.by(), meter)
    session.log.tell("decrypted", copies=found.copies)
    _tell(path, found, [say("{path} is a plain file now", path=path)], wanted_json)


@click.command(
    cls=DeskCommand, example="rhythm-tui passphrase\nrhythm-tui passphrase --file ~/new.passphrase"
)
@click.option("--file", type=click.Path(path_type=Path), help="Read the new one from this file (0600).")
@_json
@click.pass_obj
def passphrase(session: Session, file: Path | None, wanted_json: bool) -> None:
    """Give an encrypted desk, and the copies in its folder, another passphrase. Close every seat first."""
    path = _there(session)
    if not encryption.is_encrypted(path):
        raise WrongUse(msg("{path} is not encrypted: rhythm-tui encrypt"), path=path)
    wanted = passphrases.new(file)
    with Meter(_("encrypting")) as meter:
        found = encryption.encrypt(path, wanted, session.by(), meter)
    session.log.tell("passphrase changed", copies=found.copies)
    _tell(path, found, [say("{path} has another passphrase now", path=path)], wanted_json)


def _there(session: Session) -> Path:
    if not session.place.exists():
        raise WrongUse(msg("{path}: there is no desk yet: open it once"), path=session.place)
    os.umask(0o077)
    return session.db


def _tell(path: Path, found: Changed, lines: list[str], wanted_json: bool) -> None:
    if wanted_json:
        left = [str(one) for one in found.left]
        fields = {"encrypted": encryption.is_encrypted(path), "copies": found.copies, "left": left}
        click.echo(as_json(fields))
        return
    if found.copies:
        lines.insert(1, say("copies in its folder done as well: {n}", n=found.copies))
    left_told = (say("{path} cannot be opened and stays as it is: delete it", path=one) for one in found.left)
    click.echo("\n".join((*lines, *left_told)))
