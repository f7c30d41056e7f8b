"""``report``: documents about what is on the desk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from rhythm_tui.cli import candidates
from rhythm_tui.cli.base import DeskCommand, DeskGroup, Entry
from rhythm_tui.cli.exporting import Export, put, shown, to_file, unmasked
from rhythm_tui.cli.meter import Meter
from rhythm_tui.cli.session import Session
from rhythm_tui.domain.ids import unknown
from rhythm_tui.domain.progress import UNWATCHED, Watch
from rhythm_tui.i18n import _
from rhythm_tui.reports.document import Document
from rhythm_tui.reports.files import FORMS, written
from rhythm_tui.reports.handover import handover_document
from rhythm_tui.reports.incident import incident_document
from rhythm_tui.reports.load_pictures import load_pictures
from rhythm_tui.reports.review import review_document

_FORM_HELP = "md, or what -o is called."


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
    json = click.option("--json", "form", flag_value="json", help="The same as --format json: one object.")
    return form(json(to_file(unmasked(command))))


@click.command(
    cls=DeskCommand,
    example="rhythm-tui report handover\nrhythm-tui report handover --format html -o handover.html",
)
@_written
@click.pass_obj
def handover(session: Session, form: str | None, target: Path | None, why: str | None) -> None:
    """Write the handover as things stand now, given or not."""
    with Meter(_("reading")) as meter:
        made = written(document(session, "handover", why=why, watch=meter), target, form)
    put(session, made, Export("handover", target, why))


@click.command(
    cls=DeskCommand, example="rhythm-tui report incident i2\nrhythm-tui report incident i2 -o i2.html"
)
@click.argument("id", metavar="ID", shell_complete=candidates.incidents)
@_written
@click.pass_obj
def incident(session: Session, id: str, form: str | None, target: Path | None, why: str | None) -> None:
    """Write the document of an incident, open or closed."""
    with Meter(_("reading")) as meter:
        made = written(document(session, "incident", id, why=why, watch=meter), target, form)
    put(session, made, Export("incident", target, why, id))


@click.command(
    cls=DeskCommand, example="rhythm-tui report review i2\nrhythm-tui report review i2 -o i2-review.html"
)
@click.argument("id", metavar="ID", shell_complete=candidates.incidents)
@_written
@click.pass_obj
def review(session: Session, id: str, form: str | None, target: Path | None, why: str | None) -> None:
    """Write the review of an incident: minutes to each milestone against its target, decisions, roles,
    statements, replies, lessons, actions, everything that was done. An open one is told as it stands now.
    """
    with Meter(_("reading")) as meter:
        made = written(document(session, "review", id, why=why, watch=meter), target, form)
    put(session, made, Export("review", target, why, id))


def document(
    session: Session,
    what: str,
    id: str | None = None,
    *,
    why: str | None = None,
    watch: Watch = UNWATCHED,
) -> Document:
    """Return a document as things stand now, contacts masked unless there is a reason ``why`` not.

    ``what`` is ``handover``, ``incident`` or ``review``, the last two of the incident ``id``; ``watch`` is
    told how far a long one is. Raises ``Refusal`` (unknown), ``DeskUnusable``.
    """
    now = session.now()
    with session.reader() as reader:
        if what == "handover":
            made = handover_document(shown(reader.handover(now), why), session.vocabulary)
            return made._replace(pictures=load_pictures(reader.load(now, watch)))
        if what == "incident" and id is not None and (detail := reader.incident(id)) is not None:
            return incident_document(shown(detail, why), now, session.vocabulary)
        if what == "review" and id is not None and (found := reader.review(id)) is not None:
            return review_document(shown(found, why), now, session.vocabulary)
    raise unknown(id or what)
