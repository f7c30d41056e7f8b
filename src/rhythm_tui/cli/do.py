"""``do``: commands as JSON lines, each done and answered before the next is waited for."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from rhythm_tui.cli.base import DeskCommand
from rhythm_tui.cli.jsonlines import MAX_LINE, answer_refused, parse_line
from rhythm_tui.cli.output import as_json, note
from rhythm_tui.cli.session import Session, WrongUse
from rhythm_tui.desk.errors import DeskUnusable
from rhythm_tui.domain import system
from rhythm_tui.domain.refusal import Refusal, msg
from rhythm_tui.i18n import _, say, words_of
from rhythm_tui.reports.phrases import refusal_names

if TYPE_CHECKING:
    from rhythm_tui.desk.act import Receipt
    from rhythm_tui.desk.desk import Desk


@click.command(
    cls=DeskCommand,
    example='echo \'{"do": "incident.claim", "id": "i1"}\' | rhythm-tui do\nrhythm-tui do commands.jsonl\n'
    "rhythm-tui do --schema",
)
@click.argument("file", required=False, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--schema", is_flag=True, help="Print the JSON Schema of all commands and end.")
@click.pass_obj
def do(session: Session, file: Path | None, schema: bool) -> int:
    """Do commands from FILE or standard input: one JSON object a line, one transaction and one answer each.

    A line that fails is answered and the next one is read; the exit code is 1 when any failed.
    """
    if schema:
        from rhythm_tui.domain import commands

        click.echo(json.dumps(commands.schema(), ensure_ascii=False, indent=2))
        return 0
    with ExitStack() as stack:
        source = _open(file, stack)
        if source.isatty():
            note(_("Commands from the keyboard: one JSON object a line, Ctrl-D ends."))
        return _Worker(session, stack).work(source)


def _open(file: Path | None, stack: ExitStack) -> IO[bytes]:
    if file is None or str(file) == "-":
        if sys.stdin is None:
            raise WrongUse(msg("standard input is closed"))
        return sys.stdin.buffer
    try:
        source = stack.enter_context(file.open("rb"))
        beginning = source.peek(4096)
    except OSError as error:
        raise WrongUse(msg("{file}: {reason}"), file=file, reason=system.why(error)) from error
    if b"\0" in beginning:
        raise WrongUse(msg("{file}: this is no text file with one JSON object a line"), file=file)
    return source


class _Worker:
    """Does lines on one desk, which is opened, and made where there is none, for the first command."""

    def __init__(self, session: Session, stack: ExitStack) -> None:
        self._session = session
        self._stack = stack
        self._opened: Desk | None = None
        self._names = refusal_names(session.vocabulary)
        # A playbook or clock that cannot be used is found out before the first line is waited for.
        _ = session.playbook, session.clock, session.operator

    def work(self, source: IO[bytes]) -> int:
        """Answer every line; return the exit code. Raises ``DeskUnusable`` after answering with it."""
        failed = False
        for line in _lines(source):
            try:
                answer = _done(self._do(line))
            except Refusal as error:
                answer = answer_refused(error, words_of(error, self._names))
            except DeskUnusable as error:
                words = say(error.template, **error.values)
                click.echo(as_json({"ok": False, "error": {"code": "unusable", "message": words}}))
                raise
            failed = failed or not answer["ok"]
            click.echo(as_json(answer))
        return int(failed)

    def _do(self, line: bytes) -> Receipt:
        from rhythm_tui.domain.commands import parse

        command = parse(parse_line(line))
        return self._desk().do(command)

    def _desk(self) -> Desk:
        if self._opened is None:
            self._opened = self._stack.enter_context(self._session.desk())
        return self._opened


def _lines(source: IO[bytes]) -> Iterator[bytes]:
    """Yield lines as they arrive; of a line that is too long only as much as shows it."""
    while line := _read(source, MAX_LINE + 2):
        if not line.endswith(b"\n") and len(line) > MAX_LINE:
            while (rest := _read(source, MAX_LINE)) and not rest.endswith(b"\n"):
                pass
        if line.strip() or len(line) > MAX_LINE:
            yield line.rstrip(b"\r\n")


def _read(source: IO[bytes], most: int) -> bytes:
    try:
        return source.readline(most)
    except OSError as error:
        reason = system.why(error)
        raise WrongUse(msg("the commands cannot be read: {reason}"), reason=reason) from error


def _done(receipt: Receipt) -> dict[str, Any]:
    answer: dict[str, Any] = {"ok": True, "seq": receipt.seq, "id": receipt.id, "version": receipt.version}
    if receipt.warnings:
        answer["warnings"] = [warning._asdict() for warning in receipt.warnings]
    if receipt.undone is not None:
        answer["undone"] = receipt.undone
    return answer
