"""The programs a desk is measured against: ``yardsticks.py bare|table|clock``. Each says READY when it is."""

from __future__ import annotations

import sys
import time
from typing import Any

from textual.app import App, ComposeResult
from textual.widgets import Static


class Bare(App[None]):
    """A Textual application with one widget."""

    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        """Show one word."""
        yield Static("READY")


class Clock(Bare):
    """The same, telling the time every second."""

    def on_mount(self) -> None:
        """Start the clock."""
        self.set_interval(1, lambda: self.query_one(Static).update(time.strftime("READY %H:%M:%S")))


class Table(App[None]):
    """A table of ten rows with a cursor."""

    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        """Show the table."""
        from textual.widgets import DataTable  # not for the bare one to load

        yield DataTable(cursor_type="row")

    def on_mount(self) -> None:
        """Fill it."""
        table: Any = self.query_one("DataTable")
        table.add_columns("left", "from", "text", "owner")
        for number in range(10):
            table.add_row(f"0:{number:02d}:00", "张***三", "高血压吃什么药", f"READY {number}")


if __name__ == "__main__":
    {"bare": Bare, "clock": Clock, "table": Table}[sys.argv[1]]().run()
