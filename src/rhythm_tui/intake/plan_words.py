"""What the words of a plan mean: columns, and what the playbook calls its nouns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rhythm_tui.domain.aliases import lookup, tight
from rhythm_tui.domain.playbook import Playbook
from rhythm_tui.domain.refusal import msg
from rhythm_tui.intake.plan import PlanWords

Table = Mapping[str, Iterable[str]]
_NOUNS = {
    "platform": "platforms", "tier": "tiers", "form": "forms", "audience": "audiences", "depth": "depths",
    "series": "series", "goal": "goals",
}  # fmt: skip
"""The fields that name something of the playbook, each with its table."""
_ALSO = ("zh", "en", "name_zh", "name_en")


class BadColumn(ValueError):
    """A ``--column`` that says nothing: an English ``template`` with ``{names}`` that ``values`` fill."""

    def __init__(self, template: str, **values: object) -> None:
        self.template = template
        self.values = values
        super().__init__(template.format(**values))


def plan_words(playbook: Playbook, aliases: Mapping[str, Table], columns: Sequence[str] = ()) -> PlanWords:
    """Return what words mean under a playbook and ``data/aliases.toml``.

    ``columns`` are ``field=header`` of the operator's own. Raises ``BadColumn``.
    """
    known = aliases["plan_columns"]
    named = lookup(known, known)
    for one in columns:
        field, _, header = one.partition("=")
        if field not in known or not header.strip():
            raise BadColumn(
                msg("--column: {given}: write FIELD=HEADER; fields: {known}"),
                given=one,
                known=" ".join(known),
            )
        named[tight(header)] = field
    nouns = {
        field: lookup(_names(getattr(playbook, table)), aliases.get(table, {}))
        for field, table in _NOUNS.items()
    }
    nouns |= {field: lookup(aliases[field], aliases[field]) for field in ("state", "emergency")}
    sub_forms = {
        key: lookup(_names(form.sub), aliases.get("sub_forms", {})) for key, form in playbook.forms.items()
    }
    return PlanWords(named, nouns, sub_forms)


def _names(table: Mapping[str, Any]) -> dict[str, list[str]]:
    return {
        key: [str(getattr(noun, name)) for name in _ALSO if hasattr(noun, name)]
        for key, noun in table.items()
    }
