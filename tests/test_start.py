"""What a start may load: the less it is, the sooner the first page stands. No time is asserted."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from rhythm_tui.settings import built_in_playbook, read_toml

ROOT = Path(__file__).parents[1]
LATER = {
    "arrow", "click", "holidays", "icalendar", "lunar_python", "openpyxl", "platformdirs", "pydantic",
    "python_calamine", "sqlite_utils",
}  # fmt: skip
"""What only writing, importing and the parser of the whole command line need."""
LEAN = {
    "asyncio", "calendar", "dataclasses", "email", "gettext", "hashlib", "inspect", "json", "locale",
    "logging", "rich", "socket", "subprocess", "tempfile", "textual", "typing",
}  # fmt: skip
"""What ``status`` does without besides in English, though it comes with Python or is there for the screen."""
NAMES = {"pathlib", "re", "urllib"}
"""What a glance does without besides: paths are texts there (``places.py``)."""
READS = (
    "alike", "courses", "details", "events", "guard", "handover", "lesson_rows", "plan_views", "pool_rows",
    "reasons", "reviews", "statement_rows", "timeline",
)  # fmt: skip
"""Modules of ``desk`` for what is opened later than the duty screen."""


@pytest.fixture(autouse=True)
def kept() -> None:
    """Not the first program that reads the playbook: that one has to parse it."""
    read_toml(built_in_playbook())


def loaded(tmp_path: Path, program: str) -> set[str]:
    """Return every module that is loaded once ``program`` has run."""
    told = tmp_path / "modules"
    written = f"import sys\n{program}\nopen({str(told)!r}, 'w').write(' '.join(sys.modules))\n"
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "src"),
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": "",
        "RHYTHM_LANG": "en",
    }
    subprocess.run([sys.executable, "-c", written], check=True, env=environment, stdout=subprocess.DEVNULL)
    return set(told.read_text("utf-8").split())


def run(tmp_path: Path, *arguments: str) -> set[str]:
    desk = ["--db", str(tmp_path / "none.db"), *arguments]
    return loaded(tmp_path, f"from rhythm_tui.cli.main import run\nassert run({desk!r}) == 0")


def tops(modules: set[str]) -> set[str]:
    return {name.split(".")[0] for name in modules}


def test_status_loads_the_standard_library_and_the_database_alone(tmp_path: Path) -> None:
    found = run(tmp_path, "status")
    assert tops(found) & (LATER | LEAN | NAMES) == set()
    assert {f"rhythm_tui.desk.{name}" for name in READS} & found == set()
    assert [name for name in found if name.startswith(("rhythm_tui.ui", "rhythm_tui.intake"))] == []
    assert "rhythm_tui.desk.reader" not in found, "the duty header has a reader of its own"
    assert "rhythm_tui.domain.query" not in found, "it asks for counts, not by a filter"


def test_the_version_is_told_without_a_database(tmp_path: Path) -> None:
    found = loaded(tmp_path, "from rhythm_tui.cli.main import run\nassert run(['--version']) == 0")
    assert (
        tops(found) & (LATER | LEAN | NAMES | {"datetime", "pysqlite3", "sqlite3", "tomllib", "zoneinfo"})
        == set()
    )
    assert [name for name in found if name.startswith("rhythm_tui.desk.reads")] == []


DRAWS = {
    "", "colours", "first_page", "list_lines", "pieces", "queue_rows", "sgr", "spans", "standing", "terms",
    "theme", "widgets", "widgets.header",
}  # fmt: skip
"""Modules of ``ui`` that need nothing but the standard library."""
FIRST_PAGE = """
from rhythm_tui.cli import first_page, plain, screen
from rhythm_tui.cli.session import Session
from rhythm_tui.ui.sgr import Colours
session = Session()
session.given.update(db="none.db", operator="li")
with session.reader() as reader:
    assert first_page.page(session, reader, (80, 24), Colours("dark", "true"), ascii=False)
"""


def test_the_first_page_is_painted_before_anything_of_the_live_screen_is_loaded(tmp_path: Path) -> None:
    found = loaded(tmp_path, FIRST_PAGE)
    assert tops(found) & (LATER | LEAN | NAMES) == set()
    assert {f"rhythm_tui.desk.{name}" for name in READS} & found == set()
    ours = {name for name in found if name.startswith(("rhythm_tui.ui", "rhythm_tui.intake"))}
    assert {name.removeprefix("rhythm_tui.ui").lstrip(".") for name in ours} <= DRAWS


def test_the_desk_loads_one_screen_and_what_it_reads_with(tmp_path: Path) -> None:
    found = loaded(tmp_path, "import rhythm_tui.ui.app, rhythm_tui.desk.reader, rhythm_tui.cli.screen")
    assert tops(found) & LATER - {"platformdirs"} == set(), "Textual itself loads that one"
    assert "filelock" not in found, "it takes as long as ten of our own modules"
    assert {"rhythm_tui.ui.ports", "rhythm_tui.ui.fields", "rhythm_tui.log_file"} & found == set()
    assert {f"rhythm_tui.desk.{name}" for name in READS} & found == set()
    screens = {name for name in found if name.startswith("rhythm_tui.ui.screens.")}
    assert screens == {"rhythm_tui.ui.screens.base", "rhythm_tui.ui.screens.duty"}
    assert [name for name in found if name.endswith(("_forms", "_actions")) and "shift" not in name] == []
