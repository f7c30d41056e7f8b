"""What the words and the neighbours of a slot give cause to warn of (RHYTHM.md 3, 4 and 12)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile

from rhythm_tui.domain.text import clean


def run_of(form: str, before: Sequence[str]) -> int:
    """Return how many posts of one form in a row ``form`` would make; ``before`` is the latest last."""
    return 1 + sum(1 for _ in takewhile(form.__eq__, reversed(before)))


def given_form(templates: Iterable[tuple[str, str]], platform: str) -> str | None:
    """Return the form that a platform has no choice but to repeat; None where it has one (RHYTHM 3 and 10).

    ``templates`` are platform and form of each recurring slot of the playbook. Where all those of a platform
    have one form, as Channels has science thrice a week, that form is its rhythm and no repetition.
    """
    forms = {form for where, form in templates if where == platform}
    return forms.pop() if len(forms) == 1 else None


def outside(length_s: int, bounds: tuple[int, int]) -> bool:
    """Return whether a length lies outside the bounds of its depth, in seconds (RHYTHM 4)."""
    return not bounds[0] <= length_s <= bounds[1]


def same_words(one: str, other: str) -> bool:
    """Return whether two texts read the same: blanks and line breaks that a platform adds change no word."""
    return _bare(one) == _bare(other)


def _bare(text: str) -> str:
    return "".join(clean(text).plain.split())
