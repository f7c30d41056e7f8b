"""``purge``: the words of ended items are emptied for good; what was done and when stays."""

from __future__ import annotations

import click

from rhythm_tui.cli import candidates
from rhythm_tui.cli.base import DeskCommand
from rhythm_tui.cli.meter import Meter
from rhythm_tui.cli.output import as_json
from rhythm_tui.cli.session import Session, WrongUse
from rhythm_tui.domain.refusal import invalid, msg
from rhythm_tui.domain.times import NoTime, instant
from rhythm_tui.i18n import _, say


@click.command(
    cls=DeskCommand,
    example="rhythm-tui purge --preview\nrhythm-tui purge --reason 'older than we keep it'\n"
    "rhythm-tui purge q17 u3 --reason 'its author asked for it'",
)
@click.argument("items", nargs=-1, shell_complete=candidates.incidents)
@click.option("--before", metavar="TIME", help="Only what ended before; else what is older than kept.")
@click.option("--reason", help="Why: it is kept.")
@click.option("--preview", is_flag=True, help="Say how much would go; change nothing.")
@click.option("--json", "wanted_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def purge(
    session: Session,
    items: tuple[str, ...],
    before: str | None,
    reason: str | None,
    preview: bool,
    wanted_json: bool,
) -> None:
    """Empty the words of ITEMS (items, stories, incidents, handovers, slots ..., by their ids), or of all
    that ended longer ago than the playbook keeps it.

    They go from the desk, its search, its log and the copies it made of itself. This cannot be undone.
    """
    from rhythm_tui.desk import privacy

    if preview:
        at = _instant(before, session)
        with Meter(_("reading")) as meter:
            found = privacy.due(session.db, session.playbook.privacy.retention, at, session.now(), meter)
        told = say("things whose words would go: {n}", n=sum(found.values()))
        click.echo(as_json(found) if wanted_json else told)
        return
    if not reason:
        raise WrongUse(msg("--reason: say why"))
    from rhythm_tui.domain.commands import parse

    fields: dict[str, object] = {"do": "privacy.purge", "items": list(items), "reason": reason}
    command = parse(fields if before is None else {**fields, "before": before})
    with session.desk() as desk, Meter(_("reading")) as meter:
        receipt = desk.do(command, meter)
    left = privacy.copies_by_hand(session.db)
    if wanted_json:
        answer = {"seq": receipt.seq, "copies": [str(path) for path in left]}
        warned = {"warnings": [one.why for one in receipt.warnings]} if receipt.warnings else {}
        click.echo(as_json({**answer, **warned}))
        return
    click.echo(say("purged, journal row {seq}", seq=receipt.seq))
    for one in receipt.warnings:
        click.echo(one.why)
    for path in left:
        click.echo(say("{path} still holds the words: delete it", path=path))


def _instant(written: str | None, session: Session) -> int | None:
    if written is None:
        return None
    try:
        return instant(written, session.playbook.tz)
    except NoTime as error:
        raise invalid("before", msg("this is no time: write 2026-11-22T14:30 or with an offset")) from error
