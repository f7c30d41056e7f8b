"""Which commands were chosen last at this desk."""

from __future__ import annotations

_MOST = 5


class Recent:
    """The commands that were chosen from the list of all of them, the newest first."""

    def __init__(self) -> None:
        self.ids: tuple[str, ...] = ()

    def chose(self, id: str) -> None:
        """Remember a command."""
        self.ids = (id, *(one for one in self.ids if one != id))[:_MOST]
