"""The form that opens an incident: by hand, from an item with its siblings, or from a cluster of items."""

from __future__ import annotations

from collections.abc import Sequence

from rhythm_tui.desk.views import QueueRow
from rhythm_tui.domain.similar import ALIKE, clusters, likeness, shingles
from rhythm_tui.i18n import _, say
from rhythm_tui.ui.fields import Field, Form, Instead, Values
from rhythm_tui.ui.forms import named, shortened
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.time_fields import time_field
from rhythm_tui.ui.wording import BLANK, Line, column, gap, paragraphs, piece, safe

_QUOTED = 4


def new_incident(seat: Seat, rows: Sequence[QueueRow] = ()) -> Form:
    """Open an incident: by hand, from an item with its siblings offered, or from a cluster of items."""
    words = seat.vocabulary
    siblings = seat.reader.siblings(rows[0].id, seat.now()) if len(rows) == 1 else []
    offered = _members(rows, siblings)
    yes_or_no = [("", _("not said")), *named(words.ids("sources"), words.source)]
    fields = [
        Field("title", _("title"), "line", _title(rows)),
        Field(
            "kind", _("kind"), "choice", "", named(words.ids("kinds"), words.kind),
            describe=words.caution, tone="soon",
        ),
        Field(
            "grade", _("grade; where you are unsure, the higher"), "choice", "",
            named(words.gradings(), words.grade), describe=words.criteria, tone="soft",
        ),
        Field("source", _("how it came to be known"), "choice", "own_channel" if rows else "", yes_or_no),
        time_field(seat, "occurred_at", _("happened at (may stay empty)"), _("HH:MM")),
        time_field(seat, "discovered_at", _("discovered at: its timers run from then")),
    ]  # fmt: skip
    if len(offered) > 1:
        labels = [(key, label) for key, (label, _ids) in offered.items()]
        fields.append(
            Field("items", _("what belongs to it"), "choice", "", labels, convert=lambda key: offered[key][1])
        )

    def items(values: Values) -> list[str]:
        return offered[values["items"]][1] if "items" in values else [row.id for row in rows]

    titles = {0: _("new incident"), 1: say("make an incident of {id}", id=rows[0].id if rows else "")}
    return Form(
        titles.get(len(rows), say("make one incident of {n} items", n=len(rows))),
        {"do": "incident.open", **({"items": [row.id for row in rows]} if rows else {})},
        fields,
        _("open it"),
        context=_quoted(rows),
        preview=lambda values: _alike(seat, values, items(values)),
        instead=lambda values: _join(seat, values, items(values)),
    )


def _title(rows: Sequence[QueueRow]) -> str:
    """Return the words that most of some items are like, as long as a title may be."""
    if not rows:
        return ""
    leader = clusters([safe(row.text) for row in rows])[0][0]
    return shortened(safe(rows[leader].text))


def _members(rows: Sequence[QueueRow], siblings: Sequence[QueueRow]) -> dict[str, tuple[str, list[str]]]:
    """Return which items may be taken along with one: by name, what it is called and their ids."""
    if len(rows) != 1:
        return {}
    (one,) = rows
    words = shingles(safe(one.text))
    near = [row.id for row in siblings if likeness(words, shingles(safe(row.text))) >= ALIKE]
    post = [row.id for row in siblings if row.post == one.post and row.platform == one.platform]
    found = {"one": (_("only this"), [one.id])}
    for key, label, ids in (
        ("near", _("with {n} in nearly the same words"), near),
        ("post", _("with all {n} under the post"), post),
        ("all", _("with all {n} of the post and the author"), [row.id for row in siblings]),
    ):
        if ids and all(len(ids) != len(known) - 1 for _label, known in found.values()):
            found[key] = (label.format(n=len(ids)), [one.id, *ids])
    return found


def _quoted(rows: Sequence[QueueRow]) -> list[Line]:
    """Return who wrote what, for a form to show above its fields."""
    if len(rows) == 1:
        return [(piece(rows[0].author, "strong-bold"),), *paragraphs(rows[0].text, 70, "soft", most=3)]
    lines: list[Line] = [
        (
            column(row.id, 6, "faint"),
            column(row.author, 10, "soft"),
            gap(1),
            column(safe(row.text), 52, "text"),
        )
        for row in rows[:_QUOTED]
    ]
    if len(rows) > _QUOTED:
        lines.append((piece(say("and {n} more", n=len(rows) - _QUOTED), "muted"),))
    return lines


def _alike(seat: Seat, values: Values, items: Sequence[str]) -> list[Line]:
    found = seat.reader.alike(values["title"], items)
    if not found:
        return []
    lines: list[Line] = [BLANK, (piece(_("This may be open already:"), "soon-bold"),)]
    for one in found[:3]:
        why = _("the same post") if one.by_post else _("nearly the same title")
        lines.append((column(one.id, 5, "focus"), column(one.title, 44, "text"), gap(1), piece(why, "muted")))
    return lines


def _join(seat: Seat, values: Values, items: Sequence[str]) -> Instead | None:
    """Return the offer to link the items to the incident this one is like."""
    found = seat.reader.alike(values["title"], items) if items else []
    if not found:
        return None
    id = found[0].id
    return Instead(
        say("link to {id} instead", id=id), {"do": "incident.link", "id": id, "items": list(items)}
    )
