"""What the option parser says to whoever uses the command line wrongly, in the operator's language.

Click asks the standard library's gettext, which follows the environment and knows nothing of ``--lang``: its
modules are given our two functions in place of those. What is not named here stays English.
"""

from __future__ import annotations

import click
from click import core, exceptions, parser, types

from rhythm_tui.domain.refusal import msg
from rhythm_tui.i18n import _, ngettext, say

MODULES = (core, exceptions, parser, types)
"""What of click speaks to whoever uses it wrongly."""
MESSAGES = (
    msg("Missing argument"),
    msg("Missing option"),
    msg("Missing command."),
    msg("Choose from:\n\t{choices}"),
    msg("No such option {name!r}."),
    msg("No such command {name!r}."),
    msg("Invalid value: {message}"),
    msg("Invalid value for {param_hint}: {message}"),
    msg("Option {name!r} does not take a value."),
    msg("{value!r} is not a valid {number_type}."),
    msg("{value} is not in the range {range}."),
    ngettext("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", 1),
    ngettext("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", 1),
    ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", 1),
    ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", 1),
    ngettext(
        "{value!r} does not match the format {format}.", "{value!r} does not match the formats {formats}.", 1
    ),
)
"""What click says, named for the catalogue as click writes it."""


def translate() -> None:
    """Have click speak the language in use."""
    for module in MODULES:
        vars(module).update(_=_, ngettext=ngettext)


def _said(error: click.ClickException) -> str:
    """Return what click says; the choices of an argument stand in its name and are not told twice."""
    if not isinstance(error, click.BadParameter) or not isinstance(error.param, click.Argument):
        return error.format_message()
    if not isinstance(error.param.type, click.Choice):
        return error.format_message()
    if isinstance(error, click.MissingParameter):
        return f"{_('Missing argument')} '{error.param.human_readable_name}'"
    return error.message


def words(error: click.ClickException) -> str:
    """Return what was wrong in a command line, and where help is to be had."""
    said = _said(error).rstrip(".。")
    context = error.ctx if isinstance(error, click.UsageError) else None
    return say(
        "{what}; see {command} --help", what=said, command=context.command_path if context else "rhythm-tui"
    )
