"""The guide: its examples print what it says, its links lead somewhere, its pages are in the contents."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from guide_examples import Page
from rhythm_tui import i18n
from rhythm_tui.cli.main import run

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
PLAYED = [page for page in PAGES if "```console" in page.read_text("utf-8")]
SITE = (ROOT / "mkdocs.yml").read_text("utf-8")


@pytest.fixture
def _as_it_was() -> Iterator[None]:
    mask, lang = os.umask(0o022), i18n.language()
    yield
    os.umask(mask)
    i18n.use(lang)


@pytest.mark.parametrize("page", PLAYED, ids=lambda page: page.relative_to(DOCS).as_posix())
@pytest.mark.usefixtures("_as_it_was")
def test_its_examples_print_what_it_says(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    chinese = page.parent.name == "zh"
    for name, value in {
        "RHYTHM_DB": "desk.db",
        "RHYTHM_CLOCK": "2026-11-22T14:30:00+08:00x0",
        "RHYTHM_OPERATOR": "李敏" if chinese else "Li Min",
        "RHYTHM_LANG": "zh" if chinese else "en",
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "COLUMNS": "100",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)

    def printed(arguments: list[str], given: bytes) -> str:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        capsys.readouterr()
        run(arguments)
        return "".join(capsys.readouterr()).replace(str(tmp_path), "...").replace("\r\n", "\n")

    text = page.read_text("utf-8")
    played = Page(text, tmp_path, printed).played()
    if os.environ.get("GOLDEN") == "write":
        page.write_text(played, "utf-8")
    assert played == page.read_text("utf-8"), "make golden, and read the difference"


def anchors(page: Path) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\s-]", "", head.lower()).strip().replace(" ", "-") for head in heads}


def test_its_links_lead_somewhere() -> None:
    """``make docs`` checks the built site; this needs nothing that is not installed for the tests."""
    dead = []
    for page in PAGES:
        for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
            target, _, anchor = link.partition("#")
            there = page.parent / target if target else page
            if link.startswith(("http:", "https:")):
                continue
            if not there.exists() or (anchor and anchor not in anchors(there)):
                dead.append(f"{page.relative_to(DOCS)}: {link}")
    assert dead == []


def test_every_page_is_in_the_contents() -> None:
    listed = set(re.findall(r"[\w/-]+\.md", SITE))
    assert listed == {page.relative_to(DOCS).as_posix() for page in PAGES}
