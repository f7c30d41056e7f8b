"""What must come at once reads its own options: opening the desk, ``status`` and ``--version``.

To load the parser of the whole command line takes longer than any of these takes to run. It has what is
written in any but the plainest form, and what is written wrongly: it alone complains.
"""

from __future__ import annotations

import gc
from collections.abc import Mapping, Sequence

from rhythm_tui import __version__
from rhythm_tui.cli import output
from rhythm_tui.cli.session import Session
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.i18n import use

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Literal


OPTIONS = ("db", "playbook", "lang", "operator", "clock")
"""The global options; each has a twin in the environment, ``RHYTHM_DB``."""
_PATHS = ("db", "playbook")
_LANGUAGES = ("zh", "en")


class Plain(NamedTuple):
    """A command line of a plain form."""

    words: tuple[str, ...]
    """What it says beside the global options: nothing at all opens the desk."""
    given: dict[str, Any]
    """The values of the global options, by name."""


def read(arguments: Sequence[str], environment: Mapping[str, str]) -> Plain | None:
    """Return what a command line says; None where it takes the parser of all of them."""
    twins = {name: environment.get(f"RHYTHM_{name.upper()}") for name in OPTIONS}
    given: dict[str, Any] = {name: value for name, value in twins.items() if value}
    words = []
    rest = iter(arguments)
    for word in rest:
        name, equals, value = word.removeprefix("--").partition("=")
        if not word.startswith("--") or name not in OPTIONS:
            words.append(word)
            continue
        value = value if equals else next(rest, "")
        if not value or value.startswith("-"):
            return None
        given[name] = value
    if tuple(words) not in _FORMS or given.get("lang", "en") not in _LANGUAGES:
        return None
    if any(given.get(name, "").endswith(("/", "\\")) for name in _PATHS):
        return None
    return Plain(tuple(words), given)


def is_glance(arguments: Sequence[str], environment: Mapping[str, str]) -> bool:
    """Return whether a command line only asks for a glance: ``status`` or ``--version``."""
    found = read(arguments, environment)
    return found is not None and bool(found.words)


def run(plain: Plain, session: Session) -> int:
    """Do what a plain command line says; return the exit code."""
    gc.disable()  # nothing that loads for an answer is garbage; the desk turns it on with its first picture
    session.given.update(plain.given)
    if "lang" in plain.given:
        use(plain.given["lang"])
    return _FORMS[plain.words](session)


def _version(_session: Session) -> int:
    output.tell(f"rhythm-tui {__version__}")
    return 0


def _status(session: Session, form: Literal["text", "json", "line", "plain"] = "text") -> int:
    from rhythm_tui.cli.glance import glance

    output.tell(glance(session, form))
    return 0


def _open(session: Session) -> int:
    from rhythm_tui.cli.screen import open_desk

    return open_desk(session)


_FORMS = {
    (): _open,
    ("status",): _status,
    ("status", "--json"): lambda session: _status(session, "json"),
    ("status", "--line"): lambda session: _status(session, "line"),
    ("status", "--plain"): lambda session: _status(session, "plain"),
    ("--version",): _version,
}
