"""``status``: the duty header, for people and for scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from rhythm_tui.cli.base import DeskCommand
from rhythm_tui.cli.glance import glance
from rhythm_tui.cli.output import tell
from rhythm_tui.cli.session import Session

if TYPE_CHECKING:
    from rhythm_tui.cli.glance import Form


@click.command(
    cls=DeskCommand,
    example="rhythm-tui status --json\nrhythm-tui status --line\nrhythm-tui status --plain",
)
@click.option("--json", "form", flag_value="json", help="One JSON object.")
@click.option("--line", "form", flag_value="line", help="One short line for a status bar.")
@click.option("--plain", "form", flag_value="plain", help="Sentences to be read aloud.")
@click.pass_obj
def status(session: Session, form: Form | None) -> None:
    """Show what a glance at the desk tells: counts per band, incidents, today's slots, alarms.

    The line for a status bar (tmux, polybar) begins with ! while an answer, a timer or a slot is late, else
    with =.
    """
    tell(glance(session, form or "text"))
