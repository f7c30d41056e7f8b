"""``doctor``: a look at the desk's health, each finding with its remedy."""

from __future__ import annotations

import click

from rhythm_tui.cli.base import DeskCommand
from rhythm_tui.cli.output import as_json
from rhythm_tui.cli.session import Session
from rhythm_tui.desk.doctor import Finding, examine
from rhythm_tui.domain.refusal import msg
from rhythm_tui.domain.text import fit, width
from rhythm_tui.i18n import _, say

_COLOURS = {"ok": "green", "warn": "yellow", "bad": "red"}


@click.command(cls=DeskCommand, example="rhythm-tui doctor\nrhythm-tui doctor --json")
@click.option("--json", "wanted_json", is_flag=True, help="One JSON array of findings.")
@click.pass_obj
def doctor(session: Session, wanted_json: bool) -> int:
    """Look at the playbook, the library, the file, its journal, permissions and disk.

    The exit code is 1 when there is a finding.
    """
    findings = [_playbook(session), _clock(session), *examine(session.db, session.now())]
    if wanted_json:
        click.echo(as_json([_fields(finding) for finding in findings]))
    else:
        click.echo("\n".join(line for finding in findings for line in _lines(finding)))
    return int(any(finding.level != "ok" for finding in findings))


def _playbook(session: Session) -> Finding:
    """The checked playbook: one that cannot be used is named by the error itself, before any finding."""
    template = msg("{path}: playbook version {version}")
    return Finding(
        "playbook", "ok", template, {"path": session.playbook_path, "version": session.playbook.version}
    )


def _clock(session: Session) -> Finding:
    template = (
        msg("the clock is simulated: {now}") if session.clock.simulated else msg("the clock says {now}")
    )
    return Finding("clock", "ok", template, {"now": session.vocabulary.iso(session.now())})


def _fields(finding: Finding) -> dict[str, str]:
    return {
        "code": finding.code,
        "level": finding.level,
        "text": say(finding.template, **finding.values),
        "remedy": _(finding.remedy),
    }


def _lines(finding: Finding) -> list[str]:
    words = {"ok": _("fine"), "warn": _("warning"), "bad": _("bad")}
    cells = max(width(word) for word in words.values()) + 2
    level = click.style(fit(words[finding.level], cells), fg=_COLOURS[finding.level])
    lines = [f"{level}{say(finding.template, **finding.values)}"]
    if finding.remedy:
        remedy = say("do: {remedy}", remedy=_(finding.remedy))
        lines.append(" " * cells + remedy)
    return lines
