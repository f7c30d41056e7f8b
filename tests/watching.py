"""Somebody who is told how far long work is: remembers it, and gives it up where a test says."""

from __future__ import annotations

from rhythm_tui.domain.progress import Watch


class Told(Watch):
    """Remembers every part with its shares; gives the work up when the part ``give_up`` begins or goes on."""

    def __init__(self, give_up: str = "") -> None:
        self.parts: list[tuple[str, list[float]]] = []
        self.given_up = ""
        self._give_up = give_up

    @property
    def names(self) -> list[str]:
        return [what for what, _shares in self.parts]

    def step(self, what: str, given_up: str = "") -> None:
        self.parts.append((what, []))
        self.given_up = given_up or self.given_up
        if what == self._give_up:
            raise KeyboardInterrupt

    def share(self, of_all: float) -> None:
        self.parts[-1][1].append(of_all)

    def rows(self, done: int, of: int) -> None:
        assert 0 <= done <= of
        self.share(done / of if of else 1.0)

    @property
    def orderly(self) -> bool:
        """Whether every share lies between nothing and all, and none goes back."""
        return all(
            shares == sorted(shares) and all(0 <= one <= 1 for one in shares) for _, shares in self.parts
        )
