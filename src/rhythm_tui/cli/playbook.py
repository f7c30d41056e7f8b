"""``playbook``: is a playbook sound, and which one is in force."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from rhythm_tui import settings
from rhythm_tui.cli import candidates, output
from rhythm_tui.cli.base import DeskCommand, DeskGroup, Entry
from rhythm_tui.cli.playbook_compared import Difference, differences, found_at, written
from rhythm_tui.cli.session import Session, WrongUse
from rhythm_tui.domain.refusal import msg
from rhythm_tui.i18n import _, ngettext, say

WRONG = 2


@click.group(
    cls=DeskGroup,
    entries={
        "check": Entry("playbook", "check", "Name every mistake by line and entry."),
        "show": Entry("playbook", "show", "Print the playbook in force and what is not built in."),
        "schema": Entry("playbook", "schema", "Print the JSON Schema of a playbook."),
    },
    example="rhythm-tui playbook check my.toml",
)
def playbook() -> None:
    """Check a playbook, or show the one in force."""


@click.command(cls=DeskCommand, example="rhythm-tui playbook check\nrhythm-tui playbook check my.toml")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--json", "wanted_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def check(session: Session, file: Path | None, wanted_json: bool) -> int:
    """Name every mistake in FILE, by default in the playbook in force: line, entry, reason, what to do.

    The exit code is 2 when there is one.
    """
    from rhythm_tui.cli.playbook_words import fields, placed, told
    from rhythm_tui.domain.playbook import BadPlaybook
    from rhythm_tui.domain.playbook import check as checked

    path = file or session.playbook_path
    tables = settings.read_toml(path)
    try:
        found = checked(tables)
    except BadPlaybook as error:
        mistakes = placed(settings.read_text(path), error.findings)
        if wanted_json:
            click.echo(output.as_json({"path": str(path), "sound": False, "findings": fields(mistakes)}))
            return WRONG
        for line in told(path, mistakes):
            output.complain(line)
        return WRONG
    if wanted_json:
        click.echo(output.as_json({"path": str(path), "sound": True, "findings": []}))
        return 0
    running = sum(timer.on for timer in found.timers.values())
    click.echo(
        say(
            "{path}: sound; zone {zone}, platforms {platforms}, grades {grades}, kinds {kinds},"
            " timers {timers}, audiences {audiences}, roles {roles}, shifts {shifts}",
            path=path,
            zone=found.zone,
            platforms=len(found.platforms),
            grades=_of(len(found.gradings), len(found.grades)),
            kinds=len(found.kinds),
            timers=_of(running, len(found.timers)),
            audiences=len(found.audiences),
            roles=len(found.roles),
            shifts=len(found.shifts),
        )
    )
    return 0


def _of(on: int, known: int) -> str:
    """Return how many of a table are switched on."""
    return str(known) if on == known else say("{on} of {known}", on=on, known=known)


@click.command(cls=DeskCommand, example="rhythm-tui playbook show\nrhythm-tui playbook show timers --json")
@click.argument("table", required=False, shell_complete=candidates.tables)
@click.option("--json", "wanted_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def show(session: Session, table: str | None, wanted_json: bool) -> None:
    """Print the playbook in force, or one TABLE of it (timers, grades.major), as TOML.

    Says where it comes from, and marks what the built-in one writes differently.
    """
    tables, version = session.tables, session.playbook.version
    built_in = settings.read_toml(settings.built_in_playbook())
    place = tuple(table.split(".")) if table else ()
    here, there = found_at(tables, place), found_at(built_in, place)
    if here is None and there is None:
        raise WrongUse(
            msg("the playbook has no {table}; it has {known}"), table=table, known=", ".join(tables)
        )
    differ = differences(here, there, place)
    if wanted_json:
        click.echo(output.as_json(_fields(session, version, table, here, differ)))
        return
    click.echo("\n".join([*_heading(session, len(differ)), *written(here, place, differ)]))


@click.command(cls=DeskCommand, example="rhythm-tui playbook schema")
def schema() -> None:
    """Print the JSON Schema of a playbook: an editor completes and checks playbook.toml with it."""
    import json

    from rhythm_tui.cli.playbook_schema import schema as made

    click.echo(json.dumps(made(), ensure_ascii=False, indent=2))


def _fields(
    session: Session, version: int, table: str | None, value: object, differ: tuple[Difference, ...]
) -> dict[str, Any]:
    return {
        "path": str(session.playbook_path),
        "origin": session.playbook_origin,
        "version": version,
        "differs": [
            {"at": ".".join(one.place), "here": one.here, "built_in": one.built_in} for one in differ
        ],
        "table": table,
        "value": value,
    }


def _heading(session: Session, count: int) -> list[str]:
    origin = {
        "built_in": _("built in"),
        "config": _("of the configuration folder"),
        "option": _("given by --playbook or RHYTHM_PLAYBOOK"),
    }[session.playbook_origin]
    same = _("all of it is as the built-in one has it")
    differs = ngettext(
        "{n} entry differs from the built-in one", "{n} entries differ from the built-in one", count
    )
    return [f"# {session.playbook_path}: {origin}", f"# {differs.format(n=count) if count else same}"]
