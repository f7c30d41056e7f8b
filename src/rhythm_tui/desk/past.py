"""Rewind: the desk as it stood after a row of the journal, to read and never to change."""

from __future__ import annotations

from rhythm_tui.desk.reader import Reader
from rhythm_tui.domain.refusal import msg
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.store import file, past
from rhythm_tui.store.unusable import DeskUnusable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from _typeshed import StrPath


class Past(Reader):
    """Reads the desk as it was after the journal row ``seq``."""

    seq = 0
    """The row it stands behind."""

    @classmethod
    def after(cls, path: StrPath, seq: int, vocabulary: Vocabulary, *, operator: str = "") -> Past:
        """Open the past of a desk's file. Raises ``DeskUnusable``."""
        connection = file.open_to_read(path)
        if connection is None:
            raise DeskUnusable(msg("{path}: there is no desk"), path=path)
        found = cls(connection, vocabulary, operator, exists=True, path=path)
        found.go(seq)
        return found

    def opened_again(self) -> Past:
        """Open the same moment once more, for a thread of its own; the caller closes it."""
        if self._path is None:
            raise DeskUnusable(msg("there is no desk yet"))
        return Past.after(self._path, self.seq, self.vocabulary, operator=self.operator)

    def go(self, seq: int) -> None:
        """Stand behind another row."""
        self.seq = seq
        self.forget()
        past.lay(self._connection, seq)

    def changed(self) -> bool:
        """Return whether anything was committed since; the past is laid anew then, for it stays as it was."""
        if not super().changed():
            return False
        self.go(self.seq)
        return True
