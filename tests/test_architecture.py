"""The house's rules about its own source, held by reading it."""

from __future__ import annotations

import ast
import functools
import os
import re
import string
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src" / "rhythm_tui"
FILES = sorted(SRC.rglob("*.py"))

LONG_FILES: dict[str, str] = {}
"""Files over 300 lines, each with its reason."""
LONG_FUNCTIONS: dict[str, str] = {}
"""Functions over 50 lines, each with its reason."""
ASKS_THE_TIME = {"clock.py": "the one clock, and how long the machine runs"}
STANDARD_ONLY = (
    "deadlines", "text", "vocabulary", "query", "aliases", "forecast", "ids", "approval", "refusal", "facts",
    "times", "hours", "differences", "asks", "publishing_words", "days", "day_rules", "day_tables", "almanac",
    "recurrence", "laying", "playbook_shape", "references", "pool", "slot_hints", "jumps", "system", "named",
    "standing", "day",
)  # fmt: skip
"""Modules of the domain that the fast start reads with."""
DRAWN = {chr(code) for code in range(0x2500, 0x25A0)} | {"\u25a0", "\u25b2", "\u25bc"}
"""Box drawing and blocks, for borders and bars: a border set of ASCII stands beside them."""


def name_of(path: Path) -> str:
    return path.relative_to(SRC).as_posix()


@functools.cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def imports(path: Path) -> Iterator[str]:
    """Yield what a module imports when it is loaded; not what is for the type checker or in a function."""

    def walk(body: list[ast.stmt]) -> Iterator[str]:
        for node in body:
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield node.module or ""
            elif isinstance(node, ast.If) and "TYPE_CHECKING" not in ast.dump(node.test):
                yield from walk([*node.body, *node.orelse])
            elif isinstance(node, ast.Try):
                handled = [statement for handler in node.handlers for statement in handler.body]
                yield from walk([*node.body, *node.orelse, *handled])

    yield from walk(tree(path).body)


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env=environment,
        cwd=ROOT,
    )


def test_the_import_contracts_are_kept() -> None:
    done = run(
        "-c", "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(cache_dir=None))"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def test_no_long_file() -> None:
    lengths = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in FILES}
    assert {name for name, length in lengths.items() if length > 300} == set(LONG_FILES)


def test_no_long_function() -> None:
    over = {
        f"{name_of(path)}:{node.name}"
        for path in FILES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= 50
    }
    assert over == set(LONG_FUNCTIONS)


def loaded_by(module: str) -> set[str]:
    done = run("-W", "error", "-c", f"import sys, {module}; print(*sys.modules)")
    assert done.returncode == 0, done.stderr
    return {name.split(".")[0] for name in done.stdout.split()}


SLOW = {
    "pydantic",
    "textual",
    "rich",
    "openpyxl",
    "python_calamine",
    "sqlite_utils",
    "sqlcipher3",
    "arrow",
    "filelock",
    "platformdirs",
    "holidays",
    "lunar_python",
    "icalendar",
}


@pytest.mark.parametrize(
    "module", ["rhythm_tui.desk.reader", "rhythm_tui.desk.views", "rhythm_tui.i18n", "rhythm_tui.clock"]
)
def test_the_read_path_loads_nothing_slow(module: str) -> None:
    assert loaded_by(module) & SLOW == set()


def test_the_command_line_starts_light() -> None:
    assert (
        loaded_by("rhythm_tui.cli.main")
        & {"textual", "rich", "openpyxl", "python_calamine", "sqlite_utils", "pydantic"}
        == set()
    )


@pytest.mark.parametrize("name", STANDARD_ONLY)
def test_the_read_path_of_the_domain_is_standard_library_only(name: str) -> None:
    found = set(imports(SRC / "domain" / f"{name}.py"))
    own = {f"rhythm_tui.domain.{other}" for other in STANDARD_ONLY}
    assert {module for module in found - own if module.split(".")[0] not in sys.stdlib_module_names} == set()


_CLOCKS = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today")}
_TIMES = {"time", "time_ns", "localtime", "gmtime", "clock_gettime", "clock_gettime_ns"}


