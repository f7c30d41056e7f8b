"""``report``: documents about what is on the desk."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import click

from rhythm_tui.cli.base import DeskCommand, DeskGroup, Entry
from rhythm_tui.cli.session import Session, WrongUse
from rhythm_tui.domain.ids import unknown
from rhythm_tui.domain.refusal import msg
from rhythm_tui.reports.document import Document
from rhythm_tui.reports.handover import handover_document
from rhythm_tui.reports.html import html
from rhythm_tui.reports.incident import incident_document
from rhythm_tui.reports.markdown import markdown

_FORMS = {"md": markdown, "html": html}
_FORM_HELP = "md, or what the name of -o says."


@click.group(
    cls=DeskGroup,
    entries={
        "handover": Entry("report", "handover", "What one shift hands to the next, in I-PASS form."),
        "incident": Entry("report", "incident", "One incident: timers, linked items, what was done."),
    },
    example="rhythm-tui report incident i2 --format html -o i2.html",
)
def report() -> None:
    """Write a document."""


def _written(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that say how and where its document is written."""
    form = click.option("--format", "form", type=click.Choice(list(_FORMS)), help=_FORM_HELP)
    path = click.Path(path_type=Path)
    target = click.option("-o", "--output", "target", type=path, metavar="FILE", help="Write it there.")
    return form(target(command))


@click.command(
    cls=DeskCommand,
    example="rhythm-tui report handover\nrhythm-tui report handover --format html -o handover.html",
)
@_written
@click.pass_obj
def handover(session: Session, form: str | None, target: Path | None) -> None:
    """Write the handover as things stand now, given or not; nothing is changed by it."""
    with session.reader() as reader:
        document = handover_document(reader.handover(session.now()), session.vocabulary)
    _write(document, form, target)


@click.command(
    cls=DeskCommand, example="rhythm-tui report incident i2\nrhythm-tui report incident i2 -o i2.html"
)
@click.argument("id", metavar="ID")
@_written
@click.pass_obj
def incident(session: Session, id: str, form: str | None, target: Path | None) -> None:
    """Write the document of an incident, open or closed."""
    with session.reader() as reader:
        detail = reader.incident(id)
        if detail is None:
            raise unknown(id)
        document = incident_document(detail, session.now(), session.vocabulary)
    _write(document, form, target)


def _write(document: Document, form: str | None, target: Path | None) -> None:
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
