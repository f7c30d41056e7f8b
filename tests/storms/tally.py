"""What a storm has done so far and what it found: true at any moment, however it ends."""

from __future__ import annotations

import time
from collections.abc import Iterable


class Tally:
    """The figures of one storm."""

    def __init__(self, name: str, unit: str, asked: int, never: Iterable[str], minutes: float = 0) -> None:
        self.name = name
        self.unit = unit
        """What is counted."""
        self.asked = asked
        self.short = False
        """Whether it was ended before its time."""
        self.done = 0
        self.bad = dict.fromkeys(never, 0)
        """What must never happen, and how often it did."""
        self.told: dict[str, str] = {}
        """What else was measured."""
        self.examples: list[str] = []
        self.seconds = 0.0
        self._began = time.monotonic()
        self.minutes = minutes
        """The most it may take; 0: as long as it takes."""
        self.wanted = f"{asked:,} {unit}"

    def goes_on(self) -> bool:
        """Whether there is more to do, and time left for it."""
        self.seconds = time.monotonic() - self._began
        return self.done < self.asked and not self.out_of_time()

    def out_of_time(self) -> bool:
        """Whether the time this storm was given, if it was given one, is over."""
        self.seconds = time.monotonic() - self._began
        return bool(self.minutes) and self.seconds > 60 * self.minutes

    @property
    def cut_short(self) -> bool:
        """Whether less was done than was asked for."""
        return self.short or self.done < self.asked

    def found(self, what: str, example: object = "") -> None:
        """Count something that must never happen, and keep the first few as examples."""
        self.bad[what] += 1
        if len(self.examples) < 5:
            self.examples.append(f"{what}: {example}")

    def add(self, name: str, number: int = 1) -> None:
        """Count something that may happen."""
        self.told[name] = str(int(self.told.get(name, "0")) + number)

    def held_so_far(self) -> bool:
        """Whether nothing happened that must not."""
        return not any(self.bad.values())

    @property
    def held(self) -> bool:
        """Whether something was done, and nothing happened that must not."""
        return self.done > 0 and self.held_so_far()
