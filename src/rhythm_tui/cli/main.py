"""The program: its table of commands, and how every way of failing becomes one line and an exit code.

0 done, 1 done with rejects or refusals, 2 wrong usage or input, 3 the desk's file cannot be used, 70 an
error inside the program, 130 interrupted from the keyboard.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from rhythm_tui import i18n
from rhythm_tui.cli import output, usage
from rhythm_tui.cli.base import DeskGroup, Entry
from rhythm_tui.cli.session import Session, WrongUse
from rhythm_tui.domain.refusal import Refusal, msg
from rhythm_tui.settings import BadSetting, default_language

DONE, WITH_REJECTS, WRONG_USE, UNUSABLE, CRASHED, INTERRUPTED = 0, 1, 2, 3, 70, 130

COMMANDS = {
    "demo": Entry("demo", "demo", "A sample day that goes on living, on a throw-away file."),
    "drill": Entry("drill", "drill", "Training on a file of its own, scored; without a name: the drills."),
    "import": Entry("importing", "importing", "Take comments and messages in from files."),
    "do": Entry("do", "do", "Do commands, one JSON object a line."),
    "status": Entry("status", "status", "The duty header."),
    "list": Entry(
        "listing", "listing", "Rows: queue, slots, incidents, tasks, statements, lessons, journal."
    ),
    "plan": Entry("plan", "plan", "The plan out of files and into files."),
    "why": Entry("why", "why", "How a deadline came to be."),
    "check": Entry("checking", "check", "What the guard finds in a reply."),
    "report": Entry("report", "report", "Documents: a handover, an incident, its review."),
    "playbook": Entry("playbook", "playbook", "Check a playbook, or show the one in force."),
    "journal": Entry("journal", "journal", "Check the journal, or rebuild the tables from it."),
    "backup": Entry("keeping", "backup", "Copy the desk while it is open."),
    "restore": Entry("keeping", "restore", "Put a copy in the desk's place."),
    "purge": Entry("purging", "purge", "Empty the words of ended items for good."),
    "doctor": Entry("doctor", "doctor", "Look at the desk's health."),
}


@click.group(
    cls=DeskGroup,
    name="rhythm-tui",
    entries=COMMANDS,
    environment=True,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    example="rhythm-tui --db desk.db --operator 李敏\nrhythm-tui demo",
)
@click.pass_context
def program(context: click.Context) -> int:
    """The desk of a hospital's short-video team; without a command it opens."""
    if context.invoked_subcommand is None:
        from rhythm_tui.cli.screen import open_desk

        return open_desk(context.ensure_object(Session))
    return DONE


def main() -> None:
    """Run the program with the arguments it was called with."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run the program; return its exit code."""
    output.prepare()
    usage.translate()
    i18n.use(_first_language())
    try:
        code = _run(arguments)
        output.finish()
    except BrokenPipeError:
        output.let_go()
        return WITH_REJECTS
    except OSError as error:
        output.let_go()
        output.complain(
            i18n.say(msg("the output cannot be written: {reason}"), reason=error.strerror or error)
        )
        return WRONG_USE
    return code


def _first_language() -> i18n.Lang:
    """The language until ``--lang`` is read: errors on the way there speak it too."""
    wanted = os.environ.get("RHYTHM_LANG")
    return "zh" if wanted == "zh" else "en" if wanted == "en" else default_language()


def _colour() -> bool | None:
    """None leaves it to the terminal; ``NO_COLOR`` with any value says no."""
    return False if os.environ.get("NO_COLOR") else None


def _run(arguments: Sequence[str]) -> int:
    from rhythm_tui.desk.errors import DeskDamaged, DeskUnusable

    session = Session()
    try:
        code = program.main(
            list(arguments), prog_name="rhythm-tui", standalone_mode=False, obj=session, color=_colour()
        )
    except click.ClickException as error:
        output.complain(usage.words(error))
        return WRONG_USE
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except DeskUnusable as error:
        session.log.tell("desk unusable", level="error", why=type(error).__name__)
        way_back = _way_back(session) if isinstance(error, DeskDamaged) else ""
        output.complain(f"{i18n.say(error.template, **error.values)}{way_back}")
        return UNUSABLE
    except Refusal as error:
        output.complain(_refused(session, error))
        return WRONG_USE
    except WrongUse as error:
        output.complain(i18n.say(error.template, **error.values))
        return WRONG_USE
    except BadSetting as error:
        output.complain(i18n.words_of_setting(error))
        return WRONG_USE
    except OSError:  # of the output: every other one has been told by name
        raise
    except Exception as error:
        return _last_resort(error, session)
    finally:
        session.log.close()
    return code if isinstance(code, int) else DONE


def _refused(session: Session, error: Refusal) -> str:
    """Return why a command was refused, ids of the playbook by their names where it can be read."""
    from rhythm_tui.reports.phrases import refusal_names

    try:
        return i18n.words_of(error, refusal_names(session.vocabulary))
    except BadSetting:
        return i18n.words_of(error)


def _way_back(session: Session) -> str:
    """Return the command that puts the newest sound copy in a damaged file's place; empty without one."""
    from rhythm_tui.desk.backup import newest_sound

    found = newest_sound(session.db)
    return (
        f"; {i18n.say('the newest sound copy: rhythm-tui restore {path}', path=found.path)}" if found else ""
    )


def _last_resort(error: Exception, session: Session) -> int:
    """Make of what nobody foresaw one line and a report."""
    from rhythm_tui.cli import crash

    what, where, path = type(error).__name__, crash.place(error), crash.report(error)
    session.log.tell("crash", level="error", why=what, where=where)
    words = i18n.say(msg("an error inside the program: {what} at {where}"), what=what, where=where)
    if path is not None:
        kept = i18n.say(msg("report, without anything anybody wrote: {path}"), path=path)
        words = f"{words}; {kept}"
    output.complain(words)
    return CRASHED
