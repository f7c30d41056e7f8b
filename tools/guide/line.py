"""The command line, from what ``--help`` prints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from rhythm_tui.cli.program import program

if TYPE_CHECKING:
    from rhythm_tui.i18n import Lang


WIDTH = 100


def every(
    command: click.Command = program, path: tuple[str, ...] = ("rhythm-tui",)
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield every command with its whole name, a group before what is in it."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            if (found := command.get_command(context, name)) is not None:
                yield from every(found, (*path, name))


def block(_: Lang) -> str:
    """Return the help of every command under its name."""
    return "\n\n".join(f"## {' '.join(path)}\n\n```text\n{_help(path, one)}\n```" for path, one in every())


def context_of(path: tuple[str, ...], command: click.Command) -> click.Context:
    """Return the context in which a command tells its help, as the program makes it."""
    return click.Context(
        command,
        info_name=" ".join(path),
        terminal_width=WIDTH,
        max_content_width=WIDTH,
        help_option_names=program.context_settings["help_option_names"],
    )


def _help(path: tuple[str, ...], command: click.Command) -> str:
    return "\n".join(row.rstrip() for row in command.get_help(context_of(path, command)).splitlines())
