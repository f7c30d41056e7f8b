"""The one registry of what an operator can do: bindings, footer, help, palette and keymap file come from it.

A Chinese input method swallows letters, so every action can also be reached by an F-key, a ctrl key, the
menu behind Enter or the mouse; full-width signs count as their half-width twins.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from textual.binding import Binding

from rhythm_tui.domain.refusal import msg

Place = Literal["desk", "queue", "slots", "incidents", "tasks", "statements", "review", "lessons"]
"""Where an action applies: a noun's pane and detail, or everywhere on the desk."""
When = Literal["any", "open", "ended"]
PLACE_OF: dict[str, Place] = {"q": "queue", "s": "slots", "i": "incidents", "t": "tasks"}
"""The place of a thing, by the letter of its id."""


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

    def suits(self, *, is_open: bool) -> bool:
        """Return whether it is for an interaction that is open, or has ended."""
        return self.when in ("any", "open" if is_open else "ended")


def _action(
    id: str,
    keys: str,
    places: str,
    footer: int = 0,
    *,
    label: str,
    help: str,
    menu: bool = True,
    when: When = "any",
) -> Action:
    return Action(id, tuple(keys.split()), label, help, frozenset(places.split()), footer, menu, when)  # type: ignore[arg-type]


ACTIONS: tuple[Action, ...] = (
    _action("reply", "f6 r", "queue", 1, when="open",
            label=msg("reply"), help=msg("write the reply; the draft is kept while you type")),
    _action("claim", "f5 c", "queue incidents", 2,
            label=msg("claim"), help=msg("take it: the others see who is on it")),
    _action("release", "C", "queue", when="open",
            label=msg("give back"), help=msg("give a claimed item back")),
    _action("copy", "y", "queue", 4, when="open",
            label=msg("copy"), help=msg("copy the draft to the clipboard; the clock goes on")),
    _action("posted", "f8 p", "queue", 5, when="open",
            label=msg("posted"), help=msg("confirm that the reply stands in public: this stops the clock")),
    _action("close", "f4 x", "queue", 6, when="open",
            label=msg("close"), help=msg("close without a reply, with a reason")),
    _action("escalate", "f7 e", "queue", 3,
            label=msg("escalate"), help=msg("make an incident of it")),
    _action("remind", "s", "queue", when="open",
            label=msg("remind me"), help=msg("in 15 min, in an hour or at a time; no clock stops")),
    _action("topic", "t", "queue",
            label=msg("topic"), help=msg("give it a topic and tags")),
    _action("refer", "m", "queue", when="open",
            label=msg("take on"), help=msg("to a private message or the doctor team, as a linked item")),
    _action("wait", "W", "queue", when="open",
            label=msg("waits for"), help=msg("note the expert it waits for; the clock goes on")),
    _action("note", "a", "queue",
            label=msg("note"), help=msg("write a note for the colleagues")),
    _action("link", "l", "queue",
            label=msg("links"), help=msg("link it to its post and slot")),
    _action("correct", "T", "queue",
            label=msg("correct time"), help=msg("correct when it was posted or answered, with a reason")),
    _action("reopen", "R", "queue", when="ended",
            label=msg("open again"), help=msg("open what was answered or closed again")),
    _action("thread", "v", "queue",
            label=msg("thread"), help=msg("everything of its author and under its post")),
    _action("sign", "f6 a", "slots", 1,
            label=msg("sign off"), help=msg("sign the slot off in a role")),
    _action("publish", "f8 p", "slots", 2,
            label=msg("published"), help=msg("record that the slot went out")),
    _action("meet", "f6 m", "incidents", 1,
            label=msg("meet timer"), help=msg("meet a response timer, with evidence")),
    _action("grade", "f7 e", "incidents", 3,
            label=msg("grade"), help=msg("grade it anew, with a reason; no timer starts again")),
    _action("move", "f8", "incidents review", 4,
            label=msg("stage"), help=msg("move it to another column of the board")),
    _action("stage-on", "]", "incidents",
            label=msg("stage on"), help=msg("move it to the next column at once; what is missing is named")),
    _action("stage-back", "[", "incidents",
            label=msg("stage back"), help=msg("move it to the column before at once")),
    _action("waive", "W", "incidents",
            label=msg("waive timer"), help=msg("nobody has to meet it, with the reason; a miss stays")),
    _action("merge", "M", "incidents",
            label=msg("merge"), help=msg("another incident goes on with it")),
    _action("incident-reopen", "R", "incidents",
            label=msg("open again"), help=msg("open a closed incident again; old misses stay")),
    _action("hold", "h", "incidents",
            label=msg("hold slots"), help=msg("hold publishing: all, a platform, a department, some slots")),
    _action("let-go", "f4 x", "incidents",
            label=msg("release slots"), help=msg("release held slots, once the checklist is ticked")),
    _action("link-items", "l", "incidents",
            label=msg("items"), help=msg("link items to it, or take them off")),
    _action("statements", "s", "incidents",
            label=msg("statements"), help=msg("what was said in public, who signed it, where it stands")),
    _action("statement-write", "f6 e", "statements", 1,
            label=msg("write"), help=msg("write the open draft on, or draft the next version")),
    _action("statement-sign", "f5 a", "statements", 2,
            label=msg("sign off"), help=msg("sign the draft off in a role; a changed word makes it lapse")),
    _action("statement-publish", "f8 p", "statements", 3,
            label=msg("publish"), help=msg("record where it stands, and when the next update was promised")),
    _action("statement-compare", "f3 c", "statements", 4,
            label=msg("compare"), help=msg("with the version before; again: with the next one")),
    _action("statement-copy", "f4 y", "statements", 5,
            label=msg("copy"), help=msg("copy the text to the clipboard")),
    _action("statement-replies", "f7 o", "statements", 6,
            label=msg("old replies"), help=msg("the replies in public that carry a superseded statement")),
    _action("statement-slot", "l", "statements",
            label=msg("clarification"), help=msg("plan a slot for it, with double review")),
    _action("passed-on", "p", "incidents",
            label=msg("passed on"), help=msg("who must be told of its timers, who was, and how")),
    _action("review", "v", "incidents",
            label=msg("review"), help=msg("minutes against targets, decisions, lessons: a document")),
    _action("lesson", "f6 l", "review lessons", 1,
            label=msg("lesson"), help=msg("write down a pitfall, or a step of procedure")),
    _action("review-copy", "f3 y", "review", 5,
            label=msg("copy"), help=msg("copy the review to the clipboard, as Markdown")),
    _action("review-save", "f4 o", "review", 6,
            label=msg("to a file"), help=msg("write the review to a file, Markdown or HTML")),
    _action("lesson-drop", "f4 x", "lessons", 2,
            label=msg("take off"), help=msg("take it off its list, with the reason")),
    _action("task", "t", "incidents review", 5,
            label=msg("new task"), help=msg("lay a task: what, who, until when")),
    _action("write", "a", "incidents review", 6,
            label=msg("note"), help=msg("write a note, a fact or a decision into the timeline")),
    _action("roles", "d", "incidents", 6,
            label=msg("roles"), help=msg("who leads, speaks, checks: give the roles or hand them on")),
    _action("tasks", "T", "incidents",
            label=msg("all tasks"), help=msg("every open task of the desk, what is overdue on top")),
    _action("task-done", "f8 x", "tasks", 1, when="open",
            label=msg("finish"), help=msg("the task is done, with what came of it")),
    _action("task-assign", "f5 c", "tasks", 2, when="open",
            label=msg("assign"), help=msg("say who does it, and until when")),
    _action("task-drop", "f4 d", "tasks", 3, when="open",
            label=msg("drop"), help=msg("nobody will do it, with the reason")),
    _action("new", "f2 n", "desk", 7, menu=False,
            label=msg("new"), help=msg("a new item, slot or incident, as the pane has it")),
    _action("why", "w", "queue incidents", 8,
            label=msg("why"), help=msg("how the deadline came to be")),
    _action("filter", "/ f3", "queue", 9, menu=False,
            label=msg("filter"), help=msg("narrow the queue as you type; Esc shows everything again")),
    _action("filter-save", "ctrl+s", "queue", 0, menu=False,
            label=msg("save filter"), help=msg("keep the present filter under a name")),
    _action("mark", "space", "queue", 9, menu=False,
            label=msg("mark"), help=msg("mark it: claim, give back, close, topic, reminder take all marks")),
    _action("mark-all", "ctrl+a", "queue", 0, menu=False,
            label=msg("mark all"), help=msg("mark everything the filter shows, or nothing any more")),
    _action("paste", "M ctrl+n", "queue", 0, menu=False,
            label=msg("many new"), help=msg("type or paste many items at once, a line each")),
    _action("order", "o ctrl+o", "queue", 0, menu=False,
            label=msg("order"), help=msg("most urgent, save first, newest, by post, by topic")),
    _action("order-back", "O ctrl+b", "queue", 0, menu=False,
            label=msg("order before"), help=msg("the order before this one")),
    _action("forecast", "f ctrl+f", "queue", 0, menu=False,
            label=msg("forecast"), help=msg("what will be missed at this pace, and what would help")),
    _action("undo", "u ctrl+z f9", "desk", 10, menu=False,
            label=msg("undo"), help=msg("take your last command back; again: the one before it")),
    _action("redo", "U ctrl+y", "desk", 0, menu=False,
            label=msg("redo"), help=msg("do again what you took back last")),
    _action("zoom", "z f10", "desk", 11, menu=False,
            label=msg("zoom"), help=msg("give the whole screen to this pane, and back")),
    _action("handover", "H", "desk", 0, menu=False,
            label=msg("hand over"), help=msg("hand the desk over, or read back and sign for it")),
    _action("roster", "D", "desk", 0, menu=False,
            label=msg("shift"), help=msg("who is on duty, the roster, begin and end a shift, operators")),
    _action("journal", "J", "desk", 0, menu=False,
            label=msg("journal"), help=msg("everything that was done, newest first")),
    _action("lessons", "K ctrl+l", "desk", menu=False,
            label=msg("lessons"), help=msg("what reviews have taught: pitfalls, standing procedure")),
    _action("digest", "A ctrl+d", "desk", menu=False,
            label=msg("unattended"), help=msg("what passed while nobody was at the desk, by time")),
    _action("asks", "ctrl+e", "desk", menu=False,
            label=msg("to be told"), help=msg("who must be told of a timer that runs out, and who was")),
    _action("search", "S", "desk", menu=False,
            label=msg("search"), help=msg("search everything that ever came in, answered and closed too")),
    _action("filters", "ctrl+g F", "desk", 0, menu=False,
            label=msg("saved filters"), help=msg("narrow the queue by a saved filter, or remove one")),
    _action("palette", "ctrl+p :", "desk", 12, menu=False,
            label=msg("commands"), help=msg("find any command by its name")),
    _action("help", "f1 ?", "desk", 13, menu=False,
            label=msg("help"), help=msg("all keys")),
    _action("theme", "ctrl+t", "desk", menu=False,
            label=msg("light or dark"), help=msg("change between the light and the dark desk")),
    _action("pane-slots", "1", "desk", menu=False,
            label=msg("slots"), help=msg("go to the slots")),
    _action("pane-queue", "2", "desk", menu=False,
            label=msg("queue"), help=msg("go to the queue")),
    _action("pane-incidents", "3", "desk", menu=False,
            label=msg("incidents"), help=msg("go to the incidents")),
    _action("pane-next", "tab", "desk", menu=False,
            label=msg("next pane"), help=msg("go to the next pane")),
    _action("pane-previous", "shift+tab", "desk", menu=False,
            label=msg("pane before"), help=msg("go to the pane before")),
    _action("quit", "ctrl+q q", "desk", menu=False,
            label=msg("quit"), help=msg("leave the desk; everything is kept")),
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
LIST_KEYS = frozenset(
    ["up", "down", "j", "k", "pageup", "pagedown", "home", "end", "g", "G", "enter", "escape"]
)
"""The keys that lists keep for themselves."""

_TWINS = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)}
_IME_SIGNS = {"/": "、", "[": "【", "]": "】"}
"""What a Chinese input method makes of a key that has no full-width letter of its own."""
_NAMES = {
    "escape": "Esc", "enter": "Enter", "tab": "Tab", "shift+tab": "S-Tab", "pageup": "PgUp",
    "pagedown": "PgDn", "up": "Up", "down": "Down", "home": "Home", "end": "End", "space": "Space",
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
        return {id: spelled(keys) for id, keys in self._keys.items() if keys != BY_ID[id].keys}
