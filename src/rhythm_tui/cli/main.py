"""The program: how every way of failing becomes one line and an exit code."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from rhythm_tui import i18n
from rhythm_tui.cli import output, plain
from rhythm_tui.cli.exits import CRASHED, INTERRUPTED, UNUSABLE, WITH_REJECTS, WRONG_USE, Interrupted
from rhythm_tui.cli.session import Session, WrongUse
from rhythm_tui.domain import system
from rhythm_tui.domain.refusal import Refusal, msg
from rhythm_tui.settings import BadSetting, default_language


def main() -> None:
    """Run the program with the arguments it was called with."""
    code = run(sys.argv[1:])
    if plain.is_glance(sys.argv[1:], os.environ):
        os._exit(code)  # all is written and closed: to take the interpreter down would take as long again
    gc.freeze()  # the interpreter ends without looking through all modules for garbage
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run the program; return its exit code."""
    output.prepare()
    i18n.use(_first_language())
    try:
        code = _run(arguments)
        output.finish()
    except BrokenPipeError:
        output.let_go()
        return WITH_REJECTS
    except OSError as error:
        output.let_go()
        output.complain(i18n.say(msg("the output cannot be written: {reason}"), reason=system.why(error)))
        return WRONG_USE
    return code


def _first_language() -> i18n.Lang:
    """The language until ``--lang`` is read: errors on the way there speak it too."""
    wanted = os.environ.get("RHYTHM_LANG")
    return "zh" if wanted == "zh" else "en" if wanted == "en" else default_language()


def _run(arguments: Sequence[str]) -> int:
    from rhythm_tui.desk.errors import DeskDamaged, DeskUnusable

    session = Session()
    try:
        return _do(arguments, session)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Interrupted as error:
        output.complain(str(error))
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
        session.close()


def _do(arguments: Sequence[str], session: Session) -> int:
    if asked := os.environ.get("_RHYTHM_TUI_COMPLETE"):  # by the script of a shell, on Tab
        from rhythm_tui.cli import completion

        return completion.answer(asked, session)
    if (found := plain.read(arguments, os.environ)) is not None:
        return plain.run(found, session)
    from rhythm_tui.cli import program  # with the parser, which takes its time to load

    return program.run(arguments, session)


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
    if found is None:
        return ""
    told = i18n.say("the newest sound copy: rhythm-tui restore {path}", path=found.path)
    return f"; {told}"


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
