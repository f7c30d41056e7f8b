"""The guard and the approved wording in force: the desk's own files, and the hospital's in its configuration.

Both are read when they are first needed and kept: a file that is changed counts from the next start. Raises
``BadSetting`` naming the file that cannot be used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from rhythm_tui.desk.remark import Remark
from rhythm_tui.domain.refusal import Refusal, invalid, msg
from rhythm_tui.domain.text import clean, clean_block
from rhythm_tui.i18n import language, words_of_setting
from rhythm_tui.settings import BadSetting, config_dir, data_dir, read_toml

if TYPE_CHECKING:
    from rhythm_tui.domain.compliance import Finding
    from rhythm_tui.domain.personal import Hit
    from rhythm_tui.domain.replies import Replies
    from rhythm_tui.domain.words import WordList

Made = TypeVar("Made")
_BRUSH_OFF = "brush_off"
"""A category of the word list."""
_SHOWN = 20
"""Characters of a reply that a refusal quotes."""


def word_list() -> WordList:
    """Return the word list in force."""
    return _word_list(config_dir())


def replies() -> Replies:
    """Return the approved wording in force."""
    return _replies(config_dir())


@lru_cache(maxsize=2)
def _word_list(config: Path) -> WordList:
    from rhythm_tui.domain.word_patterns import BadWords
    from rhythm_tui.domain.words import build

    return _made("words.toml", config, build, BadWords)


@lru_cache(maxsize=2)
def _replies(config: Path) -> Replies:
    from rhythm_tui.domain.replies import BadReplies, build

    return _made("replies.toml", config, build, BadReplies)


def _made(
    name: str,
    config: Path,
    build: Callable[[Mapping[str, Any], Mapping[str, Any] | None], Made],
    bad: type[ValueError],
) -> Made:
    own = config / name
    used = own if own.is_file() else data_dir() / name
    try:
        return build(read_toml(data_dir() / name), read_toml(own) if own.is_file() else None)
    except bad as error:
        raise BadSetting(f"{used}: {error}") from error


def remarks(text: str, platform: str | None, kind: str) -> tuple[Remark, ...]:
    """Return what the guard finds in a reply, by place, in the operator's language."""
    lang = language()
    return tuple(
        Remark(
            one.severity,
            one.word if one.category == "length" else clean(text[one.start : one.end], limit=_SHOWN).plain,
            one.category,
            one.why.in_language(lang),
            one.citation.in_language(lang),
            one.start,
            one.end,
        )
        for one in _findings(text, platform, kind, config_dir())
    )


@lru_cache(maxsize=8)
def _findings(text: str, platform: str | None, kind: str, config: Path) -> tuple[Finding, ...]:
    """Return what the guard finds: of one reply it is asked for its record and for its receipt."""
    from rhythm_tui.domain.compliance import check

    return tuple(check(text, platform, _word_list(config), kind))


def remarks_or_why_not(text: str, platform: str | None, kind: str) -> tuple[Remark, ...]:
    """Return what the guard finds; where its files cannot be used one amber remark says so instead.

    For a reply that stands in public already: recording it must not fail for a setting.
    """
    try:
        return remarks(text, platform, kind)
    except BadSetting as error:
        return (Remark("amber", "", "setting", words_of_setting(error), "", 0, 0),)


def brushes_off(text: str, platform: str, kind: str) -> bool:
    """Return whether a reply only sends somebody away (RHYTHM 7)."""
    return any(one.category == _BRUSH_OFF for one in remarks_or_why_not(text, platform, kind))


def verdict(found: tuple[Remark, ...]) -> str:
    """Return ``red`` where something stops a copy, ``amber`` where something warns, else ``clear``."""
    severities = {one.severity for one in found}
    return "red" if "red" in severities else "amber" if severities else "clear"


def quoted(text: str, one: Remark) -> str:
    """Return the words of a reply that a remark is about, or the beginning of them."""
    words = clean(text[one.start : one.end]).plain
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 2]}.."


def category_name(category: str) -> str:
    """Return what a category of the word list is called, in the operator's language."""
    names = word_list().categories.get(category)
    return names.in_language(language()) if names else category


def is_own(hit: Hit, written: str) -> bool:
    """Return whether a contact found in folded text is the hospital's own; without a list none is."""
    from rhythm_tui.domain.compliance import is_own as own_of

    try:
        return own_of(hit, written, word_list().own)
    except BadSetting:
        return False


def check_copy(
    text: str,
    platform: str,
    kind: str,
    template: str | None,
    *,
    approved_only: bool,
    statement: str | None = None,
) -> None:
    """Refuse to copy a reply that breaks a rule, or is not approved wording where only that may be used.

    ``statement`` is the text of the public statement that ``template`` names, where that one stands.
    Source: RHYTHM.md 14 and 23, law and privacy. What a reason overcomes names the field ``reason``.
    """
    try:
        _check_filled(text, template)
        red = next((one for one in remarks(text, platform, kind) if one.severity == "red"), None)
        approved = not approved_only or _is_approved(text, template, statement)
    except BadSetting as error:
        raise Refusal(
            "refused", msg("the guard cannot be used: {why}"), "reason", why=words_of_setting(error)
        ) from error
    if red is not None:
        raise Refusal(
            "refused",
            msg("{words} must not stand in a reply: {why} ({citation}). Change it, or give a reason"),
            "reason",
            words=quoted(text, red),
            why=red.why,
            citation=red.citation,
        )
    if not approved:
        raise Refusal(
            "refused",
            msg("this belongs to an open incident: use approved wording as it stands, or give a reason"),
            "reason",
        )


def _check_filled(text: str, template: str | None) -> None:
    from rhythm_tui.domain.placeholders import unfilled

    if template is not None and (left := unfilled(text)):
        names = ", ".join(f"{{{name}}}" for name in left)
        raise invalid("text", msg("still to be filled in: {names}"), names=names)


def _is_approved(text: str, template: str | None, statement: str | None) -> bool:
    from rhythm_tui.domain.replies import says

    if statement is not None:
        return clean_block(text).plain == clean_block(statement).plain
    known = replies().templates.get(template or "")
    return known is not None and says(known, text)
