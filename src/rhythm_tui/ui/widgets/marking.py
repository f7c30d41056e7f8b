"""Lists in which entries are marked, so that one action means many of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

from rhythm_tui.i18n import say
from rhythm_tui.ui.widgets.cards import Block, CardList
from rhythm_tui.ui.widgets.lines import LineList
from rhythm_tui.ui.wording import Line, Piece, gap, piece

Name = TypeVar("Name", int, str)


class Marking(LineList, Generic[Name]):
    """A list that keeps which of its entries are marked."""

    def __init__(self, *, id: str | None = None, ground: str = "ground") -> None:
        super().__init__(id=id, ground=ground)
        self.marks: set[Name] = set()
        """The marked entries, shown or not."""

    def names(self) -> Sequence[Name]:
        """Return the entries that are shown, in their order."""
        raise NotImplementedError

    def id_of(self, name: Name) -> str:
        """Return the id of an entry."""
        raise NotImplementedError

    def show_marks(self) -> None:
        """Show what is marked now."""
        self.repaint_changed()

    def marked(self) -> tuple[str, ...]:
        """Return the ids of what is marked and shown, in their order: marks never reach what is hidden."""
        return tuple(self.id_of(name) for name in self.names() if name in self.marks) if self.marks else ()

    def mark(self) -> None:
        """Mark the entry under the cursor, or take its mark off, and go on to the next."""
        names = self.names()
        if self.cursor < len(names):
            self.marks ^= {names[self.cursor]}
            self.show_marks()
            self.move(1)

    def mark_all(self) -> None:
        """Mark every entry that is shown; where all of them are, mark none."""
        shown = set(self.names())
        self.marks = set() if shown <= self.marks else self.marks | shown
        self.show_marks()

    def unmark(self, ids: Iterable[str] | None = None) -> None:
        """Take the marks off some entries, or off all."""
        gone = None if ids is None else set(ids)
        self.marks = {name for name in self.marks if gone is not None and self.id_of(name) not in gone}
        self.show_marks()

    def marks_told(self) -> list[Piece]:
        """Return how many entries are marked, and how many marks do not count."""
        if not self.marks:
            return []
        shown = len(self.marked())
        told = [piece(say("{n} marked", n=shown), "key-bold"), gap(1)]
        if hidden := len(self.marks) - shown:
            told += [piece(say("({n} hidden: they do not count)", n=hidden), "muted"), gap(1)]
        return told


class MarkedCards(Marking[str], CardList):
    """Entries of several lines each, some of them marked: whoever makes a block shows its mark."""

    def names(self) -> Sequence[str]:
        """Return the ids of the entries."""
        return self.ids

    def id_of(self, name: str) -> str:
        """Return the id itself."""
        return name

    def show_marks(self) -> None:
        """Have the blocks made again."""
        self.show(self._make)

    def show(
        self, make: Callable[[int], Sequence[Block]], empty: Callable[[int], Sequence[Line]] | None = None
    ) -> None:
        """Show the blocks that ``make`` returns; what is not among them any more loses its mark."""
        super().show(make, empty)
        self.marks.intersection_update(self.ids)
