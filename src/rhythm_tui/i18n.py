"""Words in the operator's language: one gettext catalogue for screen, messages and reports."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from functools import cache, reduce

from rhythm_tui import places
from rhythm_tui.domain.refusal import Refusal, Told
from rhythm_tui.settings import BadSetting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from gettext import GNUTranslations
    from typing import Literal

    Lang = Literal["zh", "en"]

_catalogue: GNUTranslations | None = None
"""What the messages are called; None: they are said as they are written, in English."""
_language: Lang = "en"


def use(lang: Lang) -> None:
    """Speak ``lang`` from now on, in the whole process."""
    global _catalogue, _language  # noqa: PLW0603 - a process speaks one language
    _language = lang
    _catalogue = _read(lang)


def _read(lang: Lang) -> GNUTranslations | None:
    path = os.path.join(places.shipped(), "locale", lang, "LC_MESSAGES", "rhythm.mo")
    if not os.path.isfile(path):
        return None
    from gettext import GNUTranslations  # where there is something to translate: it takes its time to load

    with open(path, "rb") as file:
        return GNUTranslations(file)


@cache
def _chinese() -> GNUTranslations | None:
    return _read("zh")


def chinese(message: str) -> str:
    """Return ``message`` (English) in Chinese, whatever language is in use: commands are found by both."""
    catalogue = _chinese()
    return catalogue.gettext(message) if catalogue else message


def language() -> Lang:
    """Return the language in use."""
    return _language


def _(message: str) -> str:
    """Return ``message`` (English) in the operator's language."""
    return _catalogue.gettext(message) if _catalogue and message else message


def ngettext(one: str, many: str, number: int) -> str:
    """Return the form of the message that fits ``number``."""
    if _catalogue is None:
        return one if number == 1 else many
    return _catalogue.ngettext(one, many, number)


def say(template: str, **values: object) -> str:
    """Translate ``template`` and fill its ``{names}``; a value that is ``Told`` is translated with it."""
    told = {name: _(value) if isinstance(value, Told) else value for name, value in values.items()}
    return _(template).format(**told)


def clauses(parts: Iterable[str]) -> str:
    """Return clauses as one sentence without an end; names in a row are joined by the translated ``", "``."""
    first, *others = [*parts] or [""]
    return reduce(lambda told, one: say("{told}, {one}", told=told, one=one), others, first)


def sentences(parts: Iterable[str]) -> str:
    """Return whole sentences as one text: between Chinese ones there is no blank."""
    return ("" if _language == "zh" else " ").join(parts)


def words_of(refusal: Refusal, names: Mapping[str, Callable[[str], str]] | None = None) -> str:
    """Return why a command was refused, in the operator's language.

    ``names`` tells, by the name of a value, how an id that stands there is called; without it ids stay ids.
    """
    values = dict(refusal.values)
    for key, name in (names or {}).items():
        if key in values:
            values[key] = name(str(values[key]))
    return say(refusal.template, **values)


def words_of_setting(error: BadSetting) -> str:
    """Return what is wrong with a setting, in the operator's language."""
    if not error.values:
        return error.template
    reason = error.values.get("reason")
    return say(
        error.template, **{**error.values, **({"reason": _(reason)} if isinstance(reason, str) else {})}
    )
