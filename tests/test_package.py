"""The wheel: built, installed where nothing of the checkout is, and run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

import rhythm_tui

ROOT = Path(__file__).parents[1]
WANTED = (
    "playbook.toml",
    "days.toml",
    "profiles/plain.toml",
    "demo/day.jsonl",
    "demo/arrivals.jsonl",
    "demo/replies.jsonl",
    "drills/vaccine_rumour.toml",
    "drills/ward_dispute.toml",
    "drills/flu_surge.toml",
)


def run(*command: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=Path(environment["HOME"]),
        env={"PATH": os.environ["PATH"], **environment},
        timeout=120,
    )
    assert done.returncode == 0, done.stderr or done.stdout
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel with the backend that is installed: no network."""
    if find_spec("hatchling") is None:
        pytest.skip("hatchling is not installed: pip install -e '.[dev]'")
    if not (ROOT / "README.md").exists():
        pytest.skip("the package has no README yet")
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, HOME=str(ROOT))
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """Unpack the wheel into an empty environment; its dependencies come from this one."""
    folder = tmp_path_factory.mktemp("empty")
    run(sys.executable, "-m", "venv", "--without-pip", folder / "venv", HOME=str(folder))
    bin_ = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    python = bin_ / ("python.exe" if os.name == "nt" else "python")
    if find_spec("pip") is not None:
        pip = [
            sys.executable,
            "-m",
            "pip",
            "--python",
            python,
            "install",
            "--quiet",
            "--no-deps",
            "--no-index",
        ]
        run(*pip, "--disable-pip-version-check", wheel, HOME=str(folder))
    else:
        pytest.skip("pip is not installed")
    return bin_, {"HOME": str(folder), "PYTHONPATH": sysconfig.get_path("purelib"), "PYTHONWARNINGS": "error"}


def test_the_data_is_inside(wheel: Path) -> None:
    inside = zipfile.ZipFile(wheel).namelist()
    assert [name for name in WANTED if f"rhythm_tui/data/{name}" not in inside] == []
    assert [name for name in inside if name.startswith(("tests", "data/")) or "__pycache__" in name] == []
    assert any(name.endswith("licenses/LICENSE") for name in inside)
    assert any(name.endswith(".data/data/share/man/man1/rhythm-tui.1") for name in inside)
    for path in (ROOT / "src").rglob("*"):
        if path.suffix in (".py", ".tcss"):
            assert path.relative_to(ROOT / "src").as_posix() in inside


def test_the_version_is_one(wheel: Path) -> None:
    assert rhythm_tui.__version__ in wheel.name


def program(bin_: Path) -> Path:
    return bin_ / ("rhythm-tui.exe" if os.name == "nt" else "rhythm-tui")


def test_it_runs_away_from_the_checkout(installed: tuple[Path, dict[str, str]]) -> None:
    bin_, environment = installed
    where = run(bin_ / "python", "-c", "import rhythm_tui; print(rhythm_tui.__file__)", **environment).stdout
    assert str(bin_.parent) in where, "the test runs the checkout, not the wheel"
    assert rhythm_tui.__version__ in run(program(bin_), "--version", **environment).stdout


def test_it_prints_the_schema_of_its_commands(installed: tuple[Path, dict[str, str]]) -> None:
    bin_, environment = installed
    schema = json.loads(run(program(bin_), "do", "--schema", **environment).stdout)
    assert "InteractionAdd" in schema["$defs"]


def test_it_finds_its_playbook_and_makes_a_desk(
    installed: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    bin_, environment = installed
    line = tmp_path / "one.jsonl"
    slot = {"do": "slot.plan", "platform": "douyin", "at": "2026-11-22T18:00", "title": "t", "tier": 1}
    line.write_text(json.dumps({**slot, "form": "science"}), "utf-8")
    answer = run(program(bin_), "--db", tmp_path / "desk.db", "do", line, **environment).stdout
    assert json.loads(answer)["id"] == "s1"
