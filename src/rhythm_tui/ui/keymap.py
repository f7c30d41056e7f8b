"""An operator's own keys: the keymap file, checked before it counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, get_args

from textual.keys import Keys as TextualKeys

from rhythm_tui.i18n import say
from rhythm_tui.settings import BadSetting, read_toml
from rhythm_tui.ui.keys import ACTIONS, BY_ID, LIST_KEYS, Keys, Place, of_place


def check_keymap(wanted: Mapping[str, Any], source: str = "keys.toml") -> dict[str, tuple[str, ...]]:
    """Return the keys of every action after an operator's keymap, ``{"claim": "f5 c"}``.

    Raises ``BadSetting`` naming the action or key that does not exist, or the two that want one key in one
    place.
    """
    for id, value in wanted.items():
        if id not in BY_ID:
            raise BadSetting(say("{file}: there is no action called {id}", file=source, id=id))
        if not isinstance(value, str) or not value.split():
            raise BadSetting(
                say("{file}: {id} needs a key, such as {example}", file=source, id=id, example='"f5 c"')
            )
        for key in value.split():
            if not _is_key(key):
                raise BadSetting(
                    say("{file}: {id}: there is no key called {key}", file=source, id=id, key=key)
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


def _is_key(key: str) -> bool:
    """Return whether a terminal can send it: a sign, a named key, or one of them with ctrl, alt or shift."""
    *held, last = key.split("+") if len(key) > 1 else [key]
    named = len(last) == 1 or last in {one.value for one in TextualKeys}
    return named and set(held) <= {"ctrl", "alt", "shift"}


def _clashes(keys: Mapping[str, tuple[str, ...]]) -> Iterable[tuple[str, str, str]]:
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
