"""The forms of a publishing slot: what it is, when it goes out, who signs it, what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rhythm_tui.desk.slot_views import SlotDetail
from rhythm_tui.desk.views import SlotRow
from rhythm_tui.domain.deadlines import MINUTE, SECOND
from rhythm_tui.domain.differences import compare
from rhythm_tui.domain.refusal import invalid, msg
from rhythm_tui.domain.slot_hints import outside, same_words
from rhythm_tui.domain.text import clean_block
from rhythm_tui.i18n import _, say
from rhythm_tui.reports.slot_words import story_told
from rhythm_tui.ui import terms
from rhythm_tui.ui.fields import Field, Form, Guarded, Values
from rhythm_tui.ui.forms import named, version_of
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import clock_time, rough
from rhythm_tui.ui.time_fields import coming, time_field
from rhythm_tui.ui.wording import BLANK, Line, Piece, Words, gap, paragraphs, piece, safe

_WIDE = 70
_EARLY = 15 * MINUTE
"""From when on it is said that a slot goes out before its time, ms."""
_TAKES = "/"
"""Parts a form and the form it takes in one choice."""
_RUNS = {"added": "ok-bold", "removed": "late-bold", "same": "soft"}
_QUOTED = 40
"""Characters around a change that are shown."""


def new_slot(seat: Seat, given: Mapping[str, Words] | None = None, **base: object) -> Form:
    """Plan a slot; ``given`` stands in the fields at first, ``base`` is what nobody fills in."""
    when = coming(seat, Field("at", _("time: HH:MM, or 2026-11-23 18:00"), whole=True))
    fields = _with(_fields(seat), given or {})
    fields.insert(1, _with([when], given or {})[0])
    return Form(
        _("new slot"),
        {"do": "slot.plan", **base},
        fields,
        _("plan it"),
        finish=_split,
        preview=lambda typed: _looked_at(seat, typed),
        guarded=_words,
    )


def edit(seat: Seat, detail: SlotDetail) -> Form:
    """Change what a slot publishes; only what was changed is told, so that nothing else lapses."""
    fields = _with(_fields(seat, detail.row.platform), _standing(detail))
    lapses = _("Another platform, title, script, tier, form or emergency: the sign-offs lapse.")
    notes: list[Line] = [(piece(lapses, "soon"),)] if detail.row.signed else []
    return Form(
        say("change {id}", id=detail.row.id),
        {"do": "slot.edit", "id": detail.row.id, "expect": detail.row.version},
        fields,
        _("change it"),
        context=[*notes, *([BLANK] if notes else [])],
        combine=lambda typed: _changed(fields, typed),
        preview=lambda typed: _looked_at(seat, typed),
        guarded=_words,
        version=lambda: version_of(seat, detail.row.id),
    )


def drop(seat: Seat, slot: SlotRow) -> Form:
    """Give a slot up."""
    return Form(
        say("drop {id}", id=slot.id),
        {"do": "slot.drop", "id": slot.id, "expect": slot.version},
        [Field("reason", _("reason"))],
        _("drop it"),
        context=[_head(slot), BLANK],
        version=lambda: version_of(seat, slot.id),
    )


def sign_off(seat: Seat, detail: SlotDetail) -> Form:
    """Sign a slot off in a role, by default one that is still owed."""
    words, slot = seat.vocabulary, detail.row
    return Form(
        say("sign {id} off", id=slot.id),
        {"do": "slot.sign_off", "id": slot.id, "expect": slot.version},
        [
            Field(
                "role",
                _("role"),
                "choice",
                (slot.missing or ("",))[0],
                named(words.required_roles(emergency=slot.emergency) or words.ids("roles"), words.role),
                describe=lambda role: terms.awaited(role, slot.missing, words),
                tone="soon",
            ),
            Field("expert", _("the expert's name")),
        ],
        _("sign off"),
        context=[_head(slot), BLANK],
        guarded=lambda _values: _words({"title": safe(slot.title), "script": safe(detail.script)}),
        version=lambda: version_of(seat, slot.id),
    )


def publish(seat: Seat, detail: SlotDetail) -> Form:
    """Record that a slot went out; the text as it stands in public is compared with the approved one."""
    slot = detail.row
    fields = [
        time_field(seat, "at", _("published at")),
        Field("url", _("link (may stay empty)"), hint="https://"),
    ]
    if safe(detail.script):
        fields.append(
            Field("text", _("the text as it stands in public, to compare (may stay empty)"), "text")
        )
    if slot.missing:
        fields.append(Field("break_glass", _("why it went out without its sign-offs")))
    return Form(
        say("{id} went out", id=slot.id),
        {"do": "slot.publish", "id": slot.id, "expect": slot.version},
        fields,
        _("it is out"),
        context=[_head(slot), *_owed(detail, seat), BLANK],
        preview=(lambda typed: difference(detail, typed["text"])) if safe(detail.script) else None,
        version=lambda: version_of(seat, slot.id),
    )


def compare_later(seat: Seat, detail: SlotDetail) -> Form:
    """Compare what stands in public with the approved script, once the slot has gone out."""
    return Form(
        say("compare {id} with what was approved", id=detail.row.id),
        {"do": "slot.compare", "id": detail.row.id, "expect": detail.row.version},
        [Field("text", _("the text as it stands in public"), "text")],
        _("keep the comparison"),
        context=[_head(detail.row), BLANK],
        preview=lambda typed: difference(detail, typed["text"]),
        version=lambda: version_of(seat, detail.row.id),
    )


def difference(detail: SlotDetail, live: str) -> list[Line]:
    """Return how a live text differs from the approved script; nothing while none was pasted (RHYTHM 12)."""
    approved, pasted = safe(detail.script), safe(clean_block(live))
    if not pasted:
        return []
    if same_words(approved, pasted):
        return [BLANK, (piece(_("published as approved"), "ok-bold"),)]
    lines: list[Line] = [BLANK, (piece(_("not as approved:"), "late-bold"),)]
    shown: list[Piece] = []
    for run in compare(approved, pasted):
        text = run.text if run.kind != "same" else _ends(run.text)
        mark = {"added": "+", "removed": "-", "same": ""}[run.kind]
        shown.append(piece(f"{mark}{' '.join(text.split())} ", _RUNS[run.kind]))
    return [*lines, tuple(shown)]


def _ends(text: str) -> str:
    return text if len(text) <= _QUOTED else f"{text[: _QUOTED // 2]} .. {text[-_QUOTED // 2 :]}"


def _owed(detail: SlotDetail, seat: Seat) -> list[Line]:
    """Return what is missing before it goes out: its time, sign-offs and lines of the checklist."""
    words = seat.vocabulary
    lines: list[Line] = []
    if (early := detail.row.at - seat.now()) > _EARLY:
        at = clock_time(detail.row.at, words, seat.now())
        told = say("it is planned for {time}, in {span}", time=at, span=rough(early // SECOND))
        lines.append((piece(told, "soon-bold"),))
    if detail.row.missing:
        roles = _(", ").join(words.role(role) for role in detail.row.missing)
        lines.append((piece(say("sign-off missing: {roles}", roles=roles), "late-bold"),))
    if left := len(detail.unticked):
        told = say("checklist: {n} of {all} lines not ticked", n=left, all=len(detail.checklist))
        lines.append((piece(told, "soon-bold"),))
    brought = seat.reader.statement(detail.row.statement) if detail.row.statement else None
    if brought is not None and brought.state == "superseded":
        told = say("the statement {id} was superseded: this slot brings its words", id=brought.id)
        lines.append((piece(told, "late-bold"),))
    if detail.story is not None and detail.story[1] != "written":
        lines += [(piece(told, "late-bold"),) for told in story_told(detail)]
    return lines


def _words(typed: Values) -> Guarded:
    """Return what the guard reads of a slot; how long a comment may be binds no script."""
    return Guarded("\n".join(one for one in (typed["title"], typed["script"]) if one))


def _fields(seat: Seat, standing: str = "") -> list[Field]:
    words = seat.vocabulary
    platforms = named(words.platforms_used(standing), words.platform)
    yes_no = [("", _("no")), ("yes", _("yes: it needs the double review"))]
    tiers = [(key, words.tier(int(key), full=True)) for key in words.ids("tiers")]
    depths = [("", _("none")), *named(words.ids("depths"), words.depth)]
    audiences = [("", _("everybody")), *named(words.ids("audiences"), words.audience)]
    series = [("", _("none")), *named(words.ids("series"), words.series)]
    goals = [("", _("none")), *named(words.ids("goals"), words.goal)]
    return [
        Field("platform", _("platform"), "choice", "", platforms),
        Field("title", _("title")),
        Field("script", _("script (may stay empty): sign-offs are bound to it"), "text"),
        Field("tier", _("topic tier"), "choice", "", tiers, convert=int),
        Field("form", _("form"), "choice", "", list(_forms(seat))),
        Field("audience", _("for"), "choice", "", audiences),
        Field("department", _("department (may stay empty)")),
        Field("emergency", _("public-health emergency"), "choice", "", yes_no, convert=bool),
        Field("depth", _("depth"), "choice", "", depths, describe=words.depth_hint),
        Field("length_s", _("length in seconds (may stay empty)"), convert=_seconds),
        Field("series", _("series"), "choice", "", series),
        Field("goal", _("what it is for"), "choice", "", goals),
        Field("tags", _("hashtags, parted by blanks (may stay empty)"), convert=_tags),
    ]


def _forms(seat: Seat) -> list[tuple[str, str]]:
    """Return the forms, and behind them the forms that they take, as one choice (RHYTHM 3)."""
    words = seat.vocabulary
    forms = words.ids("forms")
    subs = [
        (f"{form}{_TAKES}{sub}", say("{what}: {why}", what=words.form(form), why=words.sub_form(form, sub)))
        for form in forms
        for sub in words.sub_forms(form)
    ]
    return [*named(forms, words.form), *subs]


def _with(fields: list[Field], given: Mapping[str, Words]) -> list[Field]:
    return [replace(one, value=given.get(one.name, one.value)) for one in fields]


def _standing(detail: SlotDetail) -> dict[str, Words]:
    """Return what stands in the fields of a slot that is there already."""
    row = detail.row
    form = row.form if row.sub_form is None else f"{row.form}{_TAKES}{row.sub_form}"
    return {
        "platform": row.platform,
        "title": row.title,
        "tier": str(row.tier),
        "form": form,
        "audience": row.audience or "",
        "emergency": "yes" if row.emergency else "",
        "script": detail.script,
        "depth": row.depth or "",
        "length_s": str(row.length_s or ""),
        "department": row.department or "",
        "series": row.series or "",
        "goal": row.goal or "",
        "tags": safe(row.tags),
    }


def _changed(fields: list[Field], typed: Values) -> dict[str, object]:
    """Return the fields of ``slot.edit``: what was changed, None for what was emptied."""
    told: dict[str, object] = {}
    for one in fields:
        now = typed[one.name].strip()
        if now == safe(one.value).strip():
            continue
        told[one.name] = one.convert(now) if now else (False if one.name == "emergency" else None)
    if not told:
        raise invalid("title", msg("nothing was changed"))
    return _split(told)


def _split(told: dict[str, object]) -> dict[str, object]:
    """Part the form and the form it takes."""
    if isinstance(told.get("form"), str):
        form, _parts, sub = str(told["form"]).partition(_TAKES)
        told |= {"form": form, "sub_form": sub or None}
    return {key: value for key, value in told.items() if key != "sub_form" or value or "form" in told}


def _seconds(typed: str) -> object:
    return int(typed) if typed.strip().isdecimal() else typed


def _tags(typed: str) -> list[str]:
    return [tag.strip("#＃") for tag in typed.replace("#", " #").split() if tag.strip("#＃")]


def _head(slot: SlotRow) -> Line:
    return (piece(slot.title, "strong-bold"), gap(2), piece(slot.wall[5:16].replace("T", " "), "soft"))


def _looked_at(seat: Seat, typed: Values) -> list[Line]:
    """Return what can be said of a slot while it is typed: its length, how its platform closes a post."""
    words = seat.vocabulary
    lines: list[Line] = []
    bounds = words.depth_bounds(typed["depth"])
    length = typed["length_s"].strip()
    if bounds and length.isdecimal() and outside(int(length), bounds):
        told = say(
            "{depth}: {least} to {most} s", depth=words.depth(typed["depth"]), least=bounds[0], most=bounds[1]
        )
        lines.append((piece(told, "soon-bold"),))
    if closing := words.closing(typed["platform"]):
        lines += paragraphs(clean_block(say("it closes there with: {words}", words=closing)), _WIDE, "muted")
    return lines
