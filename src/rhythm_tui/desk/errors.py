"""What can go wrong with the desk's file, for front ends that know no store."""

from rhythm_tui.store.unusable import DeskDamaged, DeskOutdated, DeskUnusable

__all__ = ["DeskDamaged", "DeskOutdated", "DeskUnusable"]
