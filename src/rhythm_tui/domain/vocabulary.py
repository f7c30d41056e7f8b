"""Names of the playbook's nouns in the operator's language, straight from its TOML tables.

The read path of the desk uses this light view; ``domain.playbook`` is the validated one that rules work on.
Standard library only: the fast start depends on it.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from functools import cached_property
from zoneinfo import ZoneInfo

from rhythm_tui.domain.asks import Chain, Step
from rhythm_tui.domain.deadlines import span
from rhythm_tui.domain.hours import Hours, Turn, Window, minutes_off, window
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.publishing_words import PublishingWords

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


_DESK_SPANS = {"claim_lease": "1h", "slot_grace": "30m", "review_warning": "2h"}
_WARNING = 0.25
_AGAIN = ("10m", "20m", "40m")
_LADDER = ("10m", "12m", "15m")
_UPDATES = {"zh": "续报", "en": "next update", "short_en": "update"}


def update_number(name: str) -> int:
    """Return which promised update a timer is: 2 for ``update2``, 0 for any other timer (RHYTHM 23).

    No timer of the playbook may be called so.
    """
    number = name.removeprefix("update")
    return int(number) if number != name and number.isascii() and number.isdigit() and number[0] > "0" else 0


def _after(written: object) -> int:
    return span(str(written)) if written else 0


class Shift(NamedTuple):
    """A shift of the roster: its name and hours."""

    name: str
    hours: str
    turn: Turn
    """Which one of which day."""


class Vocabulary(PublishingWords):
    """Looks names up in the playbook's tables; an unknown id is shown as itself."""

    def __init__(self, tables: dict[str, Any], lang: str) -> None:
        super().__init__(tables, lang)
        self.zone: tzinfo = ZoneInfo(str(tables.get("zone", "Asia/Shanghai")))

    def platform(self, key: str) -> str:
        """Return a platform's name."""
        return self._name("platforms", key)

    def platform_names(self) -> dict[str, tuple[str, ...]]:
        """Return the names of every platform in both languages, by its id."""
        entries = self._tables.get("platforms", {}).items()
        return {key: (str(entry.get("zh", key)), str(entry.get("en", key))) for key, entry in entries}

    def grade(self, key: str) -> str:
        """Return an incident grade's name."""
        return self._name("grades", key)

    def grade_rank(self, key: str) -> int:
        """Return how grave a grade is: the greater, the graver."""
        return int(self._tables.get("grades", {}).get(key, {}).get("rank", 0))

    def grade_step(self, key: str) -> int:
        """Return which step of the ladder a grade is, the mildest 1; 0 for one the playbook has not."""
        ranks = {self.grade_rank(one) for one in self.ids("grades")}
        return sum(rank <= self.grade_rank(key) for rank in ranks) if key in self.ids("grades") else 0

    def gradings(self, current: str = "") -> tuple[str, ...]:
        """Return the grades an incident may be given, and the one it has, the mildest first (RHYTHM 21)."""
        grades = self._tables.get("grades", {})
        given = (key for key, entry in grades.items() if entry.get("on", True) or key == current)
        return tuple(sorted(given, key=self.grade_rank))

    def criteria(self, key: str) -> str:
        """Return the playbook's own words for when a grade applies."""
        return str(self._tables.get("grades", {}).get(key, {}).get(f"criteria_{self._lang}", ""))

    def kind(self, key: str) -> str:
        """Return an incident kind's name."""
        return self._name("kinds", key)

    def timer(self, key: str, *, short: bool = False) -> str:
        """Return a response timer's name, short or in full; ``update2`` is the second promised update."""
        if key not in self._tables.get("timers", {}) and (number := update_number(key)):
            entry = self._tables.get("updates", _UPDATES)
            called = entry.get(f"short_{self._lang}") if short else None
            return f"{called or entry.get(self._lang, key)} {number}"
        return self._name("timers", key, "short" if short else "")

    def source(self, key: str) -> str:
        """Return the name of a way in which an incident came to be known."""
        return self._name("sources", key)

    def duty(self, key: str) -> str:
        """Return the name of a role in the response to an incident (RHYTHM 23)."""
        return self._name("duties", key)

    def access(self, key: str) -> str:
        """Return the name of a role of operators."""
        return self._name("access", key)

    def channel(self, key: str) -> str:
        """Return the name of a way in which word is passed on."""
        return self._name("channels", key)

    def chain(self) -> Chain:
        """Return who must be told of a timer that runs out, and how often the desk asks (RHYTHM 22)."""
        rules = self._tables.get("escalation", {})
        steps = (Step(one["duty"], one["at"], _after(one.get("after"))) for one in rules.get("chain", ()))
        again = tuple(span(str(one)) for one in rules.get("again") or _AGAIN)
        return Chain(float(rules.get("warning", _WARNING)), tuple(steps), again)

    def caution(self, kind: str) -> str:
        """Return the playbook's word of caution for a kind of incident (RHYTHM 23)."""
        return str(self._tables.get("kinds", {}).get(kind, {}).get(f"caution_{self._lang}", ""))

    def release(self, key: str) -> str:
        """Return a line of the checklist before held slots go out again."""
        return self._name("release", key)

    def form(self, key: str) -> str:
        """Return a content form's name."""
        return self._name("forms", key)

    def tier(self, tier: int, *, full: bool = False) -> str:
        """Return a topic tier's name, short or in full."""
        return self._name("tiers", str(tier), "name" if full else "")

    def audience(self, key: str) -> str:
        """Return an audience's name."""
        return self._name("audiences", key)

    def role(self, key: str, *, short: bool = False) -> str:
        """Return a sign-off role's name, short or in full."""
        return self._name("roles", key, "short" if short else "")

    def windows(self, audience: str) -> tuple[Window, ...]:
        """Return the windows of the day in which an audience watches (RHYTHM 8)."""
        written = self._tables.get("audiences", {}).get(audience, {}).get("windows", ())
        return tuple(window(str(one)) for one in written)

    def minutes_off(self, audience: str, minute: int) -> int:
        """Return minutes between ``minute`` of the day and the nearest window, 0 inside one."""
        return minutes_off(self.windows(audience), minute) or 0

    def required_roles(self, *, emergency: bool) -> tuple[str, ...]:
        """Return the roles whose sign-off a slot needs (RHYTHM 5)."""
        review = self._tables.get("review", {})
        return tuple(review.get("emergency" if emergency else "normal", ()))

    def roles_before(self, role: str, missing: tuple[str, ...]) -> tuple[str, ...]:
        """Return which of the missing roles must sign before ``role``: none where the chain has no order."""
        ordered = self.ordered and role in missing
        return missing[: missing.index(role)] if ordered else ()

    @property
    def ordered(self) -> bool:
        """Whether a role signs only when every role before it has signed (RHYTHM 5)."""
        return bool(self._tables.get("review", {}).get("ordered", False))

    def statement_roles(self) -> tuple[str, ...]:
        """Return the roles whose sign-off a public statement needs (RHYTHM 23)."""
        return tuple(self._tables.get("review", {}).get("statement", ())) or self.required_roles(
            emergency=True
        )

    def desk_span(self, key: str) -> int:
        """Return a span of the table ``[desk]`` in milliseconds: ``slot_grace``, ``review_warning``, …."""
        return span(str(self._tables.get("desk", {}).get(key, _DESK_SPANS[key])))

    def presence_ladder(self) -> tuple[int, ...]:
        """Return after how long without a key (ms) the bell rings once, twice, three times (RHYTHM 30)."""
        written = self._tables.get("presence", {}).get("ladder", _LADDER)
        return tuple(span(str(one)) for one in written)

    @cached_property
    def hours(self) -> Hours:
        """The hours of the duty roster."""
        entries = self._tables.get("shifts", {}).items()
        return Hours.of({key: str(entry["hours"]) for key, entry in entries}, self.zone)

    def shift(self, now: int) -> Shift | None:
        """Return the shift on duty at the instant ``now`` (ms UTC)."""
        return self.shift_of(self.hours.at(now))

    def shift_of(self, turn: Turn | None) -> Shift | None:
        """Return a shift of a day with its name and hours."""
        if turn is None:
            return None
        return Shift(self.shift_name(turn.shift), str(self._tables["shifts"][turn.shift]["hours"]), turn)

    def shift_name(self, key: str) -> str:
        """Return the name of a shift."""
        return self._name("shifts", key)

    def local(self, instant: int) -> datetime:
        """Return an instant (ms UTC) as local time of the hospital."""
        return datetime.fromtimestamp(instant / 1000, UTC).astimezone(self.zone)

    def iso(self, instant: int) -> str:
        """Return an instant as ISO 8601 with the hospital's offset, to the second."""
        return self.local(instant - instant % 1000).isoformat(timespec="seconds")

    def day_bounds(self, now: int) -> tuple[int, int]:
        """Return the instants (ms UTC) at which the local day of ``now`` begins and ends."""
        day = self.local(now).replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
        following = (day.replace(tzinfo=None) + timedelta(days=1)).replace(tzinfo=self.zone)
        return round(day.timestamp() * 1000), round(following.timestamp() * 1000)
