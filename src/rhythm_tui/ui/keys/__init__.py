"""The one registry of what an operator can do: bindings, footer, help, palette and keymap file come from it.

Each place has a file of its own here. A Chinese input method swallows letters, so every action can also be
reached by an F-key, a ctrl key, the menu behind Enter or the mouse; full-width letters and signs count as
their half-width twins, on every screen (``half_width``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual.binding import Binding

from rhythm_tui.domain.refusal import msg
from rhythm_tui.ui.keys.action import GROUPS, Action, Place
from rhythm_tui.ui.keys.desk import DESK
from rhythm_tui.ui.keys.incidents import INCIDENTS
from rhythm_tui.ui.keys.plan import PLAN
from rhythm_tui.ui.keys.pool import POOL
from rhythm_tui.ui.keys.queue import QUEUE
from rhythm_tui.ui.keys.review import REVIEW
from rhythm_tui.ui.keys.slots import SLOTS
from rhythm_tui.ui.keys.spelling import half_width, key_name
from rhythm_tui.ui.keys.statements import STATEMENTS
from rhythm_tui.ui.keys.tasks import TASKS

__all__ = [
    "ACTIONS", "BY_ID", "GROUPS", "LIST_KEYS", "MOVES", "PLACE_OF", "Action", "Keys", "Place", "also",
    "bindings", "half_width", "in_reach", "key_name", "of_place", "offered",
]  # fmt: skip

ACTIONS: tuple[Action, ...] = (
    *QUEUE, *SLOTS, *PLAN, *POOL, *INCIDENTS, *STATEMENTS, *REVIEW, *TASKS, *DESK
)  # fmt: skip
BY_ID = {action.id: action for action in ACTIONS}
PLACE_OF: dict[str, Place] = {"q": "queue", "s": "slots", "i": "incidents", "t": "tasks"}
"""The place of a thing, by the letter of its id."""

MOVES: tuple[tuple[str, str], ...] = (
    ("up down j k", msg("move the cursor")),
    ("pageup pagedown", msg("a page up or down")),
    ("ctrl+u ctrl+d", msg("half a page up or down")),
    ("home end g G", msg("to the first or the last")),
    ("enter", msg("open what the cursor stands on; there: its menu")),
    ("escape", msg("one step back")),
)
"""What every list understands, for the help screen."""
LIST_KEYS = frozenset(key for names, _does in MOVES for key in names.split())
"""The keys that lists keep for themselves."""


def of_place(place: Place) -> tuple[Action, ...]:
    """Return the actions of a place, the general ones apart."""
    return tuple(action for action in ACTIONS if place in action.places)


def offered(place: Place, *, past: bool, thing: bool = True) -> tuple[Action, ...]:
    """Return the actions of a place and the general ones.

    In the past those that only read; where there is no ``thing`` to do them to, those that need none.
    """
    both = (*of_place(place), *of_place("desk"))
    return tuple(one for one in both if (one.reads or not past) and (thing or not one.menu))


def in_reach(action: Action, keys: Iterable[str]) -> bool:
    """Return whether an action with these keys can be done while an input method swallows letters.

    One of its keys is no letter, or the menu behind Enter or the list of all commands offers it; that list
    cannot be reached through itself.
    """
    listed = action.menu or ("desk" in action.places and action.id != "palette")
    return listed or any(len(key) > 1 or not key.isalpha() for key in keys)


def bindings(*places: Place) -> list[Binding]:
    """Return the Textual bindings of some places; ``action_act`` of the screen gets the action's id."""
    return [
        Binding(",".join(action.keys), f"screen.act('{action.id}')", action.label, id=action.id, show=False)
        for action in ACTIONS
        if not action.places.isdisjoint(places)
    ]


def also(id: str, does: str) -> Binding:
    """Return a binding by which the keys of an action do something else: a dialog closes with the keys that
    open it, whichever they are.
    """
    return Binding(",".join(BY_ID[id].keys), does, id=id, show=False)


class Keys:
    """The keys in force: the registry's, or those of the operator's keymap."""

    def __init__(self, keys: Mapping[str, tuple[str, ...]] | None = None) -> None:
        self._keys = dict(keys) if keys else {action.id: action.keys for action in ACTIONS}

    def of(self, id: str) -> tuple[str, ...]:
        """Return the keys of an action."""
        return self._keys[id]

    def first(self, id: str) -> str:
        """Return the key the footer shows for an action."""
        return key_name(self._keys[id][0])

    def textual(self) -> dict[str, str]:
        """Return the keymap Textual wants, by binding id: only what differs, each key pays for it."""
        return {id: ",".join(keys) for id, keys in self._keys.items() if keys != BY_ID[id].keys}
