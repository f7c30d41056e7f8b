"""What the numbers of the plan mean: shares, frequencies, hours, and the four ways to lose the rhythm."""

from __future__ import annotations

from collections.abc import Iterator

from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.i18n import _, say
from rhythm_tui.reports.rhythm_words import kind_name
from rhythm_tui.reports.words import span_words
from rhythm_tui.ui.explaining.part import Part
from rhythm_tui.ui.seat import Seat


def parts(seat: Seat) -> list[Part]:
    """Return what is to be said of the plan and its gauges."""
    words = seat.vocabulary
    return [*_losses(words), *_frequencies(words), *_tiers(words), *_audiences(words)]


def _losses(words: Vocabulary) -> Iterator[Part]:
    apart = span_words(words.rhythm("collision") // 1000)
    near = span_words(words.desk_span("review_warning") // 1000)
    yield Part(
        kind_name("too_fast"),
        say(
            "Two posts on a platform within {apart}, more than its most, or one that goes out within {near}"
            " and lacks a sign-off.",
            apart=apart,
            near=near,
        ),
    )
    ahead = words.rhythm("day_ahead")
    yield Part(
        kind_name("too_slow"),
        say("A platform below its least, or a health day within {n} days without a topical slot.", n=ahead),
    )
    jumps = words.rhythm("jumps")
    yield Part(
        kind_name("erratic"),
        say("Department and tier change {n} times in a row: nobody knows what the channel is for.", n=jumps),
    )
    yield Part(
        kind_name("disordered_interaction"),
        _("Items silent past their day, or replies that send people away."),
    )


def _frequencies(words: Vocabulary) -> Iterator[Part]:
    for platform in words.ids("platforms"):
        if (often := words.frequency(platform)) is not None:
            told = _("{least} to {most} a day.") if often.per == "day" else _("{least} to {most} a week.")
            yield Part(words.platform(platform), told.format(least=often.least, most=often.most), "soft")


def _tiers(words: Vocabulary) -> Iterator[Part]:
    for tier in words.ids("tiers"):
        yield Part(words.tier(int(tier)), tier_told(int(tier), words), "soft")


def tier_told(tier: int, words: Vocabulary) -> str:
    """Return what a tier is, and its share of the mix (RHYTHM 1)."""
    return say(
        "{name}: {share} of what goes out, counted over {days} days; {drift} points off count as drifted.",
        name=words.tier(tier, full=True), share=f"{words.share(tier)}%", days=words.rhythm("mix_days"),
        drift=words.rhythm("mix_drift"),
    )  # fmt: skip


def _audiences(words: Vocabulary) -> Iterator[Part]:
    for audience in words.ids("audiences"):
        told = say("They watch at {hours}.", hours=hours(audience, words))
        yield Part(words.audience(audience), told, "soft")


def hours(audience: str, words: Vocabulary) -> str:
    """Return the hours in which an audience watches (RHYTHM 8)."""
    return "  ".join(f"{_wall(one.start)}-{_wall(one.end)}" for one in words.windows(audience))


def _wall(minute: int) -> str:
    return f"{minute // 60 % 24:02d}:{minute % 60:02d}"
