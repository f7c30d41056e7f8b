"""The drills there are: those of the desk, and the hospital's own in its configuration folder."""

from __future__ import annotations

from pathlib import Path

from rhythm_tui.domain.drills import BadDrill, Drill, check
from rhythm_tui.settings import BadSetting, config_dir, data_dir, read_toml


def drill_files() -> dict[str, Path]:
    """Return the file of every drill by its name; one of the hospital's takes the place of ours."""
    folders = (data_dir() / "drills", config_dir() / "drills")
    found = {path.stem: path for folder in folders for path in folder.glob("*.toml")}
    return dict(sorted(found.items()))


def load(path: Path) -> Drill:
    """Return the drill in a file. Raises ``BadSetting`` naming the file, the field and the reason."""
    try:
        return check(read_toml(path))
    except BadDrill as error:
        raise BadSetting(f"{path}: {error}") from error
