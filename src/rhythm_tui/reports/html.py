"""Documents as one HTML file that needs nothing else: no script, no link, no font from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from rhythm_tui.domain.text import width
from rhythm_tui.reports.document import Block, Bullets, Document, Facts, Table
from rhythm_tui.reports.pictures import svg

_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif;
  max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; line-height: 1.3; border-bottom: 3px solid #0e7490; padding-bottom: .4rem; }
h2 { font-size: 1.15rem; margin-top: 2rem; color: #0e7490; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1.2rem; }
dt { font-weight: 600; opacity: .75; } dd { margin: 0; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid #8886; }
dd, td, li, h1 { overflow-wrap: anywhere; } .short { white-space: nowrap; }
svg { width: 100%; height: auto; break-inside: avoid; print-color-adjust: exact; }
footer { margin-top: 2rem; font-size: .85rem; opacity: .7; }
@media print { body { margin: 0; max-width: none; } }
""".strip()
_SHORT = 12
"""Cells of what stands on one line always: an id, a time, a name."""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def html(document: Document) -> str:
    """Return a document as HTML; every word of it is escaped."""
    issuer = [f"<p>{escape(document.issuer)}</p>"] if document.issuer else []
    body = [*issuer, f"<h1>{escape(document.title)}</h1>", *map(_block, document.lead)]
    for section in document.sections:
        body += [f"<h2>{escape(section.heading)}</h2>", *map(_block, section.blocks)]
    for number, picture in enumerate(document.pictures, start=1):
        body += [f"<h2>{escape(picture.title)}</h2>", f"<p>{escape(picture.says)}</p>", svg(picture, number)]
    lines = [
        "<!doctype html>",
        f'<html lang="{"zh-CN" if document.language == "zh" else "en"}">',
        '<head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(document.title)}</title>",
        f"<style>\n{_STYLE}\n</style></head>",
        "<body>",
        *body,
        f"<footer>{escape(document.footer)}</footer>",
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def _block(block: Block) -> str:
    if isinstance(block, Facts):
        return "<dl>" + "".join(f"<dt>{escape(n)}</dt><dd>{escape(v)}</dd>" for n, v in block.pairs) + "</dl>"
    if isinstance(block, Table):
        body = "\n".join(_row(cells, "td") for cells in block.rows)
        return f"<table>\n<thead>{_row(block.header, 'th')}</thead>\n<tbody>\n{body}\n</tbody>\n</table>"
    if isinstance(block, Bullets):
        return "<ul>\n" + "\n".join(f"<li>{escape(line)}</li>" for line in block.lines) + "\n</ul>"
    return f"<p>{escape(block.text)}</p>"


def _row(cells: Sequence[str], tag: str) -> str:
    return "<tr>" + "".join(_cell(cell, tag) for cell in cells) + "</tr>"


def _cell(cell: str, tag: str) -> str:
    """Return a cell; what is short is never broken, that its column stays as wide as it wants."""
    return f'<{tag} class="{"short" if width(cell) <= _SHORT else "long"}">{escape(cell)}</{tag}>'
