"""What the filter language asks of a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from rhythm_tui.domain.deadlines import Deadline
from rhythm_tui.domain.text import SafeText


class Item(Protocol):
    """What a row must show of itself to be asked; ``desk.views.QueueRow`` is one."""

    @property
    def platform(self) -> str:
        """The platform's id."""

    @property
    def kind(self) -> str:
        """``comment``, ``message`` or ``live``."""

    @property
    def state(self) -> str:
        """``open``, ``answered``, ``closed`` or ``withdrawn``."""

    @property
    def posted_at(self) -> int:
        """When it was posted."""

    @property
    def limits(self) -> Deadline | None:
        """Its three instants; None for a live question."""

    @property
    def author(self) -> SafeText:
        """The masked nickname."""

    @property
    def text(self) -> SafeText:
        """Its words."""

    @property
    def owner(self) -> SafeText | None:
        """Who holds it."""

    @property
    def reply_state(self) -> str:
        """``none``, ``drafted``, ``copied`` or ``posted``."""

    @property
    def post(self) -> SafeText:
        """What it stands under."""

    @property
    def incident(self) -> str | None:
        """The incident it belongs to."""

    @property
    def topic(self) -> SafeText | None:
        """Its topic."""

    @property
    def tags(self) -> Sequence[SafeText]:
        """Its tags."""
