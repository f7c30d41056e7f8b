"""What a desk on the screen reaches outside of its file: files that come in, the playbook, what was seen."""

from __future__ import annotations

import time
from pathlib import Path

from rhythm_tui import settings
from rhythm_tui.cli.seen import SeenOnce
from rhythm_tui.cli.session import Session

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rhythm_tui.intake.inbox import Arrival, Inbox
    from rhythm_tui.intake.source import Defaults
    from rhythm_tui.intake.taking import Door, Show, Taken
    from rhythm_tui.playbook_file import Choices
    from rhythm_tui.ui.doors import Doors


def doors_of(session: Session, *, own: bool) -> Doors:
    """Return the doors of a session; only a desk of the hospital's ``own`` is set up and offers the tour."""
    from rhythm_tui.ui.doors import Doors

    intake = FilesIn(session)
    if not own:
        return Doors(intake)
    wanted = settings.inbox()
    inbox = InboxFolder(session, wanted) if wanted.folder else None
    return Doors(intake, OwnPlaybook(session), SeenOnce(), inbox)


def door_of(session: Session) -> Door:
    """Return what every file that comes in is read by."""
    from rhythm_tui.intake.taking import Door

    playbook = session.playbook
    named = playbook.platforms.items()
    return Door(
        playbook.tz,
        {name: id for id, one in named for name in (id, one.zh, one.en)},
        [settings.data_dir() / "profiles", settings.config_dir() / "profiles"],
        settings.state_dir(),
        session.db,
    )


class FilesIn:
    """Takes files in beside the screen, as another seat would."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def take(self, file: Path, defaults: Defaults, show: Show) -> Taken:
        """Take a file in as one batch. Raises what ``intake.taking`` does."""
        from rhythm_tui.intake.taking import open_file, take_source

        door = door_of(self._session)
        source = open_file(door, file, self._session.now(), defaults=defaults)
        desk = self._session.open_desk_again()
        try:
            return take_source(desk, door, source, show)
        finally:
            desk.close()


class InboxFolder:
    """The inbox folder, whose machinery is loaded at the first look."""

    def __init__(self, session: Session, wanted: settings.InboxSetting) -> None:
        self._session = session
        self._wanted = wanted
        self._inbox: Inbox | None = None

    def look(self, show: Show) -> list[Arrival]:
        """Take in what has come. Raises ``OSError`` where the folder cannot be read."""
        from rhythm_tui.intake.inbox import GivenUp, Inbox

        if self._inbox is None:
            folder = self._wanted.folder or Path()
            self._inbox = Inbox(folder, door_of(self._session), leave=self._wanted.leave)
        arrivals = []
        try:
            for file in self._inbox.settled(time.monotonic()):
                arrivals.append(
                    self._inbox.take(file, self._session.open_desk_again, self._session.now(), show)
                )
        except GivenUp:  # the screen is being left
            pass
        return [one for one in arrivals if one is not None]


class OwnPlaybook:
    """The hospital's own playbook: the one in force, or the one that is made of the built-in one."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def path(self) -> Path:
        """The playbook that would be written."""
        if self._session.playbook_origin == "built_in":
            return settings.config_dir() / "playbook.toml"
        return self._session.playbook_path

    def standing(self) -> Choices:
        """Return what is in force. Raises ``BadSetting``."""
        from rhythm_tui.playbook_file import choices_of

        return choices_of(self._session.tables)

    def guessed_zone(self) -> str:
        """Return the time zone of this computer; empty where it says nothing of use."""
        return settings.machine_zone()

    def keep(self, wanted: Choices) -> bool:
        """Write it where it differs; return whether it did. Raises ``BadSetting``."""
        from rhythm_tui.playbook_file import keep

        return keep(self._session.playbook_path, self.path, wanted)
