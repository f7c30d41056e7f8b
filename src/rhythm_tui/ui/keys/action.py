"""An action of the registry: its keys, where it applies, what it is called."""

from __future__ import annotations

from typing import Literal

from rhythm_tui.domain.named import NamedTuple

Place = Literal[
    "desk", "queue", "slots", "incidents", "tasks", "statements", "review", "lessons", "plan", "plans",
    "ideas", "pledges", "stories",
]  # fmt: skip
"""Where an action applies: a noun's pane and detail, or everywhere on the desk."""
When = Literal["any", "open", "ended"]


class Action(NamedTuple):
    """Something the operator can do."""

    id: str
    keys: tuple[str, ...]
    """As Textual names them; the first is the one the footer shows."""
    label: str
    """English, translated when it is shown."""
    help: str
    places: frozenset[Place]
    footer: int = 0
    """Its place among the keys in the footer; 0: not there."""
    menu: bool = True
    """Whether the menu behind Enter offers it."""
    when: When = "any"
    """Which state of an interaction it is for."""
    reads: bool = False
    """Whether it changes nothing on the desk: the past allows it."""

    def suits(self, *, is_open: bool) -> bool:
        """Return whether it is for an interaction that is open, or has ended."""
        return self.when in ("any", "open" if is_open else "ended")


def action(
    id: str,
    keys: str,
    places: str,
    footer: int = 0,
    *,
    label: str,
    help: str,
    menu: bool = True,
    when: When = "any",
    reads: bool = False,
) -> Action:
    """Return an action; keys and places stand in one string each, apart by blanks."""
    return Action(id, tuple(keys.split()), label, help, frozenset(places.split()), footer, menu, when, reads)  # type: ignore[arg-type]
