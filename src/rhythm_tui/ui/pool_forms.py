"""The forms of the topic pool: ideas, pledges to the public, users' stories."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from rhythm_tui.desk.pool_rows import IdeaRow, PledgeRow, StoryRow
from rhythm_tui.i18n import _, say
from rhythm_tui.reports.pool_words import consents
from rhythm_tui.ui.fields import Field, Form, Values, such_as
from rhythm_tui.ui.forms import named
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.slot_forms import new_slot
from rhythm_tui.ui.time_fields import time_field
from rhythm_tui.ui.wording import BLANK, Line, Words, gap, paragraphs, piece

Row = IdeaRow | PledgeRow | StoryRow
_CELLS = 70


def row_of(seat: Seat, id: str | None) -> Row | None:
    """Return the idea, the pledge or the story that is called ``id``."""
    reader, name = seat.reader, id or ""
    return reader.idea(name) or reader.pledge(name) or reader.story(name)


def add_idea(seat: Seat) -> Form:
    """Put an idea into the pool."""
    words = seat.vocabulary
    tiers = [(key, words.tier(int(key), full=True)) for key in words.ids("tiers")]
    audiences = [("", _("everybody")), *named(words.ids("audiences"), words.audience)]
    return Form(
        _("new idea"),
        {"do": "idea.add"},
        [
            Field("title", _("title")),
            Field("tier", _("topic tier"), "choice", "", tiers, convert=int),
            Field("form", _("form"), "choice", "", _or_none(named(words.ids("forms"), words.form))),
            Field("audience", _("for"), "choice", "", audiences),
            Field("department", _("department (may stay empty)")),
            Field("series", _("series"), "choice", "", _or_none(named(words.ids("series"), words.series))),
        ],
        _("put it into the pool"),
    )


def add_pledge(seat: Seat) -> Form:
    """Write a pledge to the public down."""
    words = seat.vocabulary
    return Form(
        _("new pledge"),
        {"do": "pledge.add"},
        [
            Field("words", _("what was said in public")),
            Field("promise", _("title of what was promised")),
            Field("platform", _("platform"), "choice", "", named(words.platforms_used(), words.platform)),
            Field("metric", _("what is counted"), "choice", "", named(words.ids("metrics"), words.metric)),
            Field("threshold", _("from how many on"), hint=such_as("10000"), convert=whole),
            Field("post", _("under which work (may stay empty)")),
        ],
        _("write it down"),
    )


def add_story(_seat: Seat) -> Form:
    """Write a user's story down."""
    return Form(
        _("new story"),
        {"do": "story.add"},
        [
            Field("text", _("the story"), "text"),
            Field("author", _("whose it is (kept masked)")),
            Field("interaction", _("the item in which it came, as q17 (may stay empty)")),
        ],
        _("write it down"),
    )


def count(seat: Seat, row: PledgeRow) -> Form:
    """Say how many there are by now."""
    metric = seat.vocabulary.metric(row.metric)
    known = f"{row.counted:,} / {row.threshold:,} {metric}"
    return Form(
        say("count pledge {id}", id=row.id),
        {"do": "pledge.count", "id": row.id, "expect": row.version},
        [
            Field("count", say("{metric} by now", metric=metric), convert=whole),
            time_field(seat, "at", _("counted at")),
        ],
        _("count"),
        context=[(piece(row.promise, "strong-bold"),), (piece(known, "muted"),), BLANK],
        version=_version(seat.reader.pledge, row.id),
    )


def consent(seat: Seat, row: StoryRow) -> Form:
    """Say what the person said; a written consent names its file, of which only the hash is kept."""

    def combine(values: Values) -> Mapping[str, object]:
        from rhythm_tui.intake.evidence import evidence

        told: dict[str, object] = {"consent": values["consent"]}
        if values["file"].strip():
            told["file"], told["sha256"] = evidence(values["file"])
        return told

    likely = "written" if row.consent == "asked" else "asked"
    said = [(key, name) for key, name in consents().items() if key != "none"]
    return Form(
        say("consent to {id}", id=row.id),
        {"do": "story.consent", "id": row.id, "expect": row.version},
        [
            Field("consent", _("the person"), "choice", likely, said),
            Field(
                "file",
                _("file of the signed sheet (may stay empty; its SHA-256 is kept)"),
                hint=_("path of a file"),
            ),
        ],
        _("note it"),
        context=_about(row),
        combine=combine,
        version=_version(seat.reader.story, row.id),
    )


def drop(seat: Seat, row: Row) -> Form:
    """Drop an idea, a pledge or a story, with the reason."""
    noun, read = _noun(seat, row)
    return Form(
        say("drop {id}", id=row.id),
        {"do": f"{noun}.drop", "id": row.id, "expect": row.version},
        [Field("reason", _("reason"))],
        _("drop it"),
        context=_about(row),
        version=_version(read, row.id),
    )


def plan(seat: Seat, row: Row) -> Form:
    """Plan a slot for it: the form of a new slot, filled in as far as it is known."""
    form = new_slot(seat)
    noun, _read = _noun(seat, row)
    known = _known(row)
    base = {**form.base, noun: row.id}
    return replace(
        form,
        title=say("a slot for {id}", id=row.id),
        base=base,
        fields=[replace(one, value=known.get(one.name, one.value)) for one in form.fields],
        context=[] if isinstance(row, IdeaRow) else _about(row),
    )


def _known(row: Row) -> dict[str, Words]:
    """Return what the fields of a new slot hold already."""
    if isinstance(row, PledgeRow):
        return {"title": row.promise, "platform": row.platform}
    if isinstance(row, StoryRow):
        return {"form": "story"}
    return {
        "title": row.title,
        "tier": str(row.tier),
        "form": row.form or "",
        "audience": row.audience or "",
        "department": row.department or "",
        "series": row.series or "",
    }


def _noun(seat: Seat, row: Row) -> tuple[str, Callable[[str], Row | None]]:
    if isinstance(row, IdeaRow):
        return "idea", seat.reader.idea
    return ("pledge", seat.reader.pledge) if isinstance(row, PledgeRow) else ("story", seat.reader.story)


def _about(row: Row) -> list[Line]:
    """Return what an operator should see of it while deciding."""
    if isinstance(row, StoryRow):
        return [(piece(row.author, "strong-bold"),), *paragraphs(row.text, _CELLS, "soft", most=3), BLANK]
    if isinstance(row, PledgeRow):
        return [(piece(row.promise, "strong-bold"),), *paragraphs(row.words, _CELLS, "soft", most=2), BLANK]
    return [(piece(row.title, "strong-bold"), gap(2), piece(row.id, "faint")), BLANK]


def _version(read: Callable[[str], Row | None], id: str) -> Callable[[], int | None]:
    def version() -> int | None:
        found = read(id)
        return found.version if found else None

    return version


def _or_none(options: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [("", _("not said")), *options]


def whole(typed: str) -> object:
    """Return a number as people type one: ``1.2万`` and ``12,000`` too; what is none stays as it is."""
    from rhythm_tui.domain.aliases import tight

    written = tight(typed).replace(",", "").removesuffix("+")
    unit = {"万": 10_000, "w": 10_000, "k": 1_000, "亿": 100_000_000}.get(written[-1:], 1)
    digits = written[:-1] if unit > 1 else written
    whole_part, _point, rest = digits.partition(".")
    if not whole_part.isdecimal() or (rest and not rest.isdecimal()) or len(digits) > 15:
        return typed
    made = int(whole_part) * unit + (int(rest) * unit // 10 ** len(rest) if rest else 0)
    return typed if rest and unit == 1 else made
