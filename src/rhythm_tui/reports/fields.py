"""A document as JSON, for programs: the same words under the same headings."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from rhythm_tui.reports.document import Block, Bullets, Document, Facts, Paragraph


def as_json(document: Document) -> str:
    """Return a document as one JSON object."""
    return json.dumps(fields(document), ensure_ascii=False, indent=2) + "\n"


def fields(document: Document) -> dict[str, Any]:
    """Return a document as plain values: ``language``, ``title``, ``lead``, ``sections``, ``footer``."""
    return {
        "language": document.language,
        "title": document.title,
        "lead": _blocks(document.lead),
        "sections": [
            {"heading": section.heading, "blocks": _blocks(section.blocks)} for section in document.sections
        ],
        "footer": document.footer,
    }


def _blocks(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    return [_block(block) for block in blocks]


def _block(block: Block) -> dict[str, Any]:
    """Return a block as an object whose one key names its kind; rows of a table by their headings."""
    if isinstance(block, Facts):
        return {"facts": dict(block.pairs)}
    if isinstance(block, Bullets):
        return {"bullets": list(block.lines)}
    if isinstance(block, Paragraph):
        return {"paragraph": block.text}
    return {"table": [dict(zip(block.header, row, strict=True)) for row in block.rows]}
