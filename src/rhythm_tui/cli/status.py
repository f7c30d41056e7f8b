"""``status``: the duty header, for people and for scripts."""

from __future__ import annotations

import click

from rhythm_tui.cli.base import DeskCommand
from rhythm_tui.cli.glance import glance
from rhythm_tui.cli.output import tell
from rhythm_tui.cli.session import Session


@click.command(cls=DeskCommand, example="rhythm-tui status --json")
@click.option("--json", "wanted_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def status(session: Session, wanted_json: bool) -> None:
    """Show what a glance at the desk tells: counts per band, incidents, today's slots, alarms."""
    tell(glance(session, wanted_json=wanted_json))
