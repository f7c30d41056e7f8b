"""``keymap``: the keys of the desk as a file, and whether one's own is sound."""

from __future__ import annotations

from pathlib import Path

import click

from rhythm_tui import settings
from rhythm_tui.cli import output
from rhythm_tui.cli.base import DeskCommand, DeskGroup, Entry
from rhythm_tui.i18n import say

WRONG = 2


@click.group(
    cls=DeskGroup,
    entries={
        "show": Entry("keymap", "show", "Print the keys in force as a file to edit."),
        "check": Entry("keymap", "check", "Name every mistake in a file of keys."),
    },
    example="rhythm-tui keymap show",
)
def keymap() -> None:
    """The keys of the desk as a file; check your own."""


@click.command(cls=DeskCommand, example="rhythm-tui keymap show")
def show() -> int:
    """Print every action with its keys, as a file of keys to edit: it stands as comments."""
    from rhythm_tui.ui.keymap import keymap_text, keys_of

    click.echo(keymap_text(keys_of(settings.config_dir() / "keys.toml")), nl=False)
    return 0


@click.command(cls=DeskCommand, example="rhythm-tui keymap check\nrhythm-tui keymap check keys.toml")
@click.argument("file", required=False, type=click.Path(path_type=Path))
def check(file: Path | None) -> int:
    """Name every mistake in FILE, by default in your keys.toml: unknown actions and keys, clashes.

    The exit code is 2 when there is one.
    """
    from rhythm_tui.ui.keymap import mistakes

    path = file or settings.config_dir() / "keys.toml"
    wanted = settings.read_toml(path) if file or path.is_file() else {}
    found = list(mistakes(wanted, str(path)))
    for line in found:
        output.complain(line)
    if not found:
        click.echo(say("{path}: sound; actions with keys of their own: {n}", path=path, n=len(wanted)))
    return WRONG if found else 0
