"""The controls of a form: what a field is filled in with, and what stands in it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from rhythm_tui.ui.fields import Field
from rhythm_tui.ui.widgets.choice import Choice
from rhythm_tui.ui.widgets.secret import Secret
from rhythm_tui.ui.wording import Line, content, safe


def control(one: Field) -> Widget:
    """Return a control for a field, its value in it."""
    id = f"f-{one.name}"
    if one.kind == "choice":
        return Choice(one.options, safe(one.value), id=id)
    if one.kind == "text":
        area = TextArea(safe(one.value), id=id, soft_wrap=True, tab_behavior="focus", show_line_numbers=False)
        area.cursor_location = area.document.end  # as in a line of input: what is typed comes behind the rest
        return area
    if one.kind == "secret":
        return Secret(placeholder=one.hint, id=id)
    return Input(safe(one.value), placeholder=one.hint, id=id, select_on_focus=one.whole)


def typed(one: Widget) -> str:
    """Return what stands in a control."""
    if isinstance(one, TextArea):
        return one.text
    return one.value if isinstance(one, (Input, Choice)) else ""


def put(one: Widget, value: str) -> None:
    """Put a value into a control in place of what stands there."""
    if isinstance(one, TextArea):
        one.text = value
        one.cursor_location = one.document.end
    elif isinstance(one, Input):
        one.select_on_focus &= one.value == value  # what was begun before is gone on with
        one.value = value
        one.cursor_position = len(value)
    elif isinstance(one, Choice):
        one.choose(value)


def tell(place: Static, lines: Sequence[Line]) -> None:
    """Show lines in a part of a form; without any nothing is left free for them."""
    place.display = bool(lines)
    place.update(content(*lines))
