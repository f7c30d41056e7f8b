"""``completion``: the script that lets a shell complete our commands, and the answer to each Tab.

The script calls the program with ``VARIABLE`` set and the words that stand before the cursor. An answer loads
the parser, the database where ids are asked for, and nothing slower.
"""

from __future__ import annotations

import os

import click
from click.shell_completion import BashComplete, CompletionItem, FishComplete, ShellComplete, ZshComplete

from rhythm_tui.cli.base import DeskCommand
from rhythm_tui.cli.session import Session

VARIABLE = "_RHYTHM_TUI_COMPLETE"
"""Set by the script when a shell asks: ``bash_complete``."""
PROGRAM = "rhythm-tui"
_POWERSHELL = """\
# rhythm-tui for Windows PowerShell 5.1 and PowerShell 7: stands in $PROFILE, or is run once a session.
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($word, $line, $cursor)

    # Whole words before the cursor, as the program would get them; what is being typed goes on its own.
    $words = @($line.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursor } | ForEach-Object {
        if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value }
        else { $_.Extent.Text }
    })
    $kept = $env:%(complete_var)s, $env:COMP_WORDS, $env:COMP_WORD, [Console]::OutputEncoding
    try {
        $env:%(complete_var)s = 'powershell_complete'
        $env:COMP_WORDS = @($words | Select-Object -Skip 1) -join "`n"
        $env:COMP_WORD = $word
        [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
        $answers = @(& %(prog_name)s 2>$null)
    } finally {
        $env:%(complete_var)s, $env:COMP_WORDS, $env:COMP_WORD = $kept[0], $kept[1], $kept[2]
        [Console]::OutputEncoding = $kept[3]
    }
    foreach ($answer in $answers) {
        $kind, $value, $help = $answer -split "`t", 3
        if ($kind -ne 'plain') {
            [System.Management.Automation.CompletionCompleters]::CompleteFilename($word)
            continue
        }
        $typed = $value
        if ($value -match '[^\\w.:/=+-]') { $typed = "'" + $value.Replace("'", "''") + "'" }
        $tip = if ($help) { $help } else { $value }
        [System.Management.Automation.CompletionResult]::new($typed, $value, 'ParameterValue', $tip)
    }
}
"""


class PowerShell(ShellComplete):
    """Completion in PowerShell: words a line in ``COMP_WORDS``, so that no backslash of a path is lost."""

    name = "powershell"
    source_template = _POWERSHELL

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the one that is typed, and that one."""
        words = os.environ.get("COMP_WORDS", "")
        return words.split("\n") if words else [], os.environ.get("COMP_WORD", "")

    def format_completion(self, item: CompletionItem[str]) -> str:
        """Return one line: kind, value, help."""
        return f"{item.type}\t{item.value}\t{' '.join((item.help or '').split())}"


class Fish(FishComplete):
    """Completion in fish whose help may hold commas: click's own script ends it at the first."""

    source_template = FishComplete.source_template.replace('string split ","', 'string split -m 1 ","')


SHELLS: dict[str, type[ShellComplete]] = {
    "bash": BashComplete,
    "zsh": ZshComplete,
    "fish": Fish,
    "powershell": PowerShell,
}
"""How each shell asks and is answered."""


@click.command(
    cls=DeskCommand,
    example="rhythm-tui completion bash\nrhythm-tui completion powershell",
)
@click.argument("shell", type=click.Choice(list(SHELLS)), metavar="|".join(SHELLS))
def completion(shell: str) -> None:
    """Print the script that completes commands, options, ids and names on Tab in a shell.

    In ~/.bashrc or ~/.zshrc: eval "$(rhythm-tui completion bash)", with the name of the shell. For fish into
    ~/.config/fish/completions/rhythm-tui.fish, for PowerShell into $PROFILE.
    """
    from rhythm_tui.cli.program import program

    click.echo(SHELLS[shell](program, {}, PROGRAM, VARIABLE).source(), nl=False)


def answer(asked: str, session: Session) -> int:
    """Answer a Tab on standard output; return the exit code, 1 for what no script of ours asks."""
    from rhythm_tui.cli.program import program

    shell, _, what = asked.partition("_")
    if shell not in SHELLS or what != "complete":
        return 1
    session.may_ask = False
    click.echo(SHELLS[shell](program, {"obj": session}, PROGRAM, VARIABLE).complete())
    return 0
