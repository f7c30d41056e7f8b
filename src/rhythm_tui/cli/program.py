"""The program as the parser of the command line knows it: its commands, and its options in every form."""

from __future__ import annotations

import os
from collections.abc import Sequence

import click

from rhythm_tui.cli import output, usage
from rhythm_tui.cli.base import DeskGroup, Entry
from rhythm_tui.cli.exits import DONE, WRONG_USE
from rhythm_tui.cli.session import Session

COMMANDS = {
    "demo": Entry("demo", "demo", "A sample day that goes on living, on a throw-away file."),
    "drill": Entry("drill", "drill", "Training on a file of its own, scored; without a name: the drills."),
    "import": Entry("importing", "importing", "Take comments and messages in from files."),
    "watch": Entry("watching", "watch", "Take in the files that are put into a folder."),
    "do": Entry("do", "do", "Do commands, one JSON object a line."),
    "status": Entry("status", "status", "The duty header."),
    "list": Entry(
        "listing", "listing", "Rows: queue, slots, incidents, tasks, statements, lessons, journal."
    ),
    "plan": Entry("plan", "plan", "The plan out of files and into files."),
    "why": Entry("why", "why", "How a deadline came to be."),
    "check": Entry("checking", "check", "What the guard finds in a reply."),
    "report": Entry("report", "report", "Documents: a handover, an incident, its review."),
    "playbook": Entry("playbook", "playbook", "Check a playbook, or show the one in force."),
    "keymap": Entry("keymap", "keymap", "The keys of the desk as a file; check your own."),
    "journal": Entry("journal", "journal", "Check the journal, or rebuild the tables from it."),
    "backup": Entry("keeping", "backup", "Copy the desk while it is open."),
    "restore": Entry("keeping", "restore", "Put a copy in the desk's place."),
    "encrypt": Entry("encrypting", "encrypt", "Let nobody read the desk's file without a passphrase."),
    "decrypt": Entry("encrypting", "decrypt", "Write the desk's file in the clear again."),
    "passphrase": Entry("encrypting", "passphrase", "Give an encrypted desk another passphrase."),
    "purge": Entry("purging", "purge", "Empty the words of ended items for good."),
    "doctor": Entry("doctor", "doctor", "Look at the desk's health."),
    "completion": Entry("completion", "completion", "The script that completes commands in your shell."),
}


@click.group(
    cls=DeskGroup,
    name="rhythm-tui",
    entries=COMMANDS,
    environment=True,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    example="rhythm-tui --db desk.db --operator 李敏\nrhythm-tui demo",
)
@click.pass_context
def program(context: click.Context) -> int:
    """The desk of a hospital's short-video team; without a command it opens."""
    if context.invoked_subcommand is None:
        from rhythm_tui.cli.screen import open_desk

        return open_desk(context.ensure_object(Session))
    return DONE


def run(arguments: Sequence[str], session: Session) -> int:
    """Run the program; return its exit code. What is wrong with the command line itself is said here."""
    usage.translate()
    try:
        code = program.main(
            list(arguments), prog_name="rhythm-tui", standalone_mode=False, obj=session, color=_colour()
        )
    except click.ClickException as error:
        output.complain(usage.words(error))
        return WRONG_USE
    except click.Abort as error:
        raise KeyboardInterrupt from error
    return code if isinstance(code, int) else DONE


def _colour() -> bool | None:
    """None leaves it to the terminal; ``NO_COLOR`` with any value says no."""
    return False if os.environ.get("NO_COLOR") else None
