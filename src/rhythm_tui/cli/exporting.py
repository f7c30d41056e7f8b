"""Files out of the desk: private, whole or not at all, and told in the journal (SAFETY 14)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import click

from rhythm_tui.cli.session import Session, WrongUse
from rhythm_tui.desk.streamed import Streamed
from rhythm_tui.domain import system
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.progress import Watch
from rhythm_tui.domain.refusal import msg
from rhythm_tui.reports.files import as_bytes, hide, private_file

Found = TypeVar("Found")

to_file = click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write it there; the journal tells of it.",
)
"""The option that names a file to write to."""


unmasked = click.option(
    "--unmasked",
    "why",
    metavar="WHY",
    help="With telephone numbers and the like as they were typed; the journal tells of it and why.",
)
"""The option that writes contacts out."""


def shown(found: Found, why: str | None) -> Found:
    """Return what was read with the contacts in it masked, unless somebody has said why not (SAFETY 14)."""
    return hide(found) if why is None else found


def each(rows: Sequence[Found] | Streamed[Found], why: str | None, watch: Watch) -> Iterator[Found]:
    """Yield rows as ``shown`` shows them, and tell how many of them are behind."""
    for done, row in enumerate(rows):
        watch.rows(done, len(rows))
        yield shown(row, why)


class Export(NamedTuple):
    """What is written out, for the journal to tell."""

    what: str
    """The document or list that it is."""
    target: Path | None
    """The file; None for standard output."""
    why: str | None = None
    """Why contacts stand in it as they were typed; None where they are masked."""
    incident: str | None = None
    """The one that it is about."""


def put(session: Session, content: str | bytes, export: Export) -> None:
    """Write ``content`` to standard output, or to a file once the journal tells of it.

    What is unmasked the journal tells wherever it goes. Where there is no desk yet there is nothing to tell,
    and none is made. Raises ``WrongUse`` for a file that cannot be written, ``Refusal`` for a role that is
    wanting, ``DeskUnusable`` where the journal cannot be written.
    """
    sha256 = hashlib.sha256(as_bytes(content)).hexdigest()
    if export.target is None:
        if export.why is not None:
            _note(session, export, sha256)
        click.echo(content, nl=False)
        return
    try:
        with private_file(export.target, content):
            _note(session, export, sha256)
    except OSError as error:
        raise WrongUse(msg("{file}: {reason}"), file=export.target, reason=system.why(error)) from error


def _note(session: Session, export: Export, sha256: str) -> None:
    if not session.db.exists():
        return
    from rhythm_tui.domain.commands import parse

    told = {"do": "privacy.export"} if export.why is None else {"do": "privacy.unmask", "reason": export.why}
    file = str(export.target.absolute())[-500:] if export.target else "-"
    with session.desk() as desk:
        desk.do(
            parse({**told, "what": export.what, "incident": export.incident, "sha256": sha256, "file": file})
        )
