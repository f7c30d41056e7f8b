"""``drill``: training on a file of its own, scored; without a name it lists the drills."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rhythm_tui import settings
from rhythm_tui.cli import candidates
from rhythm_tui.cli.base import DeskCommand
from rhythm_tui.cli.output import as_json, complain, json_array, note
from rhythm_tui.cli.screen import need_terminal, show
from rhythm_tui.cli.session import Session, WrongUse
from rhythm_tui.cli.staging import stage
from rhythm_tui.cli.tables import Column, room, table
from rhythm_tui.clock import Clock, StagedClock
from rhythm_tui.domain import system
from rhythm_tui.domain.deadlines import DAY
from rhythm_tui.domain.refusal import msg
from rhythm_tui.domain.text import wrap
from rhythm_tui.domain.times import to_instant
from rhythm_tui.i18n import _, language, say
from rhythm_tui.reports.words import span_words

if TYPE_CHECKING:
    from rhythm_tui.domain.drills import Drill
    from rhythm_tui.domain.scoring import Debrief

_INDENT = 2
"""Blanks before what a drill trains."""
_FOLDER = "drill-"
"""How the name of a folder for one drill begins."""


@click.command(
    cls=DeskCommand,
    example="rhythm-tui drill\nrhythm-tui drill vaccine_rumour\nrhythm-tui drill flu_surge --keep flu.db",
)
@click.argument("name", metavar="[NAME]", required=False, shell_complete=candidates.drills)
@click.option("--keep", type=click.Path(path_type=Path), metavar="PATH", help="Keep the drill's file there.")
@click.option("--json", "in_json", is_flag=True, help="The list, or the debrief at the end, as JSON.")
@click.pass_obj
def drill(session: Session, name: str | None, keep: Path | None, in_json: bool) -> int:
    """Hold a drill: a moving story on a compressed clock, with a scored debrief at its end.

    It has a file of its own, thrown away unless it is kept; the desk of --db is not touched. It runs by its
    own clock unless --clock gives another. Without NAME: the drills there are.
    """
    from rhythm_tui.desk.drills import drill_files, load

    files = drill_files()
    if name is None:
        found, bad = _loaded(files)
        _list(found, in_json=in_json)
        return int(bad)
    if name not in files:
        raise WrongUse(
            msg("there is no drill called {name}; there are: {names}"), name=name, names=", ".join(files)
        )
    wanted = load(files[name])
    need_terminal()
    with _place(session, keep) as path:
        debrief = hold(session, wanted, path)
    if keep is not None:
        note(say("the drill's file is kept: {path}", path=keep))
    if debrief is not None:
        click.echo(_written(session, debrief, in_json=in_json), nl=False)
    return 0


def hold(session: Session, found: Drill, path: Path) -> Debrief | None:
    """Hold a drill on a new file at ``path``; return its score, None when it was left before it began."""
    from rhythm_tui.desk.training import Training, opening

    book = session.playbook
    live = (
        session.clock if session.given.get("clock") else Clock(to_instant(found.start, book.tz), found.speed)
    )
    session.clock = clock = StagedClock(live)
    start = live.now()
    stage(session, path, clock, opening(found, start, language()))
    clock.stand(start)
    ranks = {name: grade.rank for name, grade in book.grades.items()}
    with closing(Training(found, path, clock, language(), ranks)) as training:
        show(session, training=training)
        return training.debrief


@contextmanager
def _place(session: Session, keep: Path | None) -> Iterator[Path]:
    """Lend the place of the drill's file: a new one that is kept, or one in a folder that goes."""
    if keep is not None:
        if keep.exists() or keep.resolve() == session.place.resolve():
            raise WrongUse(msg("--keep: {path} is there already or is your desk: name a new file"), path=keep)
        yield keep
        return
    folder = settings.state_dir()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for left in folder.glob(f"{_FOLDER}*"):  # by a terminal that was closed in the middle of a drill
            if left.stat().st_mtime * 1000 < Clock().now() - DAY:
                shutil.rmtree(left, ignore_errors=True)
        gone = tempfile.TemporaryDirectory(prefix=_FOLDER, dir=folder)
    except OSError as error:
        raise WrongUse(msg("{file}: {reason}"), file=folder, reason=system.why(error)) from error
    with gone as name:
        yield Path(name) / "drill.db"


def _loaded(files: dict[str, Path]) -> tuple[dict[str, Drill], bool]:
    """Return the drills that can be held, and whether a file is none: each of those is told in one line."""
    from rhythm_tui.desk.drills import load

    found, bad = {}, False
    for name, path in files.items():
        try:
            found[name] = load(path)
        except settings.BadSetting as error:
            complain(str(error))
            bad = True
    return found, bad


def _list(found: dict[str, Drill], *, in_json: bool) -> None:
    lang = language()
    if in_json:
        click.echo(json_array([_fields(name, one) for name, one in found.items()]))
        return
    columns = [Column(_("Name")), Column(_("Drill"), flexible=True), Column(_("Takes"))]
    rows = [(name, one.title.text(lang), _takes(one)) for name, one in found.items()]
    heads, *lines = table(columns, rows).splitlines()
    click.echo(heads)
    for line, one in zip(lines, found.values(), strict=True):
        told = wrap(one.trains.text(lang), room() - _INDENT)
        click.echo("\n".join((line, *(f"{' ' * _INDENT}{part}" for part in told))))
    start = say("Start one with {command}; your desk is not touched.", command="rhythm-tui drill NAME")
    click.echo(f"\n{start}")


def _takes(one: Drill) -> str:
    length, minutes = span_words(one.length // 1000), span_words(one.minutes * 60)
    return say("{length} in {minutes}, x{speed}", length=length, minutes=minutes, speed=f"{one.speed:g}")


def _fields(name: str, one: Drill) -> dict[str, Any]:
    lang = language()
    return {
        "name": name,
        "title": one.title.text(lang),
        "trains": one.trains.text(lang),
        "length_s": one.length // 1000,
        "speed": one.speed,
        "minutes": one.minutes,
    }


def _written(session: Session, debrief: Debrief, *, in_json: bool) -> str:
    from rhythm_tui.reports.drill import debrief_document, debrief_fields
    from rhythm_tui.reports.markdown import markdown

    if in_json:
        return as_json(debrief_fields(debrief)) + "\n"
    return markdown(debrief_document(debrief, session.vocabulary))
