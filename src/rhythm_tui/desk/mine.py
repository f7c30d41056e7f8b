"""What an operator did last. Standard library only."""

from __future__ import annotations

from rhythm_tui.desk.views import JournalRow
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.text import NOTHING, SafeText


class Mine(NamedTuple):
    """Something an operator did, and whether it can be taken back, or done again."""

    line: JournalRow
    last: int
    """The last line of its chain: what is named to take it back, or to do it again."""
    stands: bool
    """Whether it is in effect: it was not taken back."""
    blocked: JournalRow | None
    """The later line about the same thing for which it has to stay as it is."""
    about: SafeText = NOTHING
    """What that thing is called: words, a title, the name of a file."""
