"""``demo``: the sample day, on a file that is thrown away."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rhythm_tui.cli.base import DeskCommand
from rhythm_tui.cli.exits import DONE
from rhythm_tui.cli.screen import need_terminal, show
from rhythm_tui.cli.session import Session
from rhythm_tui.cli.staging import stage
from rhythm_tui.clock import StagedClock
from rhythm_tui.i18n import _, language

if TYPE_CHECKING:
    from rhythm_tui.desk.feeder import Feeder
    from rhythm_tui.desk.reader import Reader

OPERATOR = {"zh": "李敏", "en": "Li Min"}
"""Who sits at the desk in the story."""


@click.command(cls=DeskCommand, example="rhythm-tui demo\nrhythm-tui --lang zh demo --seed 7")
@click.option(
    "--seed", type=click.IntRange(min=0), default=1, show_default=True, metavar="N", help="Another day."
)
@click.pass_obj
def demo(session: Session, seed: int) -> int:
    """Open the desk on a lively sample day that goes on living.

    Nothing of it is kept, and the desk of --db is not touched.
    """
    need_terminal()
    return show_day(session, seed)


def show_day(session: Session, seed: int = 1) -> int:
    """Open the desk on the sample day."""
    with tempfile.TemporaryDirectory(prefix="rhythm-tui-demo-") as folder:
        lay_day(session, Path(folder), seed)
        show(session, feeder=lambda reader: _feeder(reader, session, seed), banner=_("DEMO"))
    return DONE


def lay_day(session: Session, folder: Path, seed: int) -> None:
    """Make the sample day in ``folder`` and let the session work on it."""
    from rhythm_tui.desk.demo import story, weeks

    session.given.setdefault("operator", OPERATOR[language()])
    now, lang, hours = session.now(), language(), session.vocabulary.hours
    scenes = sorted(
        (*weeks(now, lang, hours.zone), *story(now, lang, hours, seed)), key=lambda scene: scene.at
    )
    stage(session, folder / "demo.db", StagedClock(session.clock), scenes)


def _feeder(reader: Reader, session: Session, seed: int) -> Feeder:
    from rhythm_tui.desk.feeder import Feeder

    return Feeder(language(), seed, lambda: reader.queue(session.now()))
