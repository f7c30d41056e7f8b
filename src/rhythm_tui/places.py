"""Where the desk's folders are, as texts: ``pathlib`` would be a tenth of what a glance takes.

``settings`` names the same places as paths, for everybody else.
"""

from __future__ import annotations

import os
import sys
from functools import lru_cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    Kind = Literal["data", "state", "config", "cache"]


_XDG = {"data": ".local/share", "state": ".local/state", "config": ".config", "cache": ".cache"}
"""Where folders stand that the environment names none for (XDG Base Directory Specification)."""


@lru_cache(maxsize=1)
def shipped() -> str:
    """Return the folder of policy and samples: inside the wheel, else at the top of the checkout."""
    package = os.path.dirname(__file__)
    inside = os.path.join(package, "data")
    checkout = os.path.dirname(os.path.dirname(package))
    return inside if os.path.isdir(inside) else os.path.join(checkout, "data")


def own(kind: Kind) -> str:
    """Return a folder of the user's; on Linux without what asks which system this is, for the fast start."""
    if sys.platform == "linux":
        return _linux_folder(kind, os.environ.get(f"XDG_{kind.upper()}_HOME", ""), os.environ.get("HOME"))
    from platformdirs import PlatformDirs

    return str(getattr(PlatformDirs("rhythm-tui", appauthor=False), f"user_{kind}_dir"))


@lru_cache(maxsize=8)
def _linux_folder(kind: str, given: str, _home: str | None) -> str:
    """Return the folder; it is asked for with every reply, and the same while both variables are."""
    named = given if given.strip() else os.path.join(os.path.expanduser("~"), _XDG[kind])
    return os.path.join(named, "rhythm-tui")


def desk() -> str:
    """Return where the desk's file lies when nobody says otherwise."""
    return os.path.join(own("data"), "desk.db")


def built_in_playbook() -> str:
    """Return the playbook that came with the desk."""
    return os.path.join(shipped(), "playbook.toml")


def playbook() -> str:
    """Return the playbook in force where none is given: the user's own, else the built-in one."""
    mine = os.path.join(own("config"), "playbook.toml")
    return mine if os.path.isfile(mine) else built_in_playbook()
