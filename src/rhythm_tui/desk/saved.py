"""Saved filters: ``filters.toml`` in the configuration folder, a name and a text of the filter language each.

The file is read whenever it is asked, so that two desks of one account see each other's filters.
"""

from __future__ import annotations

from collections.abc import Callable

from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.refusal import Refusal, invalid, msg
from rhythm_tui.domain.text import SafeText, clean
from rhythm_tui.i18n import say, words_of
from rhythm_tui.settings import BadSetting, parsed, read_text, set_toml

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

MOST = 40
"""Longest name, in characters."""
FILE = "filters.toml"
"""What the file is called in the configuration folder."""


class Saved(NamedTuple):
    """A filter that was given a name."""

    name: SafeText
    text: SafeText
    """As the operator wrote it, in the filter language."""


class SavedFilters:
    """The filters of an operator, in the order of their file."""

    def __init__(self, path: Path, parse: Callable[[str], object]) -> None:
        """Take the file, which need not be there, and what raises ``Refusal`` for what is no filter."""
        self._path = path
        self._parse = parse

    def all(self) -> list[Saved]:
        """Return every filter. Raises ``BadSetting`` naming the file, and the entry that cannot be used."""
        return list(self._entries().values())

    def find(self, name: str) -> Saved | None:
        """Return the filter called ``name``, None where there is none. Raises ``BadSetting``."""
        wanted = clean(name).plain
        return next((one for one in self.all() if one.name.plain == wanted), None)

    def save(self, name: str, text: str) -> Saved:
        """Keep ``text`` under a name, in the place of what had it before; return what was kept.

        Raises ``Refusal`` for a name or filter that cannot be, ``BadSetting`` where the file cannot be read
        or written.
        """
        saved = Saved(clean(name), clean(text))
        if not 0 < len(saved.name.plain) <= MOST:
            raise invalid("name", msg("a name of 1 to {most} characters"), most=MOST)
        if not saved.text.plain:
            raise invalid("filter", msg("there is no filter to save: type one first"))
        self._parse(saved.text.plain)
        name = saved.name.plain
        key = next((key for key, one in self._entries().items() if one.name.plain == name), name)
        set_toml(self._path, key, saved.text.plain)
        return saved

    def remove(self, name: str) -> None:
        """Forget the filter called ``name``, where there is one. Raises ``BadSetting``."""
        for key, one in self._entries().items():
            if one.name.plain == name:
                set_toml(self._path, key, None)

    def _entries(self) -> dict[str, Saved]:
        """Return the filters by the name that stands in the file, which may hold signs nobody sees.

        No second copy of them is kept: somebody may have written a person's name.
        """
        tables = parsed(self._path, read_text(self._path)) if self._path.exists() else {}
        return {key: self._checked(clean(key), value) for key, value in tables.items()}

    def _checked(self, name: SafeText, value: object) -> Saved:
        if not name.plain:
            raise BadSetting(say("{file}: a filter has no name", file=self._path))
        text = clean(value) if isinstance(value, str) else None
        if text is None or not text.plain:
            example = '"band:late owner:none"'
            raise BadSetting(
                say(
                    "{file}: {name} needs a filter, such as {example}",
                    file=self._path,
                    name=name.plain,
                    example=example,
                )
            )
        try:
            self._parse(text.plain)
        except Refusal as refusal:
            problem = words_of(refusal)
            raise BadSetting(
                say("{file}: {name}: {problem}", file=self._path, name=name.plain, problem=problem)
            ) from refusal
        return Saved(name, text)
