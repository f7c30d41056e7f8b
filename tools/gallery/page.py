"""The page of the pictures: the block ``gallery`` of docs/gallery.md."""

from __future__ import annotations

from pathlib import Path

from gallery.scenes import SCENES, Scene

FOLDER = Path(__file__).parents[2] / "docs" / "gallery"


def file_of(scene: Scene) -> Path:
    """Return where the picture of a scene stands."""
    return FOLDER / f"{scene.name}.svg"


def block(_lang: object) -> str:
    """Return every picture with its line of words, by chapter."""
    parts = []
    for chapter, scenes in SCENES.items():
        parts.append(f"## {chapter}")
        for scene in scenes:
            plain = scene.told.replace("`", "")
            parts += [scene.told, f"![{plain}]({FOLDER.name}/{scene.name}.svg)"]
    return "\n\n".join(parts)
