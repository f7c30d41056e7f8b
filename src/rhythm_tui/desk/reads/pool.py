"""Reading the topic pool, the pledges and the users' stories."""

from __future__ import annotations

from rhythm_tui.desk.reads.base import Reads, number
from rhythm_tui.domain import ids
from rhythm_tui.store import pool

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rhythm_tui.desk.pool_rows import IdeaRow, PledgeRow, StoryRow


class PoolReads(Reads):
    """What is asked about the pool."""

    def ideas(self) -> list[IdeaRow]:
        """Return the ideas: what is open first, tier by tier, then what has a slot."""
        from rhythm_tui.desk import pool_rows

        return sorted(map(pool_rows.idea_row, pool.ideas(self._connection)), key=pool_rows.idea_order)

    def idea(self, written: str) -> IdeaRow | None:
        """Return one idea, dropped or not; None when there is no such id."""
        from rhythm_tui.desk import pool_rows

        n = number(ids.IDEA, written)
        found = pool.idea(self._connection, n) if n else None
        return pool_rows.idea_row(found) if found else None

    def pledges(self) -> list[PledgeRow]:
        """Return the pledges: what was reached first, then what is nearest to its threshold."""
        from rhythm_tui.desk import pool_rows

        return sorted(map(pool_rows.pledge_row, pool.pledges(self._connection)), key=pool_rows.pledge_order)

    def pledge(self, written: str) -> PledgeRow | None:
        """Return one pledge, dropped or not; None when there is no such id."""
        from rhythm_tui.desk import pool_rows

        n = number(ids.PLEDGE, written)
        found = pool.pledge(self._connection, n) if n else None
        return pool_rows.pledge_row(found) if found else None

    def stories(self) -> list[StoryRow]:
        """Return the stories: what may be told first, then what still wants its consent."""
        from rhythm_tui.desk import pool_rows

        return sorted(map(pool_rows.story_row, pool.stories(self._connection)), key=pool_rows.story_order)

    def story(self, written: str) -> StoryRow | None:
        """Return one story, dropped or not; None when there is no such id."""
        from rhythm_tui.desk import pool_rows

        n = number(ids.STORY, written)
        found = pool.story(self._connection, n) if n else None
        return pool_rows.story_row(found) if found else None
