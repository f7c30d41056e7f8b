"""``report``: documents about what is on the desk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from rhythm_tui.cli.base import DeskCommand, DeskGroup, Entry
from rhythm_tui.cli.session import Session, WrongUse
from rhythm_tui.domain.ids import unknown
from rhythm_tui.domain.refusal import msg
from rhythm_tui.reports.document import Document
from rhythm_tui.reports.files import FORMS, write_private, written
from rhythm_tui.reports.handover import handover_document
from rhythm_tui.reports.incident import incident_document
from rhythm_tui.reports.review import review_document

_FORM_HELP = "md, or what the name of -o says."


@click.group(
    cls=DeskGroup,
    entries={
        "handover": Entry("report", "handover", "What one shift hands to the next, in I-PASS form."),
        "incident": Entry("report", "incident", "One incident: timers, linked items, what was done."),
        "review": Entry("report", "review", "The review of one incident: targets, decisions, lessons."),
    },
    example="rhythm-tui report incident i2 --format html -o i2.html",
)
def report() -> None:
    """Write a document."""


def _written(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that say how and where its document is written."""
    form = click.option("--format", "form", type=click.Choice(list(FORMS)), help=_FORM_HELP)
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


@click.command(
    cls=DeskCommand, example="rhythm-tui report review i2\nrhythm-tui report review i2 -o i2-review.html"
)
@click.argument("id", metavar="ID")
@_written
@click.pass_obj
def review(session: Session, id: str, form: str | None, target: Path | None) -> None:
    """Write the review of an incident: minutes to each milestone against its target, decisions, roles,
    statements, replies, lessons, actions, everything that was done. An open one is told as it stands now.
    """
    with session.reader() as reader:
        found = reader.review(id)
        if found is None:
            raise unknown(id)
        document = review_document(found, session.now(), session.vocabulary)
    _write(document, form, target)


def _write(document: Document, form: str | None, target: Path | None) -> None:
    text = written(document, target, form)
    if target is None:
        click.echo(text, nl=False)
        return
    try:
        write_private(target, text)
    except OSError as error:
        raise WrongUse(msg("{file}: {reason}"), file=target, reason=error.strerror or error) from error
