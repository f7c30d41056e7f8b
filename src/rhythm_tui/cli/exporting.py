"""Files out of the desk: private, whole or not at all, and told in the journal (SAFETY 14)."""

from __future__ import annotations

import hashlib
from pathlib import Path

import click

from rhythm_tui.cli.session import Session, WrongUse
from rhythm_tui.domain.refusal import msg
from rhythm_tui.reports.files import as_bytes, private_file

to_file = click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write it there; the journal tells of it.",
)
"""The option that names a file to write to."""


def put(
    session: Session, content: str | bytes, target: Path | None, what: str, incident: str | None = None
) -> None:
    """Write ``content`` to standard output, or to a file once the journal tells of it.

    ``what`` is the document or list that it is. Where there is no desk yet there is nothing to tell, and none
    is made. Raises ``WrongUse`` for a file that cannot be written, ``DeskUnusable`` where the journal cannot.
    """
    if target is None:
        click.echo(content, nl=False)
        return
    try:
        with private_file(target, content):
            _note(session, what, incident, target, hashlib.sha256(as_bytes(content)).hexdigest())
    except OSError as error:
        raise WrongUse(msg("{file}: {reason}"), file=target, reason=error.strerror or error) from error


def _note(session: Session, what: str, incident: str | None, target: Path, sha256: str) -> None:
    if not session.db.exists():
        return
    from rhythm_tui.domain.commands import parse

    told = {"do": "privacy.export", "what": what, "incident": incident, "sha256": sha256}
    with session.desk() as desk:
        desk.do(parse({**told, "file": str(target.absolute())[-500:]}))
