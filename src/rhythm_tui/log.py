"""The log: what the program did, one JSON object a line, without a word that anybody wrote.

It holds verbs, ids the desk gave, numbers and names of error classes; what is none of these is a ``?``.
Whoever only reads writes no log, and nothing of it is loaded before the first line.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from logging import Logger
    from pathlib import Path
    from typing import Final

NAME: Final = "rhythm-tui.log"
KEPT: Final = 4
"""How many older files are kept beside the one that is written."""
SIZE: Final = 1024 * 1024
"""Bytes after which a file becomes an older one."""
_LEVELS: Final = {"info": 20, "warning": 30, "error": 40}
_WORD = r"[A-Za-z0-9_.:/+-]{1,60}"

Fact = str | int | float | None


class Log:
    """Writes the log of one folder; shared by all programs that are open at once."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._logger: Logger | None = None

    def tell(self, event: str, *, level: str = "info", **facts: Fact) -> None:
        """Write a line: the event and its facts. A log that cannot be written disturbs nobody's work."""
        if self._folder is None:
            return
        if self._logger is None:
            from rhythm_tui.log_file import logger

            self._logger = logger(self._folder / NAME)
        told = {name: _fit(fact) for name, fact in facts.items() if fact is not None}
        self._logger.log(_LEVELS[level], event, extra={"facts": told})

    def close(self) -> None:
        """Let go of the file."""
        if self._logger is not None:
            for handler in self._logger.handlers:
                handler.close()
            self._logger = None


NOWHERE: Final = Log(None)
"""The log of whoever keeps none: demos, drills, tests."""


def _fit(fact: str | float) -> str | float:
    """Return a fact fit for the log; what may be more than a word of ours is not."""
    import re  # a glance tells nothing and does without

    return fact if not isinstance(fact, str) or re.fullmatch(_WORD, fact) else "?"
