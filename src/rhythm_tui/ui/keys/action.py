"""An action of the registry: its keys, where it applies, what it is called."""

from __future__ import annotations

from typing import Literal

from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.refusal import msg

Place = Literal[
    "desk", "queue", "slots", "incidents", "tasks", "statements", "review", "lessons", "plan", "plans",
    "ideas", "pledges", "stories",
]  # fmt: skip
"""Where an action applies: a noun's pane and detail, or everywhere on the desk."""
When = Literal["any", "open", "ended"]
Group = Literal["act", "people", "change", "note", "look"]
GROUPS: dict[Group, str] = {
    "act": msg("do"),
    "people": msg("who and when"),
    "change": msg("change"),
    "note": msg("write down"),
    "look": msg("look"),
}
"""The parts of the menu behind Enter, in their order, and what they are called."""


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
    group: Group = "act"
    """The part of the menu it stands in."""

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
    group: Group | None = None,
) -> Action:
    """Return an action; keys and places stand in one string each, apart by blanks.

    Where no group is named, what only reads is there to look, all else to do something.
    """
    shown = frozenset(places.split())
    part: Group = group or ("look" if reads else "act")
    return Action(id, tuple(keys.split()), label, help, shown, footer, menu, when, reads, part)  # type: ignore[arg-type]
