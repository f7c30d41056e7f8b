"""Large files and files made to hurt, each taken in by a program of its own: how much memory, how long."""

from __future__ import annotations

import os
import random
import re
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

from intake import shapes
from storms import ground
from storms.tally import Tally

NEVER = ("300 MiB or more", "5 s or more to refuse", "crash")
MEMORY = 300
"""MiB that an import may take."""
REFUSAL = 5.0
"""Processor seconds that a refusal may take."""
WHOLE = 60_000
"""Rows of a large file that is sound."""
_NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_PROGRAM = """
import sys
from rhythm_tui.cli.main import run
code = run(sys.argv[1:])
sys.stdout.flush()
sys.stderr.write("\\n" + next(one for one in open("/proc/self/status") if one.startswith("VmHWM")))
sys.exit(code)
"""
Make = Callable[[Path, random.Random], Path]


def _sound(form: str) -> Make:
    def make(folder: Path, chance: random.Random) -> Path:
        return shapes.crawler_file(folder, "douyin", shapes.NEW, form, chance.randint(WHOLE // 10, WHOLE))

    make.__name__ = f"sound {form}"
    return make


def unclosed_quote(folder: Path, chance: random.Random) -> Path:
    """A quote that never ends swallows the rest of a long file."""
    path = shapes.crawler_file(folder, "douyin", shapes.NEW, "csv", 5_000)
    lines = path.read_text("utf-8-sig").splitlines(keepends=True)
    lines[chance.randrange(1, 4_000)] = '1,"'
    path.write_text("".join(lines) + lines[-1] * 200_000, "utf-8-sig")
    return path


def one_line(folder: Path, chance: random.Random) -> Path:
    """A hundred megabytes without an end of line."""
    return _bytes(folder / "line.csv", b"comment_id,content\n" + b"x" * chance.randint(20 << 20, 100 << 20))


def noise(folder: Path, chance: random.Random) -> Path:
    """Bytes that mean nothing."""
    return _bytes(folder / "noise.csv", chance.randbytes(1 << 20) * chance.randint(1, 100))


def deep(folder: Path, chance: random.Random) -> Path:
    """Brackets in brackets."""
    return _bytes(folder / "deep.json", chance.choice((b"[", b'{"a":', b'[{"b":')) * (4 << 20))


def one_object(folder: Path, chance: random.Random) -> Path:
    """A single object too large to be held."""
    cells = b'{"a":"' + b"x" * 90 + b'"},'
    return _bytes(folder / "one.json", b'{"rows":[' + cells * chance.randint(400_000, 900_000) + b"{}]}")


def long_number(folder: Path, chance: random.Random) -> Path:
    """A number with millions of digits."""
    digits = b"9" * chance.randint(1 << 20, 40 << 20)
    return _bytes(folder / "number.json", b'[{"comment_id":' + digits + b"}]")


def bomb(folder: Path, chance: random.Random) -> Path:
    """A workbook that unfolds to a thousand times its size."""
    rows = b'<row><c r="A1" t="str"><v>' + b"0" * chance.randint(200 << 20, 400 << 20) + b"</v></c></row>"
    return _workbook(folder, rows)


def far_cell(folder: Path, chance: random.Random) -> Path:
    """Two cells, as far from each other as a sheet is large."""
    return _workbook(folder, b'<row><c r="A1"><v>1</v></c></row><row><c r="XFD1048576"><v>1</v></c></row>')


def many_cells(folder: Path, chance: random.Random) -> Path:
    """More small cells than a sheet of comments ever has."""
    width = chance.randint(20, 60)
    rows = (
        "<row>" + "".join(f'<c r="{_letter(x)}{y}"><v>{x}</v></c>' for x in range(width)) + "</row>"
        for y in range(1, chance.randint(1_000_000, 1_990_000) // width)
    )
    return _workbook(folder, "".join(rows).encode())


def shared_text(folder: Path, chance: random.Random) -> Path:
    """One long text that every cell names."""
    cells = "".join(f'<row><c r="A{y}" t="s"><v>0</v></c></row>' for y in range(1, 50_000))
    text = b"<si><t>" + b"x" * chance.randint(10_000, 30_000) + b"</t></si>"
    return _workbook(folder, cells.encode(), text)


def entities(folder: Path, chance: random.Random) -> Path:
    """Words that stand for words that stand for words."""
    told = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<!DOCTYPE x [<!ENTITY e0 "ha">{told}]>'.encode()
    return _workbook(folder, b'<row><c r="A1" t="str"><v>&e9;</v></c></row>', head=head)


FILES: tuple[Make, ...] = (
    unclosed_quote, one_line, noise, deep, one_object, long_number, bomb, far_cell, many_cells, shared_text,
    entities, _sound("csv"), _sound("xlsx"), _sound("json"), _sound("jsonl"),
)  # fmt: skip


def run(tally: Tally, chance: random.Random, files: tuple[Make, ...] = FILES, plant: str = "") -> None:
    """Import files until the number is reached, each with a program of its own."""
    most = slowest = 0.0
    while tally.goes_on():
        make = files[tally.done % len(files)]
        with ground.scratch() as folder:
            path = make(folder, chance)
            took, told = imported(folder / "desk" / "desk.db", path, plant)
        tally.done += 1
        peak = int(found[1]) / 1024 if (found := re.search(r"VmHWM:\s+(\d+)", told.stderr)) else 0.0
        most = max(most, peak)
        what = f"{make.__name__}: {peak:.0f} MiB, {took:.1f} s, exit {told.returncode}"
        if peak >= MEMORY:
            tally.found(NEVER[0], what)
        if not peak or told.returncode not in (0, 1, 2):
            tally.found("crash", f"{what} {told.stderr[-300:]}")
        if told.returncode == 2:
            slowest = max(slowest, took)
            if took >= REFUSAL:
                tally.found(NEVER[1], what)
        tally.add("refused" if told.returncode == 2 else "read")
        tally.told |= {"most memory": f"{most:.0f} MiB", "longest refusal": f"{slowest:.1f} s"}


def imported(db: Path, file: Path, plant: str) -> tuple[float, subprocess.CompletedProcess[str]]:
    """Take a file in as an operator does; return its processor seconds, and what was said."""
    program = f"from storms import mutants\nmutants.{plant}(setattr)\n{_PROGRAM}" if plant else _PROGRAM
    paths = [str(Path(__file__).parents[1] / part) for part in ("", "desk", "ui")]
    began = _processor()
    told = subprocess.run(
        [sys.executable, "-c", program, "--db", str(db), "import", str(file)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([*paths, *filter(None, sys.path)])},
    )
    return _processor() - began, told


def _processor() -> float:
    """Return the processor seconds of all programs that were run: others on the machine do not count."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def can_measure() -> bool:
    """Whether this system tells how much memory a program has had."""
    return Path("/proc/self/status").exists()


def _bytes(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def _letter(x: int) -> str:
    return chr(65 + x) if x < 26 else f"{chr(64 + x // 26)}{chr(65 + x % 26)}"


def _workbook(folder: Path, rows: bytes, strings: bytes = b"", head: bytes = b"") -> Path:
    """Write a workbook with one sheet of these rows."""
    path = folder / "book.xlsx"
    sound = shapes.write_xlsx(folder / "sound.xlsx", {"Comments": [["comment_id"], ["1"]]})
    sheet = b"<worksheet " + _NS.encode() + b"><sheetData>" + rows + b"</sheetData></worksheet>"
    texts = b"<sst " + _NS.encode() + b' count="1" uniqueCount="1">' + strings + b"</sst>"
    with zipfile.ZipFile(sound) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            made = head + sheet if "sheet1" in part else texts if "sharedStrings" in part else None
            new.writestr(part, old.read(part) if made is None else made)
    return path
