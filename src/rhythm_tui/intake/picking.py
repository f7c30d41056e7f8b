"""Takes the cells that matter out of a row, in one order for every file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any

from rhythm_tui.intake.profiles import Profile, Target
from rhythm_tui.intake.table import key
from rhythm_tui.intake.values import text_of

ORDER: tuple[Target, ...] = (
    "text",
    "posted_at",
    "author",
    "author_id",
    "external_id",
    "post",
    "parent",
    "conversation",
    "platform",
    "kind",
)
"""In this order a ``Picker`` gives the cells."""
_TIME = ORDER.index("posted_at")

_Cell = Callable[[Sequence[Any]], Any]


class Picker:
    """Picks the cells of a row for the targets of ``ORDER``: text for all, the time as it stands.

    A tuple holds plain text only; a list may hold ``Number``, whose digits are to be doubted.

    Where a profile names several columns for a target, the first one that is not empty counts. Most rows
    need one call of ``itemgetter``: the cell of a target without a column is an empty one at the row's end.
    """

    def __init__(self, profile: Profile, keys: Sequence[str]) -> None:
        first: list[int] = []
        self._others: list[tuple[int, tuple[_Cell, ...]]] = []
        """For some targets, further cells to try when the first is empty."""
        for place, target in enumerate(ORDER):
            cells: list[_Cell] = []
            simple = -1
            for joined in profile.columns.get(target, ()):
                if any(name not in keys for name in joined):
                    continue
                at = [keys.index(name) for name in joined]
                if simple < 0 and not cells and len(at) == 1 and not profile.empty:
                    simple = at[0]
                else:
                    cells.append(_joined(at, profile.empty))
            first.append(simple)
            if cells:
                self._others.append((place, tuple(cells)))
        self._first = itemgetter(*first)

    def __call__(self, cells: list[Any]) -> Sequence[Any]:
        """Return the cells in the order of ``ORDER``; ``cells`` gets an empty one at its end."""
        cells.append("")
        found: tuple[Any, ...] = self._first(cells)
        for place, others in self._others:
            value = found[place]
            if (value.__class__ is str and value.strip()) or not _blank(value):
                continue
            value = next((value for value in (cell(cells) for cell in others) if not _blank(value)), "")
            found = (*found[:place], value, *found[place + 1 :])
        for value in found:
            if value.__class__ is not str:
                return [one if at == _TIME else text_of(one) for at, one in enumerate(found)]
        return found


def _blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _joined(places: Sequence[int], empty: frozenset[str]) -> _Cell:
    """Return the cells of these columns, those that are not empty joined by a line break."""

    def joined(cells: Sequence[Any]) -> Any:
        values = [cells[place] for place in places]
        kept = [value for value in values if not _blank(value) and key(text_of(value)) not in empty]
        return kept[0] if len(kept) == 1 else "\n".join(map(text_of, kept))

    return joined
