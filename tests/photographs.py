"""A folder as every kill would leave it: copied before and after everything that changes the disk."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from rhythm_tui.store import replacing

CHANGES: tuple[tuple[Any, str], ...] = (
    (os, "fsync"),
    (os, "link"),
    (Path, "replace"),
    (Path, "unlink"),
    (replacing, "create_private"),
)
"""What changes names, or is done once bytes were written."""


def files(folder: Path) -> dict[str, bytes]:
    """Return what stands in every file of a folder, by its path in it."""
    return {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def taken(
    folder: Path, album: Path, work: Callable[[], Any], more: Iterable[tuple[Any, str]] = ()
) -> list[Path]:
    """Do ``work``; return copies of the folder, one for each state a kill during it would leave it in.

    ``more`` names besides ``CHANGES`` what changes the disk.
    """
    last: dict[str, bytes] = {}
    pictures: list[Path] = []

    def look() -> None:
        nonlocal last
        stood = files(folder)
        if stood != last:
            last = stood
            pictures.append(album / f"{len(pictures):03d}")
            shutil.copytree(folder, pictures[-1])

    def watched(real: Callable[..., Any]) -> Callable[..., Any]:
        def done(*arguments: Any, **named: Any) -> Any:
            look()
            found = real(*arguments, **named)
            look()
            return found

        return done

    with pytest.MonkeyPatch.context() as patched:
        for owner, name in (*CHANGES, *more):
            patched.setattr(owner, name, watched(getattr(owner, name)))
        work()
    return pictures
