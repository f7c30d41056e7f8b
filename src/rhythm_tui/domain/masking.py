"""What leaves the desk in a file: telephone and ID numbers, addresses and accounts are hidden (SAFETY 14).

Found by their form, as the guard finds them in a reply (``domain.personal``): a name in the middle of a
sentence has no form, and stays. Standard library only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from rhythm_tui.domain.folding import fold
from rhythm_tui.domain.personal import Hit, personal_data
from rhythm_tui.domain.text import SafeText

Found = TypeVar("Found")
IsOwn = Callable[[Hit, str], bool]
"""Whether a contact that was found, as it stands in the folded text, is the hospital's own."""
_OPEN = frozenset({"url", "service_line"})
"""Kinds that point to no person."""
_HIDDEN = "***"


def masked_text(text: str, is_own: IsOwn) -> str:
    """Return ``text`` with every contact in it hidden but for its first and last character.

    The hospital's own contacts, web addresses and service lines (400, 800) stay. Pure; total; a masked text
    stays as it is.
    """
    folded = fold(text)
    for hit in reversed(personal_data(folded.plain)):
        if hit.kind not in _OPEN and not is_own(hit, folded.plain[hit.start : hit.end]):
            start, end = folded.span(hit.start, hit.end)
            text = f"{text[: start + 1]}{_HIDDEN}{text[end - 1 :]}"
    return text


def masked(found: Found, is_own: IsOwn) -> Found:
    """Return rows as they were read, with every typed word in them masked, however deep it stands.

    Only ``SafeText`` was typed by somebody: ids, instants and hashes are left alone.
    """
    return cast("Found", _masked(found, is_own))


def _masked(found: object, is_own: IsOwn) -> object:
    if isinstance(found, SafeText):
        return found._replace(plain=masked_text(found.plain, is_own))
    if isinstance(found, (tuple, list)):
        make = getattr(found, "_make", type(found))
        return make(_masked(one, is_own) for one in found)
    return found
