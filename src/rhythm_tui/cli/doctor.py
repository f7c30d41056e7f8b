"""``doctor``: a look at the desk's health, each finding with its remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from rhythm_tui.cli.base import DeskCommand
from rhythm_tui.cli.meter import Meter
from rhythm_tui.cli.output import as_json
from rhythm_tui.cli.session import Session
from rhythm_tui.domain.text import fit, width
from rhythm_tui.i18n import _, say

if TYPE_CHECKING:
    from rhythm_tui.desk.finding import Finding

_COLOURS = {"ok": "green", "warn": "yellow", "bad": "red"}


@click.command(cls=DeskCommand, example="rhythm-tui doctor\nrhythm-tui doctor --json")
@click.option("--json", "wanted_json", is_flag=True, help="One JSON array of findings.")
@click.pass_obj
def doctor(session: Session, wanted_json: bool) -> int:
    """Look at the playbook, the library, the file, its journal, permissions, disk, log and terminal.

    The exit code is 1 when there is a finding.
    """
    from rhythm_tui.cli.health import findings

    with Meter(_("reading")) as meter:
        found = findings(session, meter)
    if wanted_json:
        click.echo(as_json([_fields(finding) for finding in found]))
    else:
        click.echo("\n".join(line for finding in found for line in _lines(finding)))
    return int(any(finding.level != "ok" for finding in found))


def _fields(finding: Finding) -> dict[str, str]:
    return {
        "code": finding.code,
        "level": finding.level,
        "text": say(finding.template, **finding.values),
        "remedy": say(finding.remedy, **finding.values),
    }


def _lines(finding: Finding) -> list[str]:
    words = {"ok": _("fine"), "warn": _("warning"), "bad": _("bad")}
    cells = max(width(word) for word in words.values()) + 2
    level = click.style(fit(words[finding.level], cells), fg=_COLOURS[finding.level])
    lines = [f"{level}{say(finding.template, **finding.values)}"]
    if finding.remedy:
        remedy = say("do: {remedy}", remedy=say(finding.remedy, **finding.values))
        lines.append(" " * cells + remedy)
    return lines
