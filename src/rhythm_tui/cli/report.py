"""``report``: documents about what is on the desk."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

import click

from rhythm_tui.cli.base import DeskCommand, DeskGroup, Entry
from rhythm_tui.cli.session import Session, WrongUse
from rhythm_tui.domain.ids import unknown
from rhythm_tui.domain.refusal import msg
from rhythm_tui.reports.html import html
from rhythm_tui.reports.incident import incident_document
from rhythm_tui.reports.markdown import markdown

_FORMS = {"md": markdown, "html": html}


@click.group(
    cls=DeskGroup,
    entries={"incident": Entry("report", "incident", "One incident: timers, linked items, what was done.")},
    example="rhythm-tui report incident i2 --format html -o i2.html",
)
def report() -> None:
    """Write a document."""


@click.command(
    cls=DeskCommand, example="rhythm-tui report incident i2\nrhythm-tui report incident i2 -o i2.html"
)
@click.argument("id", metavar="ID")
@click.option("--format", "form", type=click.Choice(list(_FORMS)), help="md, or what the name of -o says.")
@click.option(
    "-o", "--output", "target", type=click.Path(path_type=Path), metavar="FILE", help="Write it there."
)
@click.pass_obj
def incident(session: Session, id: str, form: str | None, target: Path | None) -> None:
    """Write the document of an incident, open or closed."""
    with session.reader() as reader:
        detail = reader.incident(id)
        if detail is None:
            raise unknown(id)
        document = incident_document(detail, session.now(), session.vocabulary)
    text = _FORMS[form or _form_of(target)](document)
    if target is None:
        click.echo(text, nl=False)
    else:
        write_private(target, text)


def _form_of(target: Path | None) -> str:
    return "html" if target is not None and target.suffix.lower() in (".html", ".htm") else "md"


def write_private(target: Path, text: str) -> None:
    """Write a file that only its owner may read, whole or not at all; one of that name is replaced.

    Raises ``WrongUse`` when it cannot be written.
    """
    written = ""
    try:
        handle, written = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(written).replace(target)
    except OSError as error:
        if written:
            with contextlib.suppress(OSError):
                Path(written).unlink()
        raise WrongUse(msg("{file}: {reason}"), file=target, reason=error.strerror or error) from error
