"""What a document consists of; Markdown and HTML are two ways of writing the same one.

Every string here is plain text, whoever typed it: only the writers know how to escape.
"""

from __future__ import annotations

from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.reports.pictures import Picture


class Facts(NamedTuple):
    """Names and their values."""

    pairs: tuple[tuple[str, str], ...]


class Table(NamedTuple):
    """Rows under a header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Bullets(NamedTuple):
    """A list of lines."""

    lines: tuple[str, ...]


class Paragraph(NamedTuple):
    """A sentence or more."""

    text: str


Block = Facts | Table | Bullets | Paragraph


class Section(NamedTuple):
    """A heading and what stands under it."""

    heading: str
    blocks: tuple[Block, ...]


class Document(NamedTuple):
    """A whole document."""

    language: str
    """``zh`` or ``en``."""
    title: str
    lead: tuple[Block, ...]
    sections: tuple[Section, ...]
    footer: str
    issuer: str = ""
    """The hospital whose document it is; empty where nobody has said."""
    pictures: tuple[Picture, ...] = ()
    """What stands behind the sections; each says in words too what it shows."""
