"""The ways between a seat and the files around its desk, as the command line opens them.

A desk that is shown without them, a drill or a test, takes no file in and is not set up.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from rhythm_tui.domain.named import NamedTuple

if TYPE_CHECKING:
    from rhythm_tui.intake.inbox import Arrival
    from rhythm_tui.intake.source import Defaults
    from rhythm_tui.intake.taking import Show, Taken
    from rhythm_tui.playbook_file import Choices


class Intake(Protocol):
    """Takes files in, on the thread it is called on."""

    def take(self, file: Path, defaults: Defaults, show: Show) -> Taken:
        """Take a file in as one batch. Raises what ``intake.taking`` does."""


class Setup(Protocol):
    """Knows what the hospital has said of itself, and keeps what it says anew."""

    @property
    def path(self) -> Path:
        """The playbook that would be written."""

    def standing(self) -> Choices:
        """Return what is in force. Raises ``BadSetting``."""

    def guessed_zone(self) -> str:
        """Return the time zone of this computer; empty where it says nothing of use."""

    def keep(self, wanted: Choices) -> bool:
        """Write it where it differs; return whether it did. Raises ``BadSetting``."""


class Seen(Protocol):
    """Remembers what was shown once and is not offered again."""

    def tour(self) -> bool:
        """Return whether the tour was seen or dismissed."""

    def tour_seen(self) -> None:
        """Remember that it was."""


class InboxDoor(Protocol):
    """The inbox folder."""

    def look(self, show: Show) -> list[Arrival]:
        """Take in what has come. Raises ``OSError`` where the folder cannot be read."""


class Doors(NamedTuple):
    """What a seat reaches outside of the desk's file."""

    intake: Intake
    setup: Setup | None = None
    seen: Seen | None = None
    inbox: InboxDoor | None = None


class Wish(NamedTuple):
    """Why the screen was left to be opened again."""

    then: Literal["desk", "import", "demo"]
    """What is wanted next."""
    operator: str = ""
    """Who sits at this seat from now on; empty: whoever sat there."""