def clocks_asked(path: Path) -> Iterator[str]:
    """Yield every place where a module asks a clock of the machine itself."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
            owner = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
            if (owner, node.attr) in _CLOCKS or (owner == "time" and node.attr in _TIMES):
                yield f"{name_of(path)}:{node.lineno} {owner}.{node.attr}"
        if isinstance(node, ast.ImportFrom) and node.module == "time":
            yield from (f"{name_of(path)}:{node.lineno} {a.name}" for a in node.names if a.name in _TIMES)


def test_only_the_clock_asks_the_time() -> None:
    asked = [place for path in FILES if name_of(path) not in ASKS_THE_TIME for place in clocks_asked(path)]
    assert asked == []


def docstrings(module: ast.Module) -> set[int]:
    """Return the ids of the constants that are documentation: read by programmers, not drawn on a screen."""
    found = set()
    for node in ast.walk(module):
        for statement in (
            getattr(node, "body", None) or [] if isinstance(getattr(node, "body", None), list) else []
        ):
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                found.add(id(statement.value))
    return found


def drawn(path: Path) -> Iterator[ast.Constant]:
    """Yield the strings that may reach a screen: all but documentation, in the domain only its messages."""
    module = tree(path)
    skipped = docstrings(module)
    roots: list[ast.AST] = [module]
    if path.parent.name == "domain":
        calls = (node for node in ast.walk(module) if isinstance(node, ast.Call))
        roots = [
            call for call in calls if getattr(call.func, "id", "") in ("msg", "Refusal", "invalid", "refused")
        ]
    for root in roots:
        for node in ast.walk(root):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
                yield node


def test_no_glyph_that_chinese_terminals_draw_twice_as_wide() -> None:
    wrong = []
    for path in FILES:
        for node in drawn(path):
            found = {c for c in node.value if ord(c) > 127 and unicodedata.east_asian_width(c) == "A"} - DRAWN
            written = ast.get_source_segment(path.read_text("utf-8"), node) or "" if found else ""
            wrong += [f"{name_of(path)}:{node.lineno} {c!r}" for c in found if c in written]
    assert wrong == []


def unexplained(path: Path, *, inside: bool) -> Iterator[str]:
    """Yield what has a name without an underscore and no docstring, the module itself among it.

    ``inside`` looks into functions and private classes too.
    """
    module = tree(path)
    if not ast.get_docstring(module):
        yield name_of(path)

    def walk(body: ast.AST) -> Iterator[str]:
        for node in ast.iter_child_nodes(body):
            if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                yield from walk(node)
                continue
            sets = any(isinstance(one, ast.Attribute) and one.attr == "setter" for one in node.decorator_list)
            if not node.name.startswith("_") and not sets and not ast.get_docstring(node):
                yield f"{name_of(path)}:{node.lineno} {node.name}"
            if inside or (isinstance(node, ast.ClassDef) and not node.name.startswith("_")):
                yield from walk(node)

    yield from walk(module)


def test_what_is_public_is_explained() -> None:
    rules = {path for path in FILES if name_of(path).startswith(("domain/", "desk/"))}
    assert [place for path in FILES for place in unexplained(path, inside=path in rules)] == []


def committed() -> list[Path]:
    try:
        done = subprocess.run(["git", "ls-files", "-z"], capture_output=True, text=True, check=True, cwd=ROOT)
    except (OSError, subprocess.CalledProcessError):
        return FILES
    found = [ROOT / name for name in done.stdout.split("\0") if name]
    return [
        path
        for path in found
        if path.is_file() and path.suffix not in (".png", ".xlsx", ".mo", ".db", ".gz", ".whl")
    ]


_HOSTS = "|".join(
    (
        "files.python" + "hosted",
        "pypi" + r"\.(org|tuna|python)",
        "mirrors?" + r"\.[a-z]+\.(com|cn|edu)",
        "index" + "-url",
    )
)
_PLACES = "|".join(
    (r"(?<![\w.~-])/(home|Users|root|work)" + r"/\w", r"(?<![\w.-])/tmp" + r"/v\b", r"\b[A-Z]:\\\\?Users")
)


def test_nothing_committed_names_this_machine_or_a_registry() -> None:
    told = []
    for path in committed():
        if path == Path(__file__).resolve():
            continue
        text = path.read_bytes().decode("utf-8", "replace")
        told += [
            f"{path.relative_to(ROOT)}: {found[0]}" for found in re.finditer(f"{_HOSTS}|{_PLACES}", text)
        ]
    assert told == []


MARKS = {"msg", "_", "say", "ngettext"}


def templates() -> Iterator[tuple[str, ast.Call, str]]:
    """Yield every marked message with the call that marks it."""
    for path in FILES:
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if called not in MARKS:
                continue
            for argument in node.args[:2] if called == "ngettext" else node.args[:1]:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield f"{path.relative_to(SRC)}:{node.lineno}", node, argument.value


def names_in(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def test_every_message_can_be_filled() -> None:
    """Names in braces, no positions; and what ``say`` is given is what its words ask for."""
    wrong = []
    for place, call, template in templates():
        try:
            names = names_in(template)
        except ValueError as error:
            wrong.append(f"{place}: {error}")
            continue
        if any(not name.isidentifier() for name in names):
            wrong.append(f"{place}: {template}")
        given = {keyword.arg for keyword in call.keywords}
        if (
            getattr(call.func, "id", getattr(call.func, "attr", "")) == "say"
            and None not in given
            and names != given
        ):
            wrong.append(f"{place}: asks for {sorted(names)}, is given {sorted(map(str, given))}")
    assert wrong == []


def test_a_refusal_is_given_what_its_words_ask_for() -> None:
    wrong = []
    for path in FILES:
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name | ast.Attribute):
                continue
            called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            if called not in ("invalid", "refused", "Refusal", "DeskUnusable"):
                continue
            template = next(
                (
                    a.args[0].value
                    for a in node.args
                    if isinstance(a, ast.Call)
                    and getattr(a.func, "id", "") == "msg"
                    and isinstance(a.args[0], ast.Constant)
                ),
                None,
            )
            given = {keyword.arg for keyword in node.keywords}
            if isinstance(template, str) and None not in given and names_in(template) != given - {"field"}:
                wrong.append(f"{path.relative_to(SRC)}:{node.lineno}: {template}")
    assert wrong == []


def test_the_translation_asks_for_nothing_else() -> None:
    """Each Chinese message fills with what the English one fills with."""
    polib = pytest.importorskip("babel.messages.pofile")
    catalogues = sorted((ROOT / "data" / "locale").rglob("*.po"))
    if not catalogues:
        pytest.skip("no catalogue yet")
    wrong = []
    for path in catalogues:
        with path.open("rb") as file:
            catalogue = polib.read_po(file)
        for message in catalogue:
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            words = message.string if isinstance(message.string, tuple) else (message.string,)
            if ids[0] and any(
                word and not names_in(word) <= names_in(ids[-1]) | names_in(ids[0]) for word in words
            ):
                wrong.append(f"{ids[0]!r}: {words!r}")
    assert wrong == []
