"""The manual page, from the command line and a few words of ours."""

from __future__ import annotations

import click

from guide.line import context_of, every
from rhythm_tui import __version__
from rhythm_tui.cli.base import global_options

_HEAD = """\
'\\" -*- coding: utf-8 -*-
.\\" Written by make guide: change tools/guide/man.py or the command line.
.TH RHYTHM-TUI 1 "" "rhythm-tui {version}" "User Commands"
.ad l
.SH NAME
rhythm-tui \\- the duty desk of a hospital's short-video team
.SH SYNOPSIS
.B rhythm-tui
.RI [ OPTIONS ]
.RI [ COMMAND
.RI [ ARGUMENTS ]]
.SH DESCRIPTION
Without a command
.B rhythm-tui
opens the desk: today's publishing slots, the queue of comments and messages with their deadlines, the board
of incidents. F1 shows every key there. The commands read and change the same desk for scripts. It works
without a network, on one file, and every change is one row of a journal.
"""
_TAIL = """\
.SH EXIT STATUS
.TP
.B 0
Done.
.TP
.B 1
Done with rejects or refusals, which are listed; a finding of doctor, a red word of check.
.TP
.B 2
Wrong usage or input: one line on standard error, nothing was changed.
.TP
.B 3
The desk's file cannot be used, and nothing was changed.
.TP
.B 70
An error inside the program; its report quotes nobody.
.TP
.B 130
Given up with Ctrl\\-C; one line says what stays of long work, mostly nothing.
.SH FILES
.TP
.I ~/.local/share/rhythm-tui/desk.db
The desk, with its keys, head anchor and lock beside it.
.TP
.I ~/.config/rhythm-tui/
The hospital's own playbook.toml, keys.toml, screen.toml, filters.toml, words.toml, replies.toml, days.toml,
profiles and drills.
.TP
.I ~/.local/state/rhythm-tui/
The log, crash reports, rejects whose folder could not be written.
.PP
XDG_DATA_HOME, XDG_CONFIG_HOME and XDG_STATE_HOME move them.
.SH ENVIRONMENT
RHYTHM_DB, RHYTHM_PLAYBOOK, RHYTHM_LANG, RHYTHM_OPERATOR and RHYTHM_CLOCK stand for the options of these
names. NO_COLOR with any value switches colours off. RHYTHM_FIRST_PAGE=0 switches the page that stands before
the desk off. RHYTHM_PASSPHRASE_FILE names a file (0600) with the passphrase of an encrypted desk.
.SH SEE ALSO
.BR tmux (1),
.BR systemd.timer (5),
.BR sqlite3 (1)
"""


def page() -> str:
    """Return the page in the language of man(7)."""
    parts = [_HEAD.format(version=__version__), ".SH GLOBAL OPTIONS\n"]
    context = click.Context(click.Command("rhythm-tui"))
    parts += [_option(option, context) for option in global_options(environment=False)]
    parts.append(".SH COMMANDS\n")
    parts += [
        _command(path, command)
        for path, command in every()
        if len(path) > 1 and not isinstance(command, click.Group)
    ]
    return "".join([*parts, _TAIL])


def _command(path: tuple[str, ...], command: click.Command) -> str:
    context = context_of(path, command)
    common = getattr(command, "_global", [])
    own = [one for one in command.params if one not in common and not isinstance(one, click.Argument)]
    usage = " ".join(command.collect_usage_pieces(context))
    lines = [f".SS {_safe(' '.join(path))} {_safe(usage)}\n"]
    lines += [f"{_safe(' '.join(one.split()))}\n.PP\n" for one in (command.help or "").split("\n\n")]
    lines += [_option(one, context) for one in own]
    example = getattr(command, "example", "")
    shown = "".join(f"{_safe(line)}\n" for line in example.splitlines())
    return "".join([*lines, f".PP\nExample:\n.PP\n.nf\n.RS\n{shown}.RE\n.fi\n"])


def _option(option: click.Parameter, context: click.Context) -> str:
    record = option.get_help_record(context)
    if record is None:
        return ""
    return f".TP\n.B {_safe(record[0])}\n{_safe(' '.join(record[1].split()))}\n"


def _safe(words: str) -> str:
    """Return words in which nothing is a request, an escape or a typographic hyphen."""
    escaped = words.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped
