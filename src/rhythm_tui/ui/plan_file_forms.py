"""The form that takes a plan in from a file: what it would lay is seen before it is done."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from rhythm_tui import settings
from rhythm_tui.domain.refusal import Refusal, invalid, msg
from rhythm_tui.domain.text import clean
from rhythm_tui.i18n import _, ngettext, say
from rhythm_tui.ui.fields import Field, Form, Values
from rhythm_tui.ui.plan_lines import draft_lines
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.wording import BLANK, Line, piece, safe

if TYPE_CHECKING:
    from rhythm_tui.intake.plan import Plan

_SEEN = 2 << 20
"""Bytes of the largest file that is read while its path is still typed."""
_REASONS = 5
"""So many rejected rows are told before it is done; the rejects file has all of them."""


def take_in(seat: Seat) -> Form:
    """Plan the slots of a file."""
    read = lru_cache(maxsize=1)(lambda path, _stamp: _read(seat, path))
    return Form(
        _("import a plan"),
        {"do": "slot.plan_many"},
        [Field("file", _("a CSV or xlsx file, with its columns named"), hint=_("path of a file"))],
        _("plan them"),
        preview=lambda values: _seen(seat, values["file"], read),
        combine=lambda values: _taken(seat, values),
    )


def _path(typed: str) -> Path:
    return Path(typed.strip().strip("'\"")).expanduser()


def _read(seat: Seat, path: Path) -> Plan:
    """Read a plan. Raises ``Refusal`` for the field ``file``."""
    from rhythm_tui.intake.plan import PlanTerms, read_plan
    from rhythm_tui.intake.plan_words import plan_words
    from rhythm_tui.intake.unreadable import Unreadable

    playbook = seat.playbook()
    terms = PlanTerms(plan_words(playbook, settings.aliases()), {}, playbook.tz, seat.now())
    try:
        return read_plan(path, terms)
    except Unreadable as error:
        raise invalid("file", error.template, **error.values) from error


def _seen(seat: Seat, typed: str, read: object) -> list[Line]:
    """Return what a file would plan, as soon as there is one under the path."""
    try:
        path = _path(typed)
        stamp = path.stat()
    except (OSError, RuntimeError, ValueError):
        return []
    if not path.is_file() or stamp.st_size > _SEEN:
        return []
    try:
        plan: Plan = read(path, stamp.st_mtime_ns)  # type: ignore[operator]
    except Refusal as refusal:
        return [BLANK, (piece(seat.why_not(refusal), "late"),)]
    return _lines(seat, plan)


def _lines(seat: Seat, plan: Plan) -> list[Line]:
    from rhythm_tui.desk.plan_taking import weigh

    weighed = weigh(seat.reader, plan.rows, seat.playbook(), seat.now())
    counts = say(
        "{read} rows: {new} new, {duplicate} there already, {rejected} rejected",
        read=plan.read,
        new=len(weighed.new),
        duplicate=weighed.duplicate,
        rejected=len(plan.rejects),
    )
    lines: list[Line] = [BLANK, (piece(counts, "strong-bold"),)]
    for one in plan.rejects[:_REASONS]:
        reason = say(one.template, **one.values)
        lines.append((piece(say("line {line}: {reason}", line=one.line, reason=reason), "soon"),))
    more = len(plan.rejects) - _REASONS
    if more > 0:
        lines.append((piece(ngettext("and {n} more", "and {n} more", more).format(n=more), "muted"),))
    names = {draft.key: "" for draft in weighed.new}
    return [*lines, *draft_lines(seat, weighed.new, weighed.conflicts, names)] if weighed.new else lines


def _taken(seat: Seat, values: Values) -> Mapping[str, object]:
    """Return the command; what cannot be planned goes to the rejects file first."""
    from rhythm_tui.intake.rejects import RejectsFile

    path = _path(values["file"])
    plan = _read(seat, path)
    with RejectsFile(path, settings.state_dir(), plan.columns) as rejects:
        for one in plan.rejects:
            rejects.write(one)
    if not plan.rows:
        raise invalid("file", msg("no row of it can be planned"))
    return {
        "name": safe(clean(path.name, limit=100)),
        "sha256": plan.sha256,
        "slots": [row.model_dump(exclude_none=True) for row in plan.rows],
    }
