"""The only reader of environment, paths and TOML."""

from __future__ import annotations

import locale
import os
import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal


class BadSetting(Exception):
    """A file or variable of the configuration that cannot be used: one line for the operator."""


@lru_cache(maxsize=1)
def data_dir() -> Path:
    """Return the folder of policy and samples: inside the wheel, else at the top of the checkout."""
    inside = Path(__file__).parent / "data"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "data"


def default_db() -> Path:
    """Return where the desk's file lies when nobody says otherwise."""
    from platformdirs import user_data_path

    return user_data_path("rhythm-tui", appauthor=False) / "desk.db"


def state_dir() -> Path:
    """Return the folder for what is neither data nor configuration: rejects that had no other place."""
    from platformdirs import user_state_path

    return user_state_path("rhythm-tui", appauthor=False)


def config_dir() -> Path:
    """Return the folder of the user's own profiles, playbook and preferences."""
    from platformdirs import user_config_path

    return user_config_path("rhythm-tui", appauthor=False)


def default_language() -> Literal["zh", "en"]:
    """Return ``zh`` where the locale is Chinese, else ``en``."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    if os.name == "nt" and (locale.getlocale()[0] or "").lower().startswith(("zh", "chinese")):
        return "zh"
    return "en"


def default_operator() -> str:
    """Return the name of the account at the workstation, for commands that name no operator."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "desk"


def read_toml(path: Path) -> dict[str, Any]:
    """Return the tables of a TOML file.

    Raises ``BadSetting`` naming the file, and the line where the syntax breaks.
    """
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except OSError as error:
        raise BadSetting(f"{path}: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSetting(f"{path}: {error}") from error


def platform_words(names: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return the platform behind every word people use for one: its names, and ``data/aliases.toml``."""
    from rhythm_tui.domain.aliases import lookup

    return lookup(names, read_toml(data_dir() / "aliases.toml")["platforms"])


def playbook_path(given: Path | None) -> Path:
    """Return the playbook in force: the one given, the user's own, else the one that came with the desk."""
    if given is not None:
        return given
    own = config_dir() / "playbook.toml"
    return own if own.is_file() else data_dir() / "playbook.toml"
