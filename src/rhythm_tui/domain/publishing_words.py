"""Names and numbers of publishing in the operator's language, straight from the playbook's TOML tables.

Standard library only: the fast start depends on it.
"""

from __future__ import annotations

from rhythm_tui.domain.deadlines import span
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.slot_hints import given_form

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Frequency(NamedTuple):
    """How often a platform wants to be fed (RHYTHM 9)."""

    least: int
    most: int
    per: str
    """``day`` or ``week``."""
    days: tuple[str, ...]
    """The weekdays meant for it, ``mon`` to ``sun``; empty for all."""


class CheckLine(NamedTuple):
    """A line to be ticked before a slot goes out."""

    id: str
    words: str


_RHYTHM = {
    "collision": "60m", "mix_days": 30, "mix_drift": 10, "form_run": 3, "jumps": 3, "day_ahead": 7,
}  # fmt: skip


class PublishingWords:
    """Looks names up in the playbook's tables; an unknown id is shown as itself."""

    def __init__(self, tables: dict[str, Any], lang: str) -> None:
        self._tables = tables
        self._lang = lang

    def _name(self, table: str, key: str, form: str = "") -> str:
        entry: dict[str, Any] = self._tables.get(table, {}).get(key, {})
        found = entry.get(f"{form}_{self._lang}") if form else None
        return str(found or entry.get(self._lang) or key)

    def ids(self, table: str) -> tuple[str, ...]:
        """Return the ids of ``platforms``, ``grades``, ``kinds``, ``forms``, ``tiers``, ``audiences``, …."""
        return tuple(self._tables.get(table, {}))

    @property
    def hospital(self) -> str:
        """What the hospital is called; empty where nobody has said."""
        return str(self._tables.get("desk", {}).get("hospital", ""))

    def platforms_used(self, current: str = "") -> tuple[str, ...]:
        """Return the platforms the hospital publishes on, and the one that something has already."""
        entries = self._tables.get("platforms", {}).items()
        return tuple(key for key, entry in entries if entry.get("on", True) or key == current)

    def sub_forms(self, form: str) -> tuple[str, ...]:
        """Return the ids of the forms that a form takes (RHYTHM 3)."""
        return tuple(self._tables.get("forms", {}).get(form, {}).get("sub", {}))

    def sub_form(self, form: str, key: str) -> str:
        """Return the name of a form's form."""
        entry = self._tables.get("forms", {}).get(form, {}).get("sub", {}).get(key, {})
        return str(entry.get(self._lang, key))

    def depth(self, key: str) -> str:
        """Return a depth's name (RHYTHM 4)."""
        return self._name("depths", key)

    def depth_hint(self, key: str) -> str:
        """Return what content of a depth answers."""
        return str(self._tables.get("depths", {}).get(key, {}).get(f"hint_{self._lang}", ""))

    def depth_bounds(self, key: str) -> tuple[int, int] | None:
        """Return the least and the most seconds of a depth; None for one that is not in the playbook."""
        entry = self._tables.get("depths", {}).get(key)
        return (int(entry.get("least_s", 0)), int(entry["most_s"])) if entry else None

    def goal(self, key: str) -> str:
        """Return the name of what a slot is for (RHYTHM 32)."""
        return self._name("goals", key)

    def metric(self, key: str) -> str:
        """Return the name of what a pledge counts (RHYTHM 17)."""
        return self._name("metrics", key)

    def series(self, key: str) -> str:
        """Return a series' name (RHYTHM 2)."""
        return self._name("series", key)

    def series_per_month(self, key: str) -> int:
        """Return how many episodes of a series a month wants."""
        return int(self._tables.get("series", {}).get(key, {}).get("per_month", 1))

    def phase(self, key: str) -> str:
        """Return the name of a campaign's phase (RHYTHM 11)."""
        return self._name("phases", key)

    def phase_days(self, key: str) -> tuple[int, int] | None:
        """Return the first and last day a phase may take, from the burst; None for no phase."""
        entry = self._tables.get("phases", {}).get(key)
        return (int(entry["first"]), int(entry["last"])) if entry else None

    def template(self, key: str) -> str:
        """Return the name of a recurring slot that the playbook proposes (RHYTHM 10)."""
        return self._name("templates", key)

    def given_form(self, platform: str) -> str | None:
        """Return the form that a platform has no choice but to repeat; None where it has one (RHYTHM 3)."""
        templates = self._tables.get("templates", {}).values()
        return given_form(((one["platform"], one["form"]) for one in templates), platform)

    def closing(self, platform: str) -> str:
        """Return how a post closes on a platform; empty when the playbook says nothing (RHYTHM 10)."""
        return str(self._tables.get("platforms", {}).get(platform, {}).get(f"closing_{self._lang}", ""))

    def frequency(self, platform: str) -> Frequency | None:
        """Return how often a platform wants to be fed; None where the playbook sets nothing (RHYTHM 9)."""
        entry = self._tables.get("platforms", {}).get(platform, {}).get("frequency")
        if not entry:
            return None
        return Frequency(int(entry["least"]), int(entry["most"]), entry["per"], tuple(entry.get("days", ())))

    def share(self, tier: int) -> int:
        """Return a tier's share of the mix, per cent (RHYTHM 1)."""
        return int(self._tables.get("tiers", {}).get(str(tier), {}).get("share", 0))

    def rhythm(self, key: str) -> int:
        """Return a number of the table ``[rhythm]``; a span is in milliseconds."""
        value = self._tables.get("rhythm", {}).get(key, _RHYTHM[key])
        return span(value) if isinstance(value, str) else int(value)

    def checklist(self, platform: str, form: str, *, emergency: bool, phase: str | None) -> list[CheckLine]:
        """Return what is ticked before a slot goes out (RHYTHM 11, 12); a phase brings lines of its own."""
        general = self._tables.get("checklist", {}).items()
        lines = [
            CheckLine(key, str(entry.get(self._lang, key)))
            for key, entry in general
            if form in (entry.get("forms") or (form,))
            and platform in (entry.get("platforms") or (platform,))
            and (emergency or not entry.get("emergency"))
        ]
        own = self._tables.get("phases", {}).get(phase or "", {}).get("checklist", {}).items()
        return [*lines, *(CheckLine(f"{phase}.{key}", str(entry.get(self._lang, key))) for key, entry in own)]

    def check_line(self, key: str) -> str:
        """Return the words of a line that ``checklist`` tells; any other id, a lesson's, stays as it is."""
        phase, _dot, own = key.rpartition(".")
        table = self._tables.get("phases", {}).get(phase, {}) if phase else self._tables
        return str(table.get("checklist", {}).get(own, {}).get(self._lang, key))
