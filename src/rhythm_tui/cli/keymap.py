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


@click.command(cls=DeskCommand, example="rhythm-tui keymap show\nrhythm-tui keymap show --json")
@click.option("--json", "wanted_json", is_flag=True, help="One JSON object: the keys of each action.")
def show(wanted_json: bool) -> int:
    """Print every action with its keys, as a file of keys to edit: it stands as comments."""
    from rhythm_tui.ui.keymap import keymap_text, keys_of
    from rhythm_tui.ui.keys import ACTIONS

    keys = keys_of(settings.config_dir() / "keys.toml")
    if wanted_json:
        click.echo(output.as_json({action.id: list(keys.of(action.id)) for action in ACTIONS}))
    else:
        click.echo(keymap_text(keys), nl=False)
    return 0


@click.command(cls=DeskCommand, example="rhythm-tui keymap check\nrhythm-tui keymap check keys.toml")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--json", "wanted_json", is_flag=True, help="One JSON object.")
def check(file: Path | None, wanted_json: bool) -> int:
    """Name every mistake in FILE, by default in your keys.toml: unknown actions and keys, clashes,
    actions out of reach while a Chinese input method is on.

    The exit code is 2 when there is one.
    """
    from rhythm_tui.ui.keymap import mistakes

    path = file or settings.config_dir() / "keys.toml"
    wanted = settings.read_toml(path) if file or path.is_file() else {}
    found = list(mistakes(wanted, str(path)))
    if wanted_json:
        click.echo(output.as_json({"path": str(path), "sound": not found, "findings": found}))
        return WRONG if found else 0
    for line in found:
        output.complain(line)
    if not found and not file and not path.is_file():
        click.echo(say("{path}: not there: the keys are the built-in ones", path=path))
    elif not found:
        click.echo(say("{path}: sound; actions with keys of their own: {n}", path=path, n=len(wanted)))
    return WRONG if found else 0
