"""Documents as Markdown that any reader of it shows the same."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rhythm_tui.i18n import say
from rhythm_tui.reports.document import Block, Bullets, Document, Facts, Table

_SPECIAL = re.compile(r"([\\`*_\[\]|~$])")
_AT_START = re.compile(r"^([-+=:#]|\d+[.)])")


def escaped(text: str) -> str:
    """Return plain text as one line of Markdown: nothing in it is markup, HTML or the end of a table cell."""
    line = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(r"\\\1", line)


def _starting(text: str) -> str:
    """Return text that begins a line: there a dash, a number or a hash would be markup too."""
    return _AT_START.sub(lambda found: f"{found[1][:-1]}\\{found[1][-1]}", escaped(text))


def markdown(document: Document) -> str:
    """Return a document as Markdown."""
    issuer = [_starting(document.issuer)] if document.issuer else []
    parts = [f"# {escaped(document.title)}", *issuer, *map(_block, document.lead)]
    for section in document.sections:
        parts += [f"## {escaped(section.heading)}", *map(_block, section.blocks)]
    for picture in document.pictures:
        parts += [f"## {escaped(picture.title)}", _starting(picture.says)]
    return "\n\n".join([*parts, "---", _starting(document.footer)]) + "\n"


def _block(block: Block) -> str:
    if isinstance(block, Facts):
        return "\n".join(
            say("- **{name}**: {value}", name=escaped(name), value=escaped(value))
            for name, value in block.pairs
        )
    if isinstance(block, Table):
        return "\n".join(
            [_row(block.header), _row(["---"] * len(block.header), raw=True), *map(_row, block.rows)]
        )
    if isinstance(block, Bullets):
        return "\n".join(f"- {_starting(line)}" for line in block.lines)
    return _starting(block.text)


def _row(cells: Sequence[str], *, raw: bool = False) -> str:
    return f"| {' | '.join(cell if raw else escaped(cell) for cell in cells)} |"
