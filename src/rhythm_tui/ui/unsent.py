"""What was typed into a form, or ticked in a list, that was left: it stands there when it is opened again.

It is kept as long as the desk is open, of one operator and about one thing, and nowhere on the disk: whoever
leaves the desk with such words is asked once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rhythm_tui.domain.named import NamedTuple

if TYPE_CHECKING:
    from rhythm_tui.ui.fields import Form, Values

_MOST = 100
"""Forms whose words are kept at most; the oldest go."""


class Left(NamedTuple):
    """What was left in a form."""

    values: Values
    at: int
    """When, ms UTC."""


class Unsent:
    """The words of the forms that were left at one seat."""

    def __init__(self) -> None:
        self._left: dict[str, Left] = {}
        self._ticked: dict[tuple[str, str], set[str]] = {}

    def take(self, operator: str, form: Form) -> Left | None:
        """Return what ``operator`` has left in this form, about the same thing; it is kept no longer."""
        return self._left.pop(_name(operator, form), None)

    def words(self) -> dict[str, Values]:
        """Return all that is kept, by form."""
        return {name: left.values for name, left in self._left.items()}

    def ticked(self, operator: str, about: str) -> set[str]:
        """Return what ``operator`` has ticked in a list about something; it is kept as it is ticked on."""
        return self._ticked.setdefault((operator, about), set())

    def keep(self, operator: str, form: Form, before: Values, values: Values, now: int) -> bool:
        """Keep what was changed since ``before``, where anything was typed; return whether it was."""
        kept = [one for one in form.fields if one.kind != "secret"]
        changed = {one.name: values[one.name] for one in kept if values[one.name] != before[one.name]}
        typed = [one for one in kept if one.kind != "choice" and one.name in changed]
        if not any(changed[one.name].strip() for one in typed):
            return False
        self._left[_name(operator, form)] = Left(changed, now)
        while len(self._left) > _MOST:
            del self._left[next(iter(self._left))]
        return True


def _name(operator: str, form: Form) -> str:
    """Name a form: whose it is, which command it makes of what, and its title where a command has several."""
    base = {name: value for name, value in sorted(form.base.items()) if name != "expect"}
    return repr((operator, form.title, base))
