"""rhythm-tui: the desk of a hospital's short-video team, in a terminal."""

__version__ = "0.1.0"
