"""Commands that know the global options, and groups that load a command only when it is called.

The options stand before the command and, as people expect, after it too; their environment twins are read
once, by the program itself.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from rhythm_tui import __version__
from rhythm_tui.cli.session import Session
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.i18n import use


def _remember(context: click.Context, option: click.Parameter, value: Any) -> None:
    if value is None:
        return
    session = context.find_object(Session)
    if session is not None:
        session.given[option.name or ""] = value
    if option.name == "lang":
        use(value)


def _show_version(context: click.Context, _option: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        click.echo(f"rhythm-tui {__version__}")
        context.exit()


def _path() -> click.Path:
    """Return a path that the parser does not look at: whoever opens it says why it cannot be used."""
    return click.Path(path_type=Path, readable=False)


def global_options(*, environment: bool) -> list[click.Option]:
    """Return the global options; only the program's own read their environment twins."""
    described: tuple[tuple[str, Any, str, str], ...] = (
        ("db", _path(), "PATH", "The desk's file."),
        ("playbook", _path(), "PATH", "Numbers and names to work by."),
        ("lang", click.Choice(["zh", "en"]), "zh|en", "Language; the locale's by default."),
        ("operator", click.STRING, "NAME", "Who works here."),
        (
            "clock",
            click.STRING,
            "TIME",
            "Simulated: 2026-11-22T14:30:00+08:00, x60 or x0 behind it for the speed.",
        ),
    )
    options = [
        click.Option(
            [f"--{name}"],
            type=kind,
            metavar=metavar,
            envvar=f"RHYTHM_{name.upper()}" if environment else None,
            help=f"{words}  [RHYTHM_{name.upper()}]",
            callback=_remember,
            expose_value=False,
        )
        for name, kind, metavar, words in described
    ]
    version = click.Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_version,
        help="Print the version.",
    )
    return [*options, version]


class DeskCommand(click.Command):
    """A command that takes the global options too, and shows an example."""

    def __init__(self, *args: Any, example: str = "", **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        self.example = example
        self._global = global_options(environment=False)
        self.params.extend(self._global)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the command's own options and the global ones apart."""
        _write_options(self, ctx, formatter, self._global)

    def format_epilog(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the example."""
        _write_example(self.example, formatter)


class Entry(NamedTuple):
    """Where a command lives, and its line in the help of its group."""

    module: str
    name: str
    short: str


class DeskGroup(click.Group):
    """A group whose commands are imported when they are called, and not for its help."""

    def __init__(
        self,
        *args: Any,
        entries: Mapping[str, Entry],
        example: str = "",
        environment: bool = False,
        **attributes: Any,
    ) -> None:
        super().__init__(*args, **{"no_args_is_help": False, **attributes})
        self.example = example
        self._entries = entries
        self._global = global_options(environment=environment)
        self.params.extend(self._global)

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Return the names of the commands in the order of the table."""
        return list(self._entries)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command; None when there is no such name."""
        entry = self._entries.get(cmd_name)
        if entry is None:
            return None
        found: click.Command = getattr(importlib.import_module(f"rhythm_tui.cli.{entry.module}"), entry.name)
        return found

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """Return the commands and options that begin so, without importing any command."""
        fitting = [
            CompletionItem(name, help=entry.short)
            for name, entry in self._entries.items()
            if name.startswith(incomplete)
        ]
        return [*fitting, *click.Command.shell_complete(self, ctx, incomplete)]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, then the options."""
        self.format_commands(ctx, formatter)
        _write_options(self, ctx, formatter, self._global)

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.short) for name, entry in self._entries.items()])

    def format_epilog(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the example."""
        _write_example(self.example, formatter)


def _write_options(
    command: click.Command,
    ctx: click.Context,
    formatter: click.HelpFormatter,
    common: Sequence[click.Parameter],
) -> None:
    own = [p for p in command.get_params(ctx) if p not in common and not isinstance(p, click.Argument)]
    for title, parameters in (("Options", own), ("Global options", common)):
        records = [record for p in parameters if (record := p.get_help_record(ctx))]
        if records:
            with formatter.section(title):
                formatter.write_dl(records)


def _write_example(example: str, formatter: click.HelpFormatter) -> None:
    if example:
        with formatter.section("Example"):
            for line in example.splitlines():
                formatter.write(f"{'':>{formatter.current_indent}}{line.strip()}\n")
