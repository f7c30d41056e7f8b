"""Mapping profiles: how the columns of a known file become facts (``data/profiles/*.toml``)."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from rhythm_tui.domain.refusal import msg
from rhythm_tui.intake.table import key
from rhythm_tui.intake.unreadable import Unreadable, words
from rhythm_tui.settings import BadSetting, read_toml

Target = Literal[
    "platform",
    "kind",
    "posted_at",
    "author_id",
    "author",
    "text",
    "post",
    "external_id",
    "parent",
    "conversation",
]
"""What a column can be mapped to: the fields of ``domain.facts.Seen``."""

_PRIVATE = re.compile(
    r"avatar|头像|signature|^sign$|签名|(?:^|[_. ])ip(?:$|[_ ]|归属|属地|地址)|location|属地"
    r"|(?:^|[_ ])age$|年龄"
    r"|gender|性别|^sex$|uid|open_?id|user_?id|用户_?id|unique_id|user_infos|profile_url|主页|phone|mobile|手机|电话"
    r"|身份证|birth|生日",
    re.IGNORECASE,
)


def _alternatives(value: object) -> object:
    """Read ``"a"`` as ``["a"]`` and ``["a", ["b", "c"]]`` as alternatives, the second joining two."""
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list):
        return value
    return tuple((key(one),) if isinstance(one, str) else one for one in value)


def _lowered(value: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(map(key, joined)) for joined in value)


def _keys(value: frozenset[str]) -> frozenset[str]:
    return frozenset(map(key, value))


def _pattern(value: str) -> str:
    try:
        groups = re.compile(value).groups
    except re.error as error:
        raise ValueError(f"is no regular expression: {error}") from error
    if value and groups != 1:
        raise ValueError("needs one group: the id of the post")
    return value


Alternatives = Annotated[
    tuple[tuple[str, ...], ...], BeforeValidator(_alternatives), AfterValidator(_lowered), Field(min_length=1)
]
Keys = Annotated[frozenset[str], AfterValidator(_keys)]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Recognise(_Table):
    """By what a file is known."""

    columns: Keys = frozenset()
    """Columns that must all be there."""
    any: Keys = frozenset()
    """Columns of which one must be there."""
    never: Keys = frozenset()
    """Columns that speak against it."""
    fields: tuple[Target, ...] = ()
    """Targets for which a column must be there."""
    path: tuple[str, ...] = ()
    """Folder names that decide when several profiles fit."""


class Fallback(_Table):
    """What holds when neither the row nor an option says anything."""

    platform: str = ""
    kind: Literal["", "comment", "message", "live"] = ""


class Profile(_Table):
    """How one kind of file is read: which column becomes what, and what holds for every row."""

    name: str = Field(pattern=r"^[\w-]{1,40}$")
    about: str = ""
    """One line for the operator."""
    shape: Literal["table", "events"] = "table"
    """``events`` are message events of the official platform; anything else is a table."""
    platform: str = ""
    kind: Literal["", "comment", "message", "live"] = ""
    zone: str = ""
    """IANA zone of times without an offset; empty for the playbook's."""
    time_format: str = ""
    """A ``strptime`` form for times; empty for the usual ones."""
    rows: str = ""
    """Where the rows of a JSON page stand: ``data.comments``."""
    post_from_name: Annotated[str, AfterValidator(_pattern)] = ""
    """A pattern whose group is the id of the post in the name of the file or database table."""
    empty: Keys = frozenset()
    """Words that stand for an empty cell."""
    private: Keys = frozenset()
    """Columns that are dropped at the door, besides those that every file drops."""
    recognise: Recognise | None = None
    """None: only used when it is named."""
    default: Fallback = Fallback()
    columns: Mapping[Target, Alternatives] = {}
    values: Mapping[Literal["platform", "kind"], Mapping[str, str]] = {}
    """What the words in a column mean: ``抖音`` is ``douyin``."""

    @cached_property
    def known(self) -> frozenset[str]:
        """All columns the profile reads."""
        return frozenset(name for found in self.columns.values() for joined in found for name in joined)

    @property
    def path_to_rows(self) -> tuple[str, ...]:
        """The keys that lead to the rows of a JSON page."""
        return tuple(self.rows.split(".")) if self.rows else ()

    def fits(self, header: Iterable[str]) -> bool:
        """Return whether a table with these columns is of this kind; JSON pages and events are no tables."""
        return self.shape == "table" and not self.rows and self.knows(header)

    def knows(self, header: Iterable[str]) -> bool:
        """Return whether the columns are those the profile asks for, wherever they stand."""
        have, asked = frozenset(map(key, header)), self.recognise
        return (
            asked is not None
            and asked.columns <= have
            and not asked.never & have
            and (not asked.any or bool(asked.any & have))
            and all(self.has(target, have) for target in asked.fields)
        )

    def has(self, target: Target, header: Collection[str]) -> bool:
        """Return whether one of the columns for ``target`` is among ``header`` (compared keys)."""
        return any(all(name in header for name in joined) for joined in self.columns.get(target, ()))

    def is_private(self, column: str) -> bool:
        """Return whether a column must not leave the import, not even in the rejects file."""
        name = key(column)
        if name in self.private or _PRIVATE.search(name):
            return True
        return any(name in joined for joined in self.columns.get("author_id", ()))


def load_profiles(folders: Sequence[Path]) -> dict[str, Profile]:
    """Return the profiles of the folders by name; a later folder's profile takes the place of an earlier one.

    Raises ``Unreadable`` naming the file and the field of the first profile that is wrong.
    """
    found: dict[str, Profile] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.toml")):
            profile = load_profile(path)
            found[profile.name] = profile
    return found


def load_profile(path: Path) -> Profile:
    """Read one profile. Raises ``Unreadable`` naming the file and the field."""
    try:
        tables = read_toml(path)
        return Profile.model_validate({"name": path.stem, **tables})
    except BadSetting as error:
        raise Unreadable(path, msg("profile {problem}"), problem=str(error)) from error
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"])) or "profile"
        raise Unreadable(
            path, msg("profile {file}: {field}: {problem}"), field=field, problem=first["msg"]
        ) from error


def choose(
    path: Path, profiles: Iterable[Profile], header: Sequence[str], fits: Callable[[Profile], bool]
) -> Profile | None:
    """Return the profile that fits best, of those that ``fits`` lets pass; None when none does.

    The one that asks for most columns wins, then the one that reads most of them; a folder of the path
    (``douyin``, ``bili``) decides before. Raises ``Unreadable`` when two are equally good.
    """
    ranked = sorted(
        ((_rank(path, one, header), one) for one in profiles if fits(one)), key=lambda pair: pair[0]
    )
    if not ranked:
        return None
    best = [one for rank, one in ranked if rank == ranked[-1][0]]
    if len(best) > 1:
        raise Unreadable(
            path,
            msg("{file}: several profiles fit its columns ({names}): name the right one"),
            names=words(", ".join(sorted(one.name for one in best)), 200),
        )
    return best[0]


def _rank(path: Path, profile: Profile, header: Sequence[str]) -> tuple[bool, int, int]:
    asked = profile.recognise or Recognise()
    parts = frozenset(map(str.lower, path.absolute().parts))
    read = len(profile.known & frozenset(map(key, header)))
    return bool(parts & frozenset(asked.path)), len(asked.columns | asked.any), read
