"""A field for a PIN."""

from __future__ import annotations

from typing import Any

from textual.widgets import Input


class Secret(Input):
    """Shows stars for what is typed: Textual's dots are two cells wide in a Chinese terminal."""

    def __init__(self, value: str = "", **options: Any) -> None:
        super().__init__(value, password=True, **options)

    @property
    def _value(self) -> Any:
        return super()._value.blank_copy("*" * len(self.value))
