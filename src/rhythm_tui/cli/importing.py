"""``import``: comments and messages from files, each file a batch of its own."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import click

from rhythm_tui.cli import candidates
from rhythm_tui.cli.base import DeskCommand
from rhythm_tui.cli.session import Session, WrongUse
from rhythm_tui.domain.refusal import msg
from rhythm_tui.domain.times import EARLIEST, FUTURE_SLACK, NoTime, instant


@click.command(
    "import",
    cls=DeskCommand,
    example="rhythm-tui import detail_comments_2026-11-22.csv\n"
    "rhythm-tui import questions.xlsx --platform douyin --kind comment --posted-at 2026-11-22T08:00",
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option(
    "--profile",
    metavar="NAME",
    shell_complete=candidates.profiles,
    help="How the columns are read; recognised when left out.",
)
@click.option(
    "--platform",
    metavar="ID",
    shell_complete=candidates.platforms,
    help="For files without it: douyin, kuaishou, ...",
)
@click.option("--kind", type=click.Choice(["comment", "message", "live"]), help="For files without it.")
@click.option("--posted-at", "written", metavar="TIME", help="For files without it: a time, or now.")
@click.option(
    "--post", metavar="ID", help="For files without it: the video or note the comments stand under."
)
@click.option(
    "--save-profile", "name", metavar="NAME", help="Save the mapping proposed for an unknown header, use it."
)
@click.option("--json", "wanted_json", is_flag=True, help="One JSON object a file, each on its line.")
@click.pass_obj
def importing(
    session: Session,
    files: tuple[Path, ...],
    profile: str | None,
    platform: str | None,
    kind: str | None,
    written: str | None,
    post: str | None,
    name: str | None,
    wanted_json: bool,
) -> int:
    """Take comments and messages in from files: CSV, xlsx, JSON, JSON lines, SQLite.

    Rejected rows go to FILE.rejects.csv. The exit code is 2 when a file cannot be read (the others are), 1
    when rows were rejected.
    """
    from rhythm_tui.cli.importer import Importer, teller
    from rhythm_tui.intake.source import Defaults

    defaults = Defaults(_platform(session, platform), kind, _posted_at(session, written), post)
    with ExitStack() as stack:
        importer = Importer(session, stack, profile, defaults, name, propose=not wanted_json)
        codes = [
            importer.take(file, teller(file, several=len(files) > 1, wanted_json=wanted_json))
            for file in files
        ]
    return max(codes)


def _platform(session: Session, given: str | None) -> str | None:
    known = session.playbook.platforms
    if given is not None and given not in known:
        raise WrongUse(
            msg("--platform: no platform {given}; there are {known}"), given=given, known=" ".join(known)
        )
    return given


def _posted_at(session: Session, written: str | None) -> int | None:
    now = session.now()
    if written is None or written == "now":
        return None if written is None else now
    try:
        at = instant(written, session.playbook.tz)
    except NoTime:
        raise WrongUse(
            msg("--posted-at: {written} is no time: write 2026-11-22T14:30 or with an offset"),
            written=written,
        ) from None
    if not EARLIEST <= at <= now + FUTURE_SLACK:
        raise WrongUse(msg("--posted-at: {written} is before 2016 or in the future"), written=written)
    return at
