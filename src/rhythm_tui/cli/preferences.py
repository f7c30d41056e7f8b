"""The operator's own files of taste: the look of the screen, the keys, the saved filters.

A mistake in one of them never keeps a desk closed: the default stands in its place, and the screen and the
doctor say what is wrong. The files stay as they are until the operator changes them.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from rhythm_tui import settings
from rhythm_tui.cli.look import look_of_the_screen
from rhythm_tui.cli.session import Session
from rhythm_tui.desk.saved import FILE, SavedFilters
from rhythm_tui.domain.refusal import msg
from rhythm_tui.i18n import say, words_of_setting
from rhythm_tui.ui.standing import Wrong

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rhythm_tui.desk.finding import Finding
    from rhythm_tui.ui.keys import Keys


def in_short(wrong: Iterable[settings.BadSetting]) -> list[Wrong]:
    """Return what is wrong as the screen says it: files of the configuration folder by their names."""
    folder = f"{settings.config_dir()}{os.sep}"
    return [Wrong(str(one.values.get("key", "")), words_of_setting(one).replace(folder, "")) for one in wrong]


def keys_in_force() -> tuple[Keys, list[Wrong]]:
    """Return the keys of the operator's keymap; the built-in ones, and why, where it cannot be."""
    from rhythm_tui.ui.keymap import keys_of
    from rhythm_tui.ui.keys import Keys

    try:
        return keys_of(settings.config_dir() / "keys.toml"), []
    except settings.BadSetting as error:
        (wrong,) = in_short([error])
        return Keys(), [wrong._replace(told=say("{why} (the built-in keys are in force)", why=wrong.told))]


def wrong_filters(saved: SavedFilters) -> list[settings.BadSetting]:
    """Return what keeps the saved filters from being read, if anything does."""
    try:
        saved.all()
    except settings.BadSetting as error:
        return [error]
    return []


def saved_filters(session: Session) -> SavedFilters:
    """Return the filters an operator has saved."""
    from functools import partial

    from rhythm_tui.domain.query_text import parse_query

    words = settings.platform_words(session.vocabulary.platform_names())
    return SavedFilters(settings.config_dir() / FILE, partial(parse_query, platforms=words))


def findings(session: Session) -> Iterator[Finding]:
    """Yield what the doctor says of them: only what is wrong, entry by entry."""
    remedy = msg("correct the entry or take it out; until then the default stands in its place")
    for error in look_of_the_screen().wrong:
        yield _finding("look", words_of_setting(error), remedy)
    for told in _of_keys():
        yield _finding("keys", told, msg("correct the entry; until then the built-in keys are in force"))
    for error in wrong_filters(saved_filters(session)):
        yield _finding("filters", words_of_setting(error), msg("correct the entry or take it out"))


def _of_keys() -> Iterator[str]:
    from rhythm_tui.ui.keymap import mistakes

    path = settings.config_dir() / "keys.toml"
    try:
        wanted = settings.read_toml(path) if path.is_file() else {}
    except settings.BadSetting as error:
        yield words_of_setting(error)
        return
    yield from mistakes(wanted, str(path))


def _finding(code: str, told: str, remedy: str) -> Finding:
    from rhythm_tui.desk.finding import Finding
    from rhythm_tui.domain.text import clean

    return Finding(code, "warn", "{told}", {"told": clean(told).plain}, remedy)
