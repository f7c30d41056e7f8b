"""README, guide and man page tell the truth: keys, commands, schemas and messages are the program's.

``make golden`` writes what follows from the program.
"""

from __future__ import annotations

import ast
import io
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from guide import written
from guide.keys import names, words
from guide_examples import Page
from rhythm_tui import i18n
from rhythm_tui.cli.main import run
from rhythm_tui.cli.playbook_schema import schema
from rhythm_tui.domain.playbook_shape import WANTED
from rhythm_tui.settings import data_dir
from rhythm_tui.ui.keys import ACTIONS, MOVES

ROOT = Path(__file__).parents[1]
READMES = {"en": ROOT / "README.md", "zh": ROOT / "README.zh-CN.md"}
PLACES = ("desk", "queue", "slots", "incidents", "statements")
HEADS = {
    "en": ("everywhere", "queue", "slots", "incidents", "statements", "| key | does |", "in every list"),
    "zh": ("各处", "互动队列", "今日发布", "舆情看板", "声明", "| 键 | 作用 |", "各列表"),
}
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
PLAYED = [page for page in PAGES if "```console" in page.read_text("utf-8")]
VARIES = re.compile(r"\b[0-9a-f]{64}\b|(?<=  )[0-9a-f]{12}$", re.MULTILINE)
"""What a desk of another machine prints otherwise: hashes of the journal, which holds the seat's name."""
MARKED = re.compile(r"<!-- keys -->\n(.*?)<!-- /keys -->", re.DOTALL)


@pytest.fixture(params=["en", "zh"])
def lang(request: pytest.FixtureRequest) -> Iterator[str]:
    before = i18n.language()
    i18n.use(request.param)
    yield request.param
    i18n.use(before)


def table(lang: str) -> str:
    *places, head, lists = HEADS[lang]
    parts = []
    for called, place in zip(places, PLACES, strict=True):
        rows = [f"| {names(one.keys)} | {words(one)} |" for one in ACTIONS if place in one.places]
        parts.append("\n".join([f"*{called}*", "", head, "|---|---|", *rows]))
    moves = [f"| {names(keys.split())} | {i18n._(told)} |" for keys, told in MOVES]
    parts.append("\n".join([f"*{lists}*", "", head, "|---|---|", *moves]))
    return "\n".join(["", "\n\n".join(parts), ""])


def test_its_keys_are_those_of_the_registry(lang: str) -> None:
    text = READMES[lang].read_text("utf-8")
    if os.environ.get("GOLDEN") == "write":
        text = MARKED.sub(lambda _: f"<!-- keys -->\n{table(lang)}\n<!-- /keys -->", text)
        READMES[lang].write_text(text, "utf-8")
    found = MARKED.search(text)
    assert found is not None
    assert found[1] == table(lang) + "\n", "run make golden"


def test_its_commands_exist(lang: str) -> None:
    from rhythm_tui.cli.program import COMMANDS

    text = READMES[lang].read_text("utf-8")
    named = set(re.findall(r"`rhythm-tui (\w+)", text))
    assert named
    assert named <= set(COMMANDS)


def test_what_it_links_to_is_there(lang: str) -> None:
    text = READMES[lang].read_text("utf-8")
    links = re.findall(r"\]\(([^)#]+)\)", text)
    assert [link for link in links if not link.startswith("http") and not (ROOT / link).exists()] == []


def test_what_follows_from_the_program_is_written_as_it_is() -> None:
    """The marked blocks of the guide, the man page and the schemas."""
    stale = []
    for path, text in written():
        if os.environ.get("GOLDEN") == "write":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        if not path.exists() or path.read_text("utf-8") != text:
            stale.append(path.relative_to(ROOT).as_posix())
    assert stale == [], "run make golden"


def test_every_message_that_is_raised_is_on_its_page() -> None:
    pages = [(ROOT / "docs" / name).read_text("utf-8") for name in ("errors.md", "zh/errors.md")]
    missing = [
        message
        for path in sorted((ROOT / "src").rglob("*.py"))
        if "raise" in (text := path.read_text("utf-8"))
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Raise)
        for message in messages(node)
        if not all(f"| {' '.join(message.split())} |" in page for page in pages)
    ]
    assert missing == []


def messages(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "msg":
            yield ast.literal_eval(node.args[0])


def test_the_schema_of_a_playbook_asks_for_what_the_desk_reads_by() -> None:
    found = schema()
    for pattern, wanted in WANTED.items():
        definition = found
        for step in pattern.split("."):
            inner = definition["properties"][step] if step != "*" else definition
            inner = inner.get("items", inner) if step != "*" else inner
            named = inner.get("additionalProperties") or None
            either = [one for one in inner.get("anyOf", ()) if "$ref" in one]
            reference = (either or [named if isinstance(named, dict) else inner])[0].get("$ref")
            definition = found["$defs"][reference.rpartition("/")[2]] if reference else inner
        assert set(wanted) - {"zh", "en"} <= set(definition["required"]), pattern


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
        told = "".join(capsys.readouterr()).replace("\r\n", "\n")
        return VARIES.sub("...", told.replace(str(tmp_path), "...").replace(str(data_dir()), "..."))

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
    listed = set(re.findall(r"[\w/-]+\.md", (ROOT / "mkdocs.yml").read_text("utf-8")))
    assert listed == {page.relative_to(DOCS).as_posix() for page in PAGES}
