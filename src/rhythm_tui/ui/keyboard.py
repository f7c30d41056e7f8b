"""Keys as the operator meant them, whatever terminal and input method made of them."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.app import App
from textual.keys import _character_to_key
from textual.widget import Widget
from textual.widgets import Input

from rhythm_tui.ui.keys import half_width
from rhythm_tui.ui.widgets.lines import LineList


def apart(event: events.Event) -> tuple[events.Event, ...]:
    """Return Esc and the key typed right behind it where the terminal tells of Alt with a key.

    The same bytes stand for both, and no action of the desk has an Alt key.
    """
    if not isinstance(event, events.Key) or not event.key.startswith("alt+"):
        return (event,)
    return events.Key("escape", None), events.Key(event.key.removeprefix("alt+"), event.character)


def as_on_the_keyboard(event: events.Key) -> events.Key:
    """Return a key with the sign that stands on it, where a Chinese input method made another of it."""
    sign = half_width(event.character)
    return events.Key(_character_to_key(sign), sign) if sign else event


def unseen(event: events.Key) -> events.Paste | None:
    """Return a sign that Textual does not take for one as if it were pasted; else None.

    It asks whether a sign can be seen: the full-width blank and the joiner within an emoji cannot.
    """
    sign = event.character or ""
    return events.Paste(sign) if sign > "\x9f" and not sign.isprintable() else None


def in_one_line(event: events.Paste) -> events.Paste:
    """Return what is pasted with all its lines in one; Textual lets go of all but the first."""
    return events.Paste(" ".join(filter(None, (one.strip() for one in event.text.splitlines()))))


def is_typed_into(focused: Widget | None) -> bool:
    """Return whether what is typed is text: there every sign stays as it is."""
    # The editor of several lines by its name: it takes longer to load than all the rest of a start.
    return isinstance(focused, Input) or any(one.__name__ == "TextArea" for one in type(focused).__mro__)


def is_list(focused: Widget | None) -> bool:
    """Return whether a list has the keys."""
    return isinstance(focused, LineList)


async def taken_by_a_list(app: App[Any], event: events.Key) -> bool:
    """Do at once what a key is bound to where a list has the keys; return whether that was anything.

    It is what Textual does with the key in the end, after every widget around the list had its turn. All keys
    go this way, not those of the list alone: an action is done to the row where the keys before it have led.
    """
    if not is_list(app.focused):
        return False
    return await app._check_bindings(event.key, priority=True) or await app._check_bindings(event.key)
