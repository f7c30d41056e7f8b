"""What each migration does to the desk's file: statements in their order."""

from __future__ import annotations

from importlib import import_module

NAMES = (
    "desk", "care", "response", "publishing", "people", "figures", "stories", "clock", "views", "typed",
    "brushed",
)  # fmt: skip
"""The migrations, each a module of this package; a reader only counts them."""


def statements() -> tuple[tuple[str, ...], ...]:
    """Return the statements of every migration, in the order they are applied."""
    return tuple(import_module(f"{__name__}.{name}").STATEMENTS for name in NAMES)
