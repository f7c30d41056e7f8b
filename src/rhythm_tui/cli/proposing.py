"""A mapping for a table that no profile fits: shown with sample rows, saved when it is right."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from rhythm_tui import settings
from rhythm_tui.cli.output import complain, note
from rhythm_tui.cli.session import Session
from rhythm_tui.cli.tables import Column, table
from rhythm_tui.domain.text import clean
from rhythm_tui.i18n import _, say
from rhythm_tui.intake.profiles import Profile, load_profiles
from rhythm_tui.intake.proposal import Proposal, propose, save_profile
from rhythm_tui.intake.unreadable import Unreadable

_OPTIONS = {"posted_at": "--posted-at", "platform": "--platform", "kind": "--kind"}


def show_proposal(session: Session, file: Path) -> None:
    """Write the proposed mapping, sample rows and what to do next to standard output."""
    try:
        proposal = _propose(session, file)
    except Unreadable as error:
        complain(say(error.template, **error.values))
        return
    mapped = {target: alternatives[0][0] for target, alternatives in proposal.profile.columns.items()}
    click.echo(say("proposed mapping of {file}:", file=clean(str(file)).plain))
    columns = [Column(_("Field")), Column(_("Column")), Column(_("First rows"), flexible=True)]
    rows = [
        (
            str(target),
            clean(column).plain,
            "  |  ".join(sample.get(target, "") for sample in proposal.samples),
        )
        for target, column in mapped.items()
    ]
    click.echo(table(columns, rows))
    for line in _advice(proposal, file):
        click.echo(line)


def save_proposal(session: Session, file: Path, name: str) -> None:
    """Save the proposed mapping under ``name``. Raises ``Unreadable`` and ``OSError``."""
    path = save_profile(_propose(session, file).profile, settings.config_dir() / "profiles", name)
    note(say("saved the mapping as {path}", path=clean(str(path)).plain))


def _propose(session: Session, file: Path) -> Proposal:
    return propose(file, zone=session.playbook.tz, now=session.now(), values_of=_plain_profile())


def _plain_profile() -> Profile | None:
    return load_profiles([settings.data_dir() / "profiles"]).get("plain")


def _advice(proposal: Proposal, file: Path) -> list[str]:
    lines = []
    options = [_OPTIONS[target] for target in proposal.missing if target in _OPTIONS]
    if "text" in proposal.missing:
        lines.append(_("no column seems to hold the text: write a profile by hand, data/profiles shows how"))
    if options:
        lines.append(
            say("no column holds these, say them for the whole file: {options}", options=" ".join(options))
        )
    said = "".join(f" {option} ..." for option in options)
    command = f"rhythm-tui import {shlex.quote(clean(str(file)).plain)} --save-profile NAME{said}"
    return [*lines, say("to save it and use it: {command}", command=command)]
