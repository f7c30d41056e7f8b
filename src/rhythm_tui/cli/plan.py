"""``plan``: the plan out of files and into files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rhythm_tui import settings
from rhythm_tui.cli import candidates
from rhythm_tui.cli.base import DeskCommand, DeskGroup, Entry
from rhythm_tui.cli.output import as_json, complain, note
from rhythm_tui.cli.session import Session, WrongUse
from rhythm_tui.domain.refusal import Refusal, msg
from rhythm_tui.domain.text import clean
from rhythm_tui.i18n import say, words_of

if TYPE_CHECKING:
    from rhythm_tui.desk.plan_taking import Weighed
    from rhythm_tui.intake.plan import Plan

DONE, WITH_REJECTS, UNREADABLE = 0, 1, 2
SHOWN = 20
"""Clashes shown to a person; the Plan screen shows all of them."""


@click.group(
    cls=DeskGroup,
    entries={
        "import": Entry("plan", "importing", "Plan the slots of CSV or xlsx files."),
        "export": Entry("plan_export", "exporting", "The plan as CSV, xlsx, iCalendar or JSON."),
    },
    example="rhythm-tui plan import 12月排期.xlsx --preview\nrhythm-tui plan export -o plan.ics",
)
def plan() -> None:
    """The plan out of files and into files."""


@click.command(
    "import",
    cls=DeskCommand,
    example="rhythm-tui plan import 12月排期.xlsx --preview\n"
    "rhythm-tui plan import plan.csv --platform douyin --column title=选题名称",
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--preview", is_flag=True, help="Say what it would do; nothing is written.")
@click.option(
    "--platform",
    metavar="ID",
    shell_complete=candidates.platforms,
    help="For rows without it: douyin, kuaishou, ...",
)
@click.option("--tier", type=click.IntRange(1, 3), help="For rows without it.")
@click.option(
    "--form", metavar="ID", shell_complete=candidates.forms, help="For rows without it: science, story, ..."
)
@click.option(
    "--column", "columns", multiple=True, metavar="FIELD=HEADER", help="What a column of another name holds."
)
@click.option("--json", "wanted_json", is_flag=True, help="One JSON object a file, each on its line.")
@click.pass_obj
def importing(
    session: Session,
    files: tuple[Path, ...],
    preview: bool,
    platform: str | None,
    tier: int | None,
    form: str | None,
    columns: tuple[str, ...],
    wanted_json: bool,
) -> int:
    """Plan the slots of CSV or xlsx files, a row each; what stands in the plan already is passed over.

    Columns are known by their headers in Chinese or English: platform, date and time, title, tier and form
    are needed; audience, department, series, depth, length, tags, goal, emergency and author may be there.
    Rejected rows go to FILE.rejects.csv. One undo takes a whole file back. The exit code is 2 when a file
    cannot be read (the others are), 1 when rows were rejected.
    """
    from rhythm_tui.intake.plan import PlanTerms
    from rhythm_tui.intake.plan_words import BadColumn, plan_words

    given = {"platform": platform, "tier": tier, "form": form}
    defaults = {name: value for name, value in given.items() if value is not None}
    _check_known(session, defaults)
    try:
        words = plan_words(session.playbook, settings.aliases(), columns)
    except BadColumn as error:
        raise WrongUse(error.template, **error.values) from None
    terms = PlanTerms(words, defaults, session.playbook.tz, session.now())
    several = len(files) > 1
    return max(_Taker(session, terms, several, preview, wanted_json).take(file) for file in files)


def _check_known(session: Session, defaults: dict[str, Any]) -> None:
    for option, table in (("platform", session.playbook.platforms), ("form", session.playbook.forms)):
        if (given := defaults.get(option)) is not None and given not in table:
            template = msg("--{option}: the playbook has no {given}; there are {known}")
            raise WrongUse(template, option=option, given=given, known=" ".join(table))


class _Taker:
    """Takes plans in, file by file."""

    def __init__(self, session: Session, terms: Any, several: bool, preview: bool, wanted_json: bool) -> None:
        self._session = session
        self._terms = terms
        self._several = several
        self._preview = preview
        self._wanted_json = wanted_json

    def take(self, file: Path) -> int:
        """Take a file in, or say what that would do; return its exit code. Raises ``DeskUnusable``."""
        from rhythm_tui.intake.plan import read_plan
        from rhythm_tui.intake.unreadable import Unreadable

        try:
            found = read_plan(file, self._terms, self._session.db)
            return self._taken(file, found)
        except Unreadable as error:
            complain(say(error.template, **error.values))
        except Refusal as error:
            complain(f"{_shown(file)}: {words_of(error)}")
            return WITH_REJECTS
        return UNREADABLE

    def _taken(self, file: Path, found: Plan) -> int:
        from rhythm_tui.desk.plan_taking import weigh

        with self._session.reader() as reader:
            weighed = weigh(reader, found.rows, self._session.playbook, self._session.now())
        numbers = {"read": found.read, "new": len(weighed.new), "updated": 0, "duplicate": weighed.duplicate}
        numbers["rejected"] = len(found.rejects)
        seq = None if self._preview or not weighed.new else self._write(file, found, numbers)
        rejects = None if self._preview else self._reject(file, found)
        self._tell(file, numbers, weighed, {"seq": seq, "rejects": str(rejects) if rejects else None})
        if self._preview:
            for one in found.rejects:
                note(say("line {line}: {reason}", line=one.line, reason=say(one.template, **one.values)))
        return WITH_REJECTS if found.rejects else DONE

    def _write(self, file: Path, found: Plan, numbers: dict[str, int]) -> int:
        from rhythm_tui.desk.plan_taking import take
        from rhythm_tui.domain.plan_commands import SlotPlanMany

        name = clean(file.name, limit=100).plain
        with self._session.desk() as desk:
            taken = take(desk, SlotPlanMany(name=name, sha256=found.sha256, slots=found.rows))
        numbers.update(new=taken.new, duplicate=taken.duplicate)
        return taken.seq

    def _reject(self, file: Path, found: Plan) -> Path | None:
        from rhythm_tui.intake.rejects import RejectsFile

        with RejectsFile(file, settings.state_dir(), found.columns) as rejects:
            for one in found.rejects:
                rejects.write(one)
        return rejects.path

    def _tell(self, file: Path, numbers: dict[str, int], weighed: Weighed, more: dict[str, Any]) -> None:
        from rhythm_tui.desk.clashes import words

        clashes = [{"slot": one.key, "code": one.code, "why": words(one)} for one in weighed.conflicts]
        if self._wanted_json:
            click.echo(as_json({"file": str(file), **numbers, **more, "clashes": clashes}))
            return
        # The same in every language: scripts read it.
        line = ", ".join(f"{key} {number}" for key, number in numbers.items())
        click.echo(f"{_shown(file)}: {line}" if self._several else line)
        for one in clashes[:SHOWN]:
            note(f"{one['slot']}: {one['why']}")
        if len(clashes) > SHOWN:
            note(say("and {n} more", n=len(clashes) - SHOWN))
        if more["rejects"]:
            note(say("the rejected rows and why: {path}", path=_shown(Path(more["rejects"]))))


def _shown(path: Path) -> str:
    return clean(str(path)).plain
