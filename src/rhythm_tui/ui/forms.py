"""The forms of the desk: which fields each command asks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from rhythm_tui.desk.board import IncidentCard
from rhythm_tui.desk.views import InteractionDetail, SlotRow
from rhythm_tui.domain.text import width
from rhythm_tui.i18n import _, say
from rhythm_tui.ui import terms
from rhythm_tui.ui.screens.form import Field, Form, Values
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import clock_time, remaining, since
from rhythm_tui.ui.wording import BLANK, Line, column, gap, paragraphs, piece

_TITLE = 60
_FULL_WIDTH_TIME = str.maketrans("：０１２３４５６７８９", ":0123456789")


def wall_time(seat: Seat, *, past: bool) -> Callable[[str], object]:
    """Return what makes a command's time of ``14:05``: the last one that was, or the next one to come."""

    def convert(typed: str) -> object:
        written = typed.strip().translate(_FULL_WIDTH_TIME)
        now = seat.vocabulary.local(seat.now())
        try:
            clock = datetime.strptime(written, "%H:%M")  # noqa: DTZ007 - wall time, joined to the local day below
        except ValueError:
            return written
        moment = now.replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)
        if past and moment > now:
            moment -= timedelta(days=1)
        elif not past and moment < now:
            moment += timedelta(days=1)
        return moment.replace(tzinfo=None).isoformat(timespec="seconds")

    return convert


def _named(ids: Sequence[str], name: Callable[[str], str]) -> list[tuple[str, str]]:
    return [(one, name(one)) for one in ids]


def time_field(seat: Seat, name: str, label: str) -> Field:
    """Return a field for an instant that has passed; empty means now."""
    return Field(name, label, hint=_("HH:MM; empty: now"), convert=wall_time(seat, past=True))


def quoted(detail: InteractionDetail) -> list[Line]:
    """Return who wrote what, for a form to show above its fields."""
    row = detail.row
    return [(piece(row.author, "strong-bold"),), *paragraphs(row.text, 70, "soft", most=3)]


def new_interaction(seat: Seat) -> Form:
    """Type in something that reached the hospital another way."""
    words = seat.vocabulary
    kinds = _named(("comment", "message", "live"), terms.kind_name)
    now = words.local(seat.now()).strftime("%H:%M")
    return Form(
        _("new item"),
        {"do": "interaction.add"},
        [
            Field("platform", _("platform"), "choice", "", _named(words.ids("platforms"), words.platform)),
            Field("kind", _("kind"), "choice", "", kinds),
            Field("author", _("from")),
            Field("text", _("text"), "text"),
            Field(
                "posted_at",
                _("posted at: the clock runs from then"),
                "line",
                now,
                convert=wall_time(seat, past=True),
            ),
            Field("post", _("under which work (may stay empty)")),
        ],
        _("put it on the queue"),
    )


def new_incident(seat: Seat, detail: InteractionDetail | None = None) -> Form:
    """Open an incident, from an item of the queue where one is given."""
    words = seat.vocabulary
    row = detail.row if detail else None
    base: dict[str, object] = {"do": "incident.open"}
    if row is not None:
        base["items"] = [row.id]
    fields = [
        Field("title", _("title"), "line", row.text._replace(plain=shortened(row.text[0])) if row else ""),
        Field("kind", _("kind"), "choice", "", _named(words.ids("kinds"), words.kind)),
        Field(
            "grade",
            _("grade"),
            "choice",
            "",
            _named(words.ids("grades"), words.grade),
            describe=words.criteria,
        ),
        time_field(seat, "discovered_at", _("discovered at: its timers run from then")),
    ]
    title = say("make an incident of {id}", id=row.id) if row else _("new incident")
    return Form(title, base, fields, _("open it"), context=quoted(detail) if detail else ())


def shortened(text: str) -> str:
    """Return the beginning of a text, as long as a title may be."""
    line = " ".join(text.split())
    while width(line) > _TITLE:
        line = line[:-1]
    return line


def grade(seat: Seat, card: IncidentCard) -> Form:
    """Grade anew, seeing what becomes of every timer."""
    words = seat.vocabulary
    return Form(
        say("grade {id} anew", id=card.id),
        {"do": "incident.grade", "id": card.id, "expect": card.version},
        [
            Field(
                "grade",
                _("grade"),
                "choice",
                card.grade,
                _named(words.ids("grades"), words.grade),
                describe=words.criteria,
            ),
            Field("reason", _("reason")),
        ],
        _("grade it"),
        context=_titled(card),
        preview=lambda values: _before_after(seat, card, values),
        version=lambda: version_of(seat, card.id),
    )


def _titled(card: IncidentCard) -> list[Line]:
    return [(piece(card.title, "strong-bold"),), BLANK]


