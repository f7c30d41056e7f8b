"""What the doctor says of the terminal: each finding in words, with a remedy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rhythm_tui.cli.terminal import PLAIN, Terminal
from rhythm_tui.desk.finding import Finding, Level
from rhythm_tui.domain.refusal import msg

COLUMNS, LINES = 60, 15
"""The smallest window the desk can be drawn in."""
_BARE = ("linux", "vt100", "vt102", "vt220", "ansi", "cons25")
"""Terminals without a mouse and a clipboard."""
_TRUE = ("truecolor", "24bit")


def findings(terminal: Terminal | None, screen_file: Path, help_key: str) -> Iterator[Finding]:
    """Yield what there is to say; ``screen_file`` is where the operator sets how the desk looks.

    ``help_key`` shows all keys.
    """
    if terminal is None:
        yield Finding("terminal", "ok", msg("not a terminal here: ask where the desk is worked on"), {})
        return
    yield _size(terminal)
    yield _width(terminal, screen_file)
    yield _mouse(terminal, help_key)
    yield _clipboard(terminal)
    yield _colour(terminal)


def _size(terminal: Terminal) -> Finding:
    values = {"name": terminal.name or "?", "columns": terminal.columns, "lines": terminal.lines}
    if terminal.columns >= COLUMNS and terminal.lines >= LINES:
        return Finding("terminal", "ok", msg("terminal {name}, {columns} by {lines}"), values)
    template = msg("terminal {name} is only {columns} by {lines}; the desk needs {least}")
    remedy = msg("make the window larger or its letters smaller")
    return Finding("terminal", "warn", template, {**values, "least": f"{COLUMNS}x{LINES}"}, remedy)


def _width(terminal: Terminal, screen_file: Path) -> Finding:
    ascii_borders = {"path": screen_file, "line": "ascii_borders = true"}
    if terminal.border is None:
        template = msg("the terminal does not say how wide it draws borders and Chinese")
        remedy = msg("see whether the desk's borders line up; if not, put {line} into {path}")
        return Finding("width", "warn", template, ascii_borders, remedy)
    if terminal.han != 2 or terminal.border > 2:
        template = msg("Chinese takes {cells} cells here: the terminal does not read UTF-8")
        remedy = msg("set its encoding to UTF-8, or start it with LANG=zh_CN.UTF-8")
        return Finding("width", "bad", template, {"cells": terminal.han}, remedy)
    if terminal.border == 2:
        template = msg("characters of ambiguous width are drawn two cells wide: borders do not line up")
        remedy = msg("set them to narrow in the terminal, or put {line} into {path}")
        return Finding("width", "warn", template, ascii_borders, remedy)
    return Finding("width", "ok", msg("characters of ambiguous width are one cell wide, Chinese two"), {})


def _mouse(terminal: Terminal, help_key: str) -> Finding:
    if terminal.mouse or (terminal.mouse is None and terminal.name not in (*PLAIN, *_BARE)):
        template = (
            msg("the mouse is reported") if terminal.mouse else msg("terminals of this kind report the mouse")
        )
        return Finding("mouse", "ok", template, {})
    template, remedy = msg("the mouse is not reported"), msg("work by keys: {key} shows all of them")
    return Finding("mouse", "warn", template, {"key": help_key}, remedy)


def _clipboard(terminal: Terminal) -> Finding:
    by_hand = msg("select the text with the mouse where the desk shows it, or use another terminal")
    if terminal.clipboard:
        return Finding("clipboard", "ok", msg("the terminal takes copies into the clipboard"), {})
    if terminal.name in (*PLAIN, *_BARE) or terminal.environment.get("TERM_PROGRAM") == "Apple_Terminal":
        return Finding(
            "clipboard", "warn", msg("the terminal takes no copies into the clipboard"), {}, by_hand
        )
    if terminal.environment.get("TMUX"):
        remedy = msg("in tmux: set -g set-clipboard on")
        return Finding(
            "clipboard", "ok", msg("copies pass through tmux, which may hold them back"), {}, remedy
        )
    template = msg("the terminal does not say whether it takes copies (OSC 52): copy once and paste to see")
    return Finding("clipboard", "ok", template, {})


def _colour(terminal: Terminal) -> Finding:
    """The words carry every state; colours make it quicker to see."""
    if terminal.environment.get("NO_COLOR"):
        return Finding("colour", "ok", msg("no colours, as NO_COLOR asks: words alone tell the state"), {})
    if terminal.name in PLAIN:
        template = msg("TERM={name}: no colours and no cursor; the desk cannot be drawn")
        remedy = msg("open the desk in a real terminal, or set TERM to what it is")
        return Finding("colour", "bad", template, {"name": terminal.name}, remedy)
    if terminal.environment.get("COLORTERM", "").lower() in _TRUE or terminal.name.endswith("-direct"):
        return Finding("colour", "ok", msg("16 million colours"), {})
    many = "256color" in terminal.name
    level: Level = "ok" if many else "warn"
    template = msg("256 colours") if many else msg("16 colours at most: shades of red look the same")
    remedy = msg("if the terminal can do more: export COLORTERM=truecolor")
    return Finding("colour", level, template, {}, remedy)
