"""What the screens read of the topic pool and of the plan's files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rhythm_tui.desk.pool_rows import IdeaRow, PledgeRow, StoryRow


class PoolReading(Protocol):
    """The part of ``desk.reader.Reader`` that is asked."""

    def ideas(self) -> list[IdeaRow]:
        """Return the ideas, what is open first."""

    def idea(self, written: str) -> IdeaRow | None:
        """Return one idea."""

    def pledges(self) -> list[PledgeRow]:
        """Return the pledges, what was reached first."""

    def pledge(self, written: str) -> PledgeRow | None:
        """Return one pledge."""

    def stories(self) -> list[StoryRow]:
        """Return the users' stories, what may be told first."""

    def story(self, written: str) -> StoryRow | None:
        """Return one story."""

    def places(self, first: int, last: int) -> frozenset[tuple[str, int, str]]:
        """Return where slots stand between two instants: platform, instant, title."""

    def desk_id(self) -> str:
        """Return what tells this desk from any other."""
