"""``check``: the guard for scripts, without a desk."""

from __future__ import annotations

import sys
from typing import Any

import click

from rhythm_tui.cli import candidates
from rhythm_tui.cli.base import DeskCommand
from rhythm_tui.cli.output import as_json
from rhythm_tui.cli.session import Session, WrongUse
from rhythm_tui.desk.remark import Remark
from rhythm_tui.domain import system
from rhythm_tui.domain.refusal import msg
from rhythm_tui.domain.text import MAX_TEXT
from rhythm_tui.i18n import _, say

_MOST_BYTES = 4 * MAX_TEXT + 4
"""Of standard input: no longer text is a reply."""


@click.command(
    cls=DeskCommand,
    example='rhythm-tui check "A cure for good" --platform douyin\ncat reply.txt | rhythm-tui check - --json',
)
@click.argument("text", metavar="TEXT|-")
@click.option(
    "--platform",
    metavar="ID",
    shell_complete=candidates.platforms,
    help="Where it is to stand: its limit of length counts.",
)
@click.option("--kind", type=click.Choice(["comment", "message"]), default="comment", show_default=True)
@click.option("--json", "wanted_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def check(session: Session, text: str, platform: str | None, kind: str, wanted_json: bool) -> int:
    """Read a reply as the guard of the desk does; - takes it from standard input.

    A line for each finding: place, severity, words, why, citation. The exit code is 1 when one is red.
    """
    from rhythm_tui.desk import guard

    if platform is not None and platform not in session.vocabulary.ids("platforms"):
        raise WrongUse(msg("--platform: there is no {id}"), id=platform)
    written = _from_input() if text == "-" else text
    if not written.strip():
        raise WrongUse(msg("there is nothing to read in it"))
    if len(written) > MAX_TEXT:
        raise WrongUse(msg("a reply has at most {most} characters"), most=MAX_TEXT)
    found = guard.remarks(written, platform, kind)
    verdict = guard.verdict(found)
    if wanted_json:
        click.echo(as_json({"verdict": verdict, "findings": [_fields(written, one) for one in found]}))
    else:
        for one in found:
            click.echo(_line(written, one))
    return int(verdict == "red")


def _from_input() -> str:
    if sys.stdin is None:
        raise WrongUse(msg("standard input is closed"))
    try:
        return sys.stdin.buffer.read(_MOST_BYTES).decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError as error:
        words = msg("standard input is no UTF-8 text of at most {most} characters")
        raise WrongUse(words, most=MAX_TEXT) from error
    except OSError as error:
        raise WrongUse(msg("standard input: {reason}"), reason=system.why(error)) from error


def _place(text: str, at: int) -> tuple[int, int]:
    """Return line and column of a character, from 1."""
    before = text[:at]
    return before.count("\n") + 1, at - before.rfind("\n")


def _line(text: str, one: Remark) -> str:
    from rhythm_tui.desk import guard

    line, column = _place(text, one.start)
    return say(
        "{line}:{column} {severity} {words}: {why} ({citation})",
        line=line,
        column=column,
        severity=_("red") if one.severity == "red" else _("amber"),
        words=guard.quoted(text, one),
        why=one.why,
        citation=one.citation,
    )


def _fields(text: str, one: Remark) -> dict[str, Any]:
    line, column = _place(text, one.start)
    return {"line": line, "column": column, **one._asdict()}
