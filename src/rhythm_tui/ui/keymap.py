"""An operator's own keys: the keymap file, checked before it counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from textual.keys import Keys as TextualKeys

from rhythm_tui.i18n import _, say
from rhythm_tui.settings import BadSetting, read_toml
from rhythm_tui.ui.keys import ACTIONS, BY_ID, LIST_KEYS, Keys, Place, half_width, in_reach, of_place

_SAME = {"i": "Tab", "m": "Enter", "j": "Enter", "h": "Backspace", "[": "Esc", "left_square_bracket": "Esc"}
"""What a terminal makes of ctrl with these: there is no telling them apart."""


def check_keymap(wanted: Mapping[str, Any], source: str = "keys.toml") -> dict[str, tuple[str, ...]]:
    """Return the keys of every action after an operator's keymap, ``{"claim": "f5 c"}``.

    Raises ``BadSetting`` with the first of what ``mistakes`` finds.
    """
    for mistake in mistakes(wanted, source):
        raise BadSetting(mistake)
    return _after(wanted)


def _after(wanted: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    chosen = {action.id: str(wanted.get(action.id, " ".join(action.keys))).split() for action in ACTIONS}
    return {id: tuple(dict.fromkeys(keys)) for id, keys in chosen.items()}


def mistakes(wanted: Mapping[str, Any], source: str = "keys.toml") -> Iterator[str]:
    """Yield what is wrong with a keymap, a line each: an action or key that does not exist, a key that no
    terminal sends, two actions that want one key in one place, an action that is out of reach while a
    Chinese input method is on. The last two are told once the rest is right.
    """
    sound = True
    for id, value in wanted.items():
        for mistake in _of_entry(id, value, source):
            sound = False
            yield mistake
    if sound:
        yield from _of_all(_after(wanted), source)


def _of_all(keys: Mapping[str, tuple[str, ...]], source: str) -> Iterator[str]:
    for first, second, key in dict.fromkeys(_clashes(keys)):
        yield say(
            "{file}: {key} is wanted by {first} and {second}",
            file=source, key=key, first=first, second=second,
        )  # fmt: skip
    for action in ACTIONS:
        if not in_reach(action, keys[action.id]):
            yield say(
                "{file}: {id} has letters only, which an input method keeps: add an F-key or a ctrl key",
                file=source, id=action.id,
            )  # fmt: skip


def _of_entry(id: str, value: object, source: str) -> Iterator[str]:
    if id not in BY_ID:
        yield say("{file}: there is no action called {id}", file=source, id=id)
    elif not isinstance(value, str) or not value.split():
        yield say("{file}: {id} needs a key, such as {example}", file=source, id=id, example='"f5 c"')
    else:
        for key in value.split():
            if not _is_key(key):
                yield say("{file}: {id}: there is no key called {key}", file=source, id=id, key=key)
            elif why := _why_not_typed(key):
                yield say("{file}: {id}: {key} cannot be typed: {why}", file=source, id=id, key=key, why=why)


def _is_key(key: str) -> bool:
    """Return whether it names a key: a sign, a named key, or one of them with ctrl, alt or shift."""
    *held, last = key.split("+") if len(key) > 1 else [key]
    named = len(last) == 1 or last in {one.value for one in TextualKeys}
    return named and set(held) <= {"ctrl", "alt", "shift"}


def _why_not_typed(key: str) -> str:
    """Return why a terminal never sends a key so; nothing where it does."""
    *held, last = key.split("+") if len(key) > 1 else [key]
    if "alt" in held:
        return _("terminals send Esc and the key")
    if "ctrl" in held and last in _SAME:
        return say("terminals send {other}", other=_SAME[last])
    if "ctrl" in held and last == "c":
        return _("the terminal keeps it")
    if "ctrl" in held and len(last) == 1 and not (last.isascii() and last.islower()):
        return _("ctrl goes with small letters only")
    if "shift" in held and len(last) == 1:
        return say("it is written {letter}", letter=last.upper())
    if sign := half_width(last):
        return say("it is written {letter}", letter=sign)
    return ""


def _clashes(keys: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str, str]]:
    for place in get_args(Place)[1:]:
        taken = dict.fromkeys(LIST_KEYS, "the lists")
        for action in (*of_place("desk"), *of_place(place)):
            for key in keys[action.id]:
                if key in taken:
                    yield taken[key], action.id, key
                taken[key] = action.id


def keys_of(path: Path) -> Keys:
    """Return the keys in force: the operator's keymap where there is such a file. Raises ``BadSetting``."""
    return Keys(check_keymap(read_toml(path), str(path)) if path.is_file() else None)


def keymap_text(keys: Keys) -> str:
    """Return a keymap file that changes nothing: every action as a comment with its keys, by place."""
    lines = [
        f"# {_('Keys of the desk. Take the # off a line and write other keys, apart by blanks.')}",
        f"# {_('Signs and letters stand for themselves; others are f1 to f12, ctrl+a, space, tab, delete.')}",
    ]
    told: set[str] = set()
    for place in get_args(Place):
        some = [action for action in of_place(place) if action.id not in told]
        lines += ["", f"# [{place}]"] if some else []
        for action in some:
            told.add(action.id)
            shown = f'{action.id} = "{" ".join(keys.of(action.id))}"'
            lines.append(f"# {shown:<34}# {_(action.label)}: {_(action.help)}")
    return "\n".join(lines) + "\n"
