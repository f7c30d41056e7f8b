"""rhythm-tui: the desk of a hospital's short-video team, in a terminal.

For Python scripts: ``from rhythm_tui import open_desk`` (``rhythm_tui.api``).
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rhythm_tui.api import BadSetting, DeskUnusable, Refusal, ScriptDesk, open_desk

__all__ = ["BadSetting", "DeskUnusable", "Refusal", "ScriptDesk", "__version__", "open_desk"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Load what scripts use when they ask for it: ``--version`` and the screen never do."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module("rhythm_tui.api"), name)
