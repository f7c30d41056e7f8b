"""The field a reply is written in: it takes approved wording and knows the places still to be filled in."""

from __future__ import annotations

from textual.widgets import TextArea

from rhythm_tui.domain.placeholders import PLACEHOLDER, unfilled


class ReplyEditor(TextArea):
    """A text area over the words of one reply."""

    def __init__(self, text: str, *, id: str) -> None:
        super().__init__(text, id=id, soft_wrap=True, tab_behavior="focus", show_line_numbers=False)
        self._put = ""
        """The approved wording as it was put in."""

    @property
    def at(self) -> int:
        """The place of the cursor in the text."""
        row, column = self.cursor_location
        return sum(len(line) + 1 for line in self.document.lines[:row]) + column

    def to_end(self) -> None:
        """Put the cursor behind the text."""
        self.move_cursor(self.document.end)
        self.focus()

    def put(self, wording: str) -> None:
        """Put a wording in: for the one before it, else at the cursor; what was typed stays."""
        if not self.text.strip() or self.text == self._put:
            self.replace(wording, (0, 0), self.document.end)
        else:
            self.insert(wording)
        self._put = wording
        self.to_end()

    def select_open_place(self) -> str:
        """Select the first ``{place}`` that is still to be filled in; return the names of all, or nothing."""
        found = PLACEHOLDER.search(self.text)
        if found is None:
            return ""
        row = self.text.count("\n", 0, found.start())
        before = self.text.rfind("\n", 0, found.start()) + 1
        self.focus()
        self.move_cursor((row, found.start() - before))
        self.move_cursor((row, found.end() - before), select=True)
        return ", ".join(f"{{{name}}}" for name in unfilled(self.text))
