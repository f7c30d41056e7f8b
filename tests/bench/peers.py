"""Other programs of terminals, to see how long they take to start: those that are on the PATH.

They are no part of what is installed here, since each wants another Textual: ``pipx install`` brings them.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from terminal import Program

READY = "READY"


class Peer(NamedTuple):
    """A program, and what is on its screen once it is of use."""

    name: str
    command: str
    opens: str
    """The ending of a file it is given to show; empty: it starts without one."""
    sign: str


PEERS = (
    Peer("visidata", "vd", ".csv", READY),
    Peer("frogmouth", "frogmouth", ".md", READY),
    Peer("harlequin", "harlequin", "", "Run Query"),
    Peer("posting", "posting", "", "Send"),
)


def found(folder: Path, wanted: Sequence[Peer] = PEERS) -> dict[str, Program]:
    """Return the programs that are installed, by name; what they show is written into ``folder``."""
    programs = {}
    for peer in wanted:
        command = shutil.which(peer.command)
        if command is None:
            continue
        arguments = []
        if peer.opens:
            shown = folder / f"shown{peer.opens}"
            shown.write_text(f"# {READY}\n" if peer.opens == ".md" else f"a,b\n1,{READY}\n", "utf-8")
            arguments.append(str(shown))
        programs[peer.name] = Program([command, *arguments], peer.sign)
    return programs
