"""What the intake tests share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from rhythm_tui.domain.facts import Fact, Reject
from rhythm_tui.intake.source import Defaults, Source, open_source
from rhythm_tui.settings import data_dir

from .shapes import NOW, ZONE

Open = Callable[..., Source]


@pytest.fixture
def profiles() -> Path:
    return data_dir() / "profiles"


@pytest.fixture
def opened(profiles: Path) -> Open:
    def open_(path: Path, profile: str | None = None, **said: object) -> Source:
        return open_source(
            path,
            profile=profile,
            defaults=Defaults(**said),  # type: ignore[arg-type]
            zone=ZONE,
            now=NOW,
            profile_dirs=[profiles],
        )

    return open_


def split(source: Source) -> tuple[list[Fact], list[Reject]]:
    """Read a source; return its facts and its rejects."""
    found = list(source)
    rejects = [one for one in found if isinstance(one, Reject)]
    return [one for one in found if not isinstance(one, Reject)], rejects
