"""The desk's file cannot be used, and nothing was changed."""

from __future__ import annotations


class DeskUnusable(Exception):
    """Why the file cannot be used: an English ``template`` with ``{names}`` that ``values`` fill."""

    def __init__(self, template: str, **values: object) -> None:
        self.template = template
        self.values = values
        super().__init__(template.format(**values))


class DeskOutdated(DeskUnusable):
    """The file is from an older program: whoever opens it to work brings it up to date."""


class DeskNewer(DeskUnusable):
    """The file is from a newer program: it is left as it is."""


class DeskDamaged(DeskUnusable):
    """The file is damaged, or has lost work it once answered for: a copy has to take its place."""
