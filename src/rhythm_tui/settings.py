"""The only reader of environment, paths and TOML."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import NoneType

from rhythm_tui import kept, places
from rhythm_tui.domain import system
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.refusal import msg

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any, Literal

    from _typeshed import StrPath


_NOWHERE = ("", "UTC", "GMT", "UCT", "Universal", "Zulu", "Greenwich", "GMT0")
"""Time zones that a computer has which nobody has told where it stands."""
_BAD_SYNTAX = msg("{path}: line {line}, column {column}: {reason}")
_BAD_LETTERS = msg("{path}: line {line} is no UTF-8 text; save the file as UTF-8")


class BadSetting(Exception):
    """A file or variable of the configuration that cannot be used: one line for the operator.

    Given whole, or as an English ``template`` of the catalogue with ``{names}`` that ``values`` fill; a
    ``reason`` among them is a message of the catalogue itself.
    """

    def __init__(self, template: str, **values: object) -> None:
        self.template = template
        self.values = values
        super().__init__(template.format(**values) if values else template)


def data_dir() -> Path:
    """Return the folder of policy and samples: inside the wheel, else at the top of the checkout."""
    return _path(places.shipped())


def state_dir() -> Path:
    """Return the folder for what is neither data nor configuration: rejects that had no other place."""
    return _path(places.own("state"))


def log_dir() -> Path:
    """Return the folder of the log."""
    return state_dir() / "log"


def config_dir() -> Path:
    """Return the folder of the user's own profiles, playbook and preferences."""
    return _path(places.own("config"))


@lru_cache(maxsize=8)
def _path(named: str) -> Path:
    """Return the path of a place; it is asked for with every reply."""
    from pathlib import Path  # a glance does without: places.py

    return Path(named)


def default_language() -> Literal["zh", "en"]:
    """Return ``zh`` where the locale is Chinese, else ``en``."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    if os.name == "nt":
        import locale

        return "zh" if (locale.getlocale()[0] or "").lower().startswith(("zh", "chinese")) else "en"
    return "en"


def default_operator() -> str:
    """Return the name of the account at the workstation, for commands that name no operator."""
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        if found := os.environ.get(name):
            return found
    try:
        import pwd  # as ``getpass`` does, which loads what reads a password too

        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError):
        return "desk"


class InboxSetting(NamedTuple):
    """The folder whose files are taken in as they come."""

    folder: Path | None
    leave: bool
    """Whether files stay there; else they go to its folder ``done``."""


def inbox() -> InboxSetting:
    """Return the inbox folder: ``RHYTHM_INBOX``, else that of ``inbox.toml`` in the configuration folder.

    Raises ``BadSetting`` naming the file and the entry.
    """
    path = config_dir() / "inbox.toml"
    wanted = read_toml(path) if path.is_file() else {}
    for key, value in wanted.items():
        if not isinstance(value, {"folder": str, "leave": bool}.get(key, NoneType)):
            raise BadSetting(msg("{file}: {key} cannot be {value}"), file=path, key=key, value=value)
    folder = os.environ.get("RHYTHM_INBOX", "").strip() or wanted.get("folder", "")
    return InboxSetting(_path(folder).expanduser() if folder else None, wanted.get("leave", False))


def machine_zone() -> str:
    """Return the IANA name of this computer's time zone; empty where it has none, or is set to UTC."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    named = os.environ.get("TZ", "").removeprefix(":")
    if not named:
        named = os.path.realpath("/etc/localtime").partition("/zoneinfo/")[2].removeprefix("posix/")
    try:
        ZoneInfo(named)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        return ""
    return "" if named.removeprefix("Etc/") in _NOWHERE else named


def read_toml(path: StrPath) -> dict[str, Any]:
    """Return the tables of a TOML file; they are kept for the next program.

    Raises ``BadSetting`` naming the file, and the line where the syntax breaks.
    """
    text, cache, name = read_text(path), places.own("cache"), os.path.basename(path)
    known = kept.tables(cache, name, text)
    if known is None:
        known = parsed(path, text)
        kept.keep(cache, name, text, known)
    return known


def parsed(path: StrPath, text: str) -> dict[str, Any]:
    """Return the tables of the text of a TOML file. Raises ``BadSetting`` as ``read_toml`` does."""
    import tomllib  # takes its time to load

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        from rhythm_tui.toml_lines import bad_syntax

        found = bad_syntax(text, error)
        raise BadSetting(_BAD_SYNTAX, path=path, **found._asdict()) from error


def read_text(path: StrPath) -> str:
    """Return the text of a file of the configuration: UTF-8, with or without a byte order mark.

    Raises ``BadSetting`` naming the file, and the line that is no UTF-8.
    """
    try:
        with open(path, "rb") as file:
            written = file.read()
    except OSError as error:
        raise BadSetting(msg("{path}: {reason}"), path=path, reason=system.why(error)) from error
    try:
        return written.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = written.count(b"\n", 0, error.start) + 1
        raise BadSetting(_BAD_LETTERS, path=path, line=line) from error


def set_toml(path: StrPath, key: str, value: object) -> None:
    """Give an entry of a TOML file of single values one, or take it out (None); make the file if need be.

    Comments and the other entries stay as they stand. The file is replaced whole or not at all, and is its
    owner's alone (0600, its folder 0700). Raises ``BadSetting`` naming a file that cannot be read or
    written.
    """
    there = os.path.exists(path)
    wanted = parsed(path, read_text(path)) if there else {}
    wanted = {one: said for one, said in {**wanted, key: value}.items() if said is not None}
    old = read_text(path).removesuffix("\n").split("\n") if there else []
    new = [] if value is None else [_entry(key, value)]
    places = [place for place, line in enumerate(old) if key in (_said(line) or {})] or [len(old)]
    text = "\n".join([*old[: places[0]], *new, *old[places[0] + 1 :], ""])
    if _said(text) != wanted:  # an entry of several lines: all of them are written anew
        text = "".join(f"{_entry(one, said)}\n" for one, said in wanted.items())
    write_private(path, text)


def write_private(path: StrPath, text: str) -> None:
    """Put a file in place, whole or not at all, its owner's alone (0600, its folder 0700).

    Raises ``BadSetting`` naming a file that cannot be written.
    """
    from rhythm_tui import disk  # where something is written

    try:
        target = _path(os.path.realpath(path))
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        disk.write_whole(target, text)
    except OSError as error:
        raise BadSetting(msg("{path}: {reason}"), path=path, reason=system.why(error)) from error


def _entry(key: str, value: object) -> str:
    from rhythm_tui.toml_values import toml_value  # where something is written

    return f"{toml_value(key)} = {toml_value(value)}"


def _said(text: str) -> dict[str, Any] | None:
    """Return what a text says; None where it is no TOML."""
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def aliases() -> dict[str, dict[str, list[str]]]:
    """Return what people type for ids and for columns of files: the tables of ``data/aliases.toml``."""
    return read_toml(data_dir() / "aliases.toml")


def pinyin_tables() -> dict[str, dict[str, str]]:
    """Return how Chinese characters and some words sound: the tables of ``data/pinyin.toml``."""
    return read_toml(data_dir() / "pinyin.toml")


def platform_words(names: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return the platform behind every word people use for one: its names, and ``data/aliases.toml``."""
    from rhythm_tui.domain.aliases import lookup

    return lookup(names, aliases()["platforms"])


def built_in_playbook() -> Path:
    """Return the playbook that came with the desk."""
    return _path(places.built_in_playbook())
