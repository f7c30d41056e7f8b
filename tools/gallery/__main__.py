"""Draw the pictures: ``python -m gallery [NAME ...]``, with ``src`` and ``tools`` on the path."""

from __future__ import annotations

import asyncio
import sys

from gallery.page import FOLDER, file_of
from gallery.scenes import SCENES
from gallery.stage import on_stage, picture


async def draw(wanted: list[str]) -> None:
    """Draw the pictures that are wanted, all of them where none is named; others of the folder go."""
    scenes = [scene for some in SCENES.values() for scene in some]
    FOLDER.mkdir(exist_ok=True)
    for left in set(FOLDER.glob("*.svg")) - {file_of(scene) for scene in scenes}:
        left.unlink()
    for scene in scenes:
        if not wanted or scene.name in wanted:
            async with on_stage(scene) as desk:
                file_of(scene).write_text(picture(desk, scene), "utf-8")


asyncio.run(draw(sys.argv[1:]))