def _before_after(seat: Seat, card: IncidentCard, values: Values) -> list[Line]:
    """Return each timer's due time under its old grade and the one chosen."""
    now = seat.now()
    timers = seat.playbook().timers
    lines: list[Line] = [BLANK]
    for timer in card.timers:
        name = column(seat.vocabulary.timer(timer.name), 20, "soft")
        if timer.met_at is not None:
            lines.append((name, piece(_("met; stays as it is"), "muted")))
            continue
        after = timer.start + timers[timer.name].target_for(values["grade"])
        left = since(now, after)
        style = "late-bold" if left < 0 else "ok-bold"
        shade = "text" if after == timer.due_at else "strong-bold"
        lines.append((
            name,
            column(clock_time(timer.due_at, seat.vocabulary, now), 12, "muted"),
            piece(f"{_('becomes')}  ", "faint"),
            column(clock_time(after, seat.vocabulary, now), 12, shade),
            piece(remaining(left), style),
        ))  # fmt: skip
    return lines


def meet(seat: Seat, card: IncidentCard) -> Form | None:
    """Meet one of the timers that still run; None when every one is met."""
    running = [timer.name for timer in card.timers if timer.runs]
    if not running:
        return None
    return Form(
        say("meet a timer of {id}", id=card.id),
        {"do": "incident.meet", "id": card.id, "expect": card.version},
        [
            Field("timer", _("timer"), "choice", "", _named(running, seat.vocabulary.timer)),
            Field("evidence", _("evidence: what was said, where it can be seen"), "text"),
            time_field(seat, "at", _("met at")),
        ],
        _("it is met"),
        context=_titled(card),
        version=lambda: version_of(seat, card.id),
    )


def move(seat: Seat, card: IncidentCard) -> Form:
    """Move to another column, by default the next one."""
    stages = [*terms.STAGES, "closed"]
    following = (
        stages[min(stages.index(card.stage) + 1, len(stages) - 1)] if card.stage in stages else stages[0]
    )
    return Form(
        say("move {id} to another stage", id=card.id),
        {"do": "incident.move", "id": card.id, "expect": card.version},
        [Field("stage", _("stage"), "choice", following, _named(stages, terms.stage_name))],
        _("move it"),
        context=_titled(card),
        version=lambda: version_of(seat, card.id),
    )


def new_slot(seat: Seat) -> Form:
    """Plan a slot."""
    words = seat.vocabulary
    yes_no = [("", _("no")), ("yes", _("yes: it needs the double review"))]
    tiers = [(key, words.tier(int(key), full=True)) for key in words.ids("tiers")]
    audiences = [("", _("everybody")), *_named(words.ids("audiences"), words.audience)]
    return Form(
        _("new slot"),
        {"do": "slot.plan"},
        [
            Field("platform", _("platform"), "choice", "", _named(words.ids("platforms"), words.platform)),
            Field(
                "at",
                _("time: HH:MM, or 2026-11-23 18:00"),
                "line",
                "",
                convert=wall_time(seat, past=False),
            ),
            Field("title", _("title")),
            Field("tier", _("topic tier"), "choice", "", tiers, convert=int),
            Field("form", _("form"), "choice", "", _named(words.ids("forms"), words.form)),
            Field("audience", _("for"), "choice", "", audiences),
            Field("department", _("department (may stay empty)")),
            Field("emergency", _("public-health emergency"), "choice", "", yes_no, convert=bool),
        ],
        _("plan it"),
    )


def sign_off(seat: Seat, slot: SlotRow) -> Form:
    """Sign a slot off in a role, by default one that is still owed."""
    words = seat.vocabulary
    return Form(
        say("sign {id} off", id=slot.id),
        {"do": "slot.sign_off", "id": slot.id, "expect": slot.version},
        [
            Field(
                "role",
                _("role"),
                "choice",
                (slot.missing or ("",))[0],
                _named(words.ids("roles"), words.role),
            ),
            Field("expert", _("the expert's name")),
        ],
        _("sign off"),
        context=[(piece(slot.title, "strong-bold"), gap(2), piece(slot.wall[11:16], "soft")), BLANK],
        version=lambda: version_of(seat, slot.id),
    )


def publish(seat: Seat, slot: SlotRow) -> Form:
    """Record that a slot went out."""
    return Form(
        say("{id} went out", id=slot.id),
        {"do": "slot.publish", "id": slot.id, "expect": slot.version},
        [
            time_field(seat, "at", _("published at")),
            Field("url", _("link (may stay empty)"), hint="https://"),
        ],
        _("it is out"),
        context=[(piece(slot.title, "strong-bold"), gap(2), piece(slot.wall[11:16], "soft")), BLANK],
        version=lambda: version_of(seat, slot.id),
    )


def version_of(seat: Seat, id: str) -> int | None:
    """Return the version something has now."""
    if found := seat.reader.interaction(id):
        return found.row.version
    if incident := seat.reader.incident(id):
        return incident.card.version
    if statement := seat.reader.statement(id):
        return statement.version
    slot = seat.reader.slot(id, seat.now())
    return slot.row.version if slot else None
