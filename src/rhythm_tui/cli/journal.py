"""``journal``: does the chain hold, and does the journal rebuild the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from rhythm_tui.cli.base import DeskCommand, DeskGroup, Entry
from rhythm_tui.cli.meter import Meter
from rhythm_tui.cli.output import as_json
from rhythm_tui.cli.session import Session
from rhythm_tui.i18n import _, say

if TYPE_CHECKING:
    from rhythm_tui.desk.checks import Verified

SHOWN = 20
"""Differences shown to a person; JSON has them all."""


@click.group(
    cls=DeskGroup,
    entries={
        "verify": Entry("journal", "verify", "Check the chain, the texts and the head anchor."),
        "replay": Entry("journal", "replay", "Rebuild the tables from the journal and compare."),
    },
    example="rhythm-tui journal verify",
)
def journal() -> None:
    """Check the journal; nothing is written."""


@click.command(cls=DeskCommand, example="rhythm-tui journal verify --json")
@click.option("--json", "wanted_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def verify(session: Session, wanted_json: bool) -> int:
    """Check the journal's chain, the hashes of its texts and the head anchor. Exit code 1 on a finding."""
    from rhythm_tui.desk import checks

    with Meter(_("reading")) as meter:
        found = checks.verify(session.db, meter)
    if wanted_json:
        click.echo(as_json({"sound": found.sound, **found._asdict()}))
    else:
        click.echo("\n".join(_verified(found)))
    return int(not found.sound)


def _verified(found: Verified) -> list[str]:
    lines = [say("{rows} journal rows, head {head}", rows=found.rows, head=found.head or "-")]
    if found.broken_at is None:
        lines.append(_("the chain is unbroken"))
    else:
        lines.append(
            say("the chain is broken at row {seq}: it or a row before it was changed", seq=found.broken_at)
        )
    if found.content_at is not None:
        lines.append(say("text {number} no longer matches its hash", number=found.content_at))
    anchor = {
        "ok": _("the head anchor stands in the journal"),
        "missing": _("the head anchor is missing: the next command writes it anew"),
        "lost": _(
            "work is lost: the head anchor names a row this file does not hold; put a backup in its place"
        ),
    }
    return [*lines, anchor[found.anchor]]


@click.command(cls=DeskCommand, example="rhythm-tui journal replay --json")
@click.option("--json", "wanted_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def replay(session: Session, wanted_json: bool) -> int:
    """Rebuild the tables from the journal in memory and compare. Exit code 1 when a row differs."""
    from rhythm_tui.desk import checks

    with Meter(_("reading")) as meter:
        found = checks.replay(session.db, meter)
    if wanted_json:
        click.echo(as_json({"sound": found.sound, **found._asdict()}))
        return int(not found.sound)
    click.echo(
        say(
            "{rows} journal rows replayed, {compared} rows compared", rows=found.rows, compared=found.compared
        )
    )
    if found.purged:
        click.echo(say("{purged} texts are purged", purged=found.purged))
    if found.sound:
        click.echo(_("tables and journal agree"))
    for difference in found.differences[:SHOWN]:
        click.echo(say("differs: {row}", row=difference))
    if len(found.differences) > SHOWN:
        click.echo(say("and {n} more", n=len(found.differences) - SHOWN))
    return int(not found.sound)
