"""The one registry of what an operator can do: bindings, footer, help, palette and keymap file come from it.

A Chinese input method swallows letters, so every action can also be reached by an F-key, a ctrl key, the
menu behind Enter or the mouse; full-width signs count as their half-width twins.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple

from textual.binding import Binding

from rhythm_tui.domain.refusal import msg
from rhythm_tui.i18n import say
from rhythm_tui.settings import BadSetting

Place = Literal["desk", "queue", "slots", "incidents"]
"""Where an action applies: a noun's pane and detail, or everywhere on the desk."""


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


def _action(
    id: str, keys: str, label: str, help: str, places: str, footer: int = 0, *, menu: bool = True
) -> Action:
    return Action(id, tuple(keys.split()), label, help, frozenset(places.split()), footer, menu)  # type: ignore[arg-type]


ACTIONS: tuple[Action, ...] = (
    _action("reply", "f6 r", msg("reply"), msg("write the reply; the draft is kept while you type"), "queue", 1),
    _action("claim", "f5 c", msg("claim"), msg("take it: the others see who is on it"), "queue incidents", 2),
    _action("release", "C", msg("give back"), msg("give a claimed item back"), "queue"),
    _action("copy", "y", msg("copy"), msg("copy the draft to the clipboard; the clock goes on"), "queue", 4),
    _action("posted", "f8 p", msg("posted"), msg("confirm that the reply stands in public: this stops the clock"), "queue", 5),
    _action("close", "f4 x", msg("close"), msg("close without a reply, with a reason"), "queue", 6),
    _action("escalate", "f7 e", msg("escalate"), msg("make an incident of it"), "queue", 3),
    _action("sign", "f6 a", msg("sign off"), msg("sign the slot off in a role"), "slots", 1),
    _action("publish", "f8 p", msg("published"), msg("record that the slot went out"), "slots", 2),
    _action("meet", "f6 m", msg("meet timer"), msg("meet a response timer, with evidence"), "incidents", 1),
    _action("grade", "f7 e", msg("grade"), msg("grade it anew, with a reason; no timer starts again"), "incidents", 3),
    _action("move", "f8 ]", msg("stage"), msg("move it to another column of the board"), "incidents", 4),
    _action("new", "f2 n", msg("new"), msg("a new item, slot or incident, as the pane has it"), "desk", 7, menu=False),
    _action("why", "w", msg("why"), msg("how the deadline came to be"), "queue incidents", 8),
    _action("filter", "/ f3", msg("filter"), msg("narrow the queue as you type; Esc shows everything again"), "queue", 9, menu=False),
    _action("undo", "u ctrl+z f9", msg("undo"), msg("take your last command back; undoing that does it again"), "desk", 10, menu=False),
    _action("zoom", "z f10", msg("zoom"), msg("give the whole screen to this pane, and back"), "desk", 11, menu=False),
    _action("journal", "J", msg("journal"), msg("everything that was done, newest first"), "desk", 0, menu=False),
    _action("palette", "ctrl+p :", msg("commands"), msg("find any command by its name"), "desk", 12, menu=False),
    _action("help", "f1 ?", msg("help"), msg("all keys"), "desk", 13, menu=False),
    _action("theme", "ctrl+t", msg("light or dark"), msg("change between the light and the dark desk"), "desk", menu=False),
    _action("pane-slots", "1", msg("slots"), msg("go to the slots"), "desk", menu=False),
    _action("pane-queue", "2", msg("queue"), msg("go to the queue"), "desk", menu=False),
    _action("pane-incidents", "3", msg("incidents"), msg("go to the incidents"), "desk", menu=False),
    _action("pane-next", "tab", msg("next pane"), msg("go to the next pane"), "desk", menu=False),
    _action("pane-previous", "shift+tab", msg("pane before"), msg("go to the pane before"), "desk", menu=False),
    _action("quit", "ctrl+q q", msg("quit"), msg("leave the desk; everything is kept"), "desk", menu=False),
)  # fmt: skip
BY_ID = {action.id: action for action in ACTIONS}

MOVES: tuple[tuple[str, str], ...] = (
    ("up down j k", msg("move the cursor")),
    ("pageup pagedown", msg("a page up or down")),
    ("home end g G", msg("to the first or the last")),
    ("enter", msg("open what the cursor stands on; there: its menu")),
    ("escape", msg("one step back")),
)
"""What every list understands, for the help screen."""
_LIST_KEYS = frozenset("up down j k pageup pagedown home end g G enter escape".split())

_TWINS = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)}
_IME_SIGNS = {"/": "、", "[": "【", "]": "】"}
"""What a Chinese input method makes of a key that has no full-width letter of its own."""
_NAMES = {
    "escape": "Esc", "enter": "Enter", "tab": "Tab", "shift+tab": "S-Tab", "pageup": "PgUp",
    "pagedown": "PgDn", "up": "Up", "down": "Down", "home": "Home", "end": "End",
}  # fmt: skip


def spelled(keys: Iterable[str]) -> str:
    """Return keys as a Textual binding takes them, with the full-width twin of every sign."""
    every: list[str] = []
    for key in keys:
        every.append(key)
        if len(key) == 1:
            every.extend(twin for twin in (_TWINS.get(key), _IME_SIGNS.get(key)) if twin)
    return ",".join(every)


def key_name(key: str) -> str:
    """Return how a key is written on the screen: ``F6``, ``^p``, ``c``."""
    if key.startswith("ctrl+"):
        return f"^{key[5:]}"
    return _NAMES.get(key) or (key.upper() if len(key) > 1 else key)


def of_place(place: Place) -> tuple[Action, ...]:
    """Return the actions of a place, the general ones apart."""
    return tuple(action for action in ACTIONS if place in action.places)


def bindings(*places: Place) -> list[Binding]:
    """Return the Textual bindings of some places; ``action_act`` of the screen gets the action's id."""
    return [
        Binding(spelled(action.keys), f"screen.act('{action.id}')", action.label, id=action.id, show=False)
        for action in ACTIONS
        if not action.places.isdisjoint(places)
    ]


def check_keymap(wanted: Mapping[str, Any], source: str = "keys.toml") -> dict[str, tuple[str, ...]]:
    """Return the keys of every action after an operator's keymap, ``{"claim": "f5 c"}``.

    Raises ``BadSetting`` naming the action that does not exist, or the two that want one key in one place.
    """
    for id, value in wanted.items():
        if id not in BY_ID:
            raise BadSetting(say("{file}: there is no action called {id}", file=source, id=id))
        if not isinstance(value, str) or not value.split():
            raise BadSetting(
                say("{file}: {id} needs a key, such as {example}", file=source, id=id, example='"f5 c"')
            )
    keys = {action.id: tuple(str(wanted.get(action.id, " ".join(action.keys))).split()) for action in ACTIONS}
    for first, second, key in _clashes(keys):
        raise BadSetting(
            say(
                "{file}: {key} is wanted by {first} and {second}",
                file=source,
                key=key,
                first=first,
                second=second,
            )
        )
    return keys


def _clashes(keys: Mapping[str, tuple[str, ...]]) -> Iterable[tuple[str, str, str]]:
    for place in ("queue", "slots", "incidents"):
        taken = dict.fromkeys(_LIST_KEYS, "the lists")
        for action in (*of_place("desk"), *of_place(place)):  # type: ignore[arg-type]
            for key in keys[action.id]:
                if key in taken:
                    yield taken[key], action.id, key
                taken[key] = action.id


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
        """Return the keymap Textual wants: binding id to keys."""
        return {id: spelled(keys) for id, keys in self._keys.items()}
