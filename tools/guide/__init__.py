"""The parts of the guide, the man page and the schemas that follow from the program itself.

A page holds a marked block, ``<!-- block: keys -->`` to ``<!-- end -->``, and what stands between is written
here; whole files are the man page and the JSON Schemas. ``make guide`` writes all of it, and a test fails
while a page says something else than the program.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

from gallery.page import block as pictures
from guide import commands, errors, keys, line, man, playbook, schemas, views

ROOT = Path(__file__).parents[2]
Lang = Literal["en", "zh"]

BLOCKS: dict[str, Callable[[Lang], str]] = {
    "keys": keys.block,
    "command line": line.block,
    "commands": commands.block,
    "playbook": playbook.block,
    "views": views.block,
    "gallery": pictures,
    **{f"messages {group}": errors.block(group) for group in errors.GROUPS},
}
"""What may stand in a page, by the name in its mark."""
FILES: dict[str, Callable[[], str]] = {
    "man/rhythm-tui.1": man.page,
    "docs/schema/commands.json": schemas.commands,
    "docs/schema/playbook.json": schemas.playbook,
}
_MARKED = re.compile(r"(<!-- block: ([a-z ]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def written() -> Iterator[tuple[Path, str]]:
    """Yield every file that follows from the program, as it has to be."""
    for name, made in FILES.items():
        yield ROOT / name, made()
    for page in sorted((ROOT / "docs").rglob("*.md")):
        text = page.read_text("utf-8")
        if _MARKED.search(text):
            yield page, filled(text, "zh" if page.parent.name == "zh" else "en")


def filled(text: str, lang: Lang) -> str:
    """Return a page with its blocks written anew."""
    return _MARKED.sub(lambda found: f"{found[1]}\n{BLOCKS[found[2]](lang).strip()}\n\n{found[3]}", text)
