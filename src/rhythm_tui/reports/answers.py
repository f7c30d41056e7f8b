"""The answers to the linked items of an incident, in figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rhythm_tui.desk.reviews import Answer
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.i18n import _, say
from rhythm_tui.reports.document import Block, Paragraph, Section, Table
from rhythm_tui.reports.words import outcomes


def answer_section(answers: Sequence[Answer], now: int, vocabulary: Vocabulary) -> Section:
    """Return the linked items by platform and by outcome, and how many missed their time."""
    heading = _("Replies to linked items")
    if not answers:
        return Section(heading, (Paragraph(_("No item is linked to it.")),))
    blocks: list[Block] = [Paragraph(late_share(answers, now)), _by_platform(answers, now, vocabulary)]
    if came := Counter(one.outcome for one in answers if one.outcome):
        names = outcomes()
        rows = tuple((names.get(outcome, outcome), str(n)) for outcome, n in came.most_common() if outcome)
        blocks.append(Table((_("Outcome"), _("Items")), rows))
    return Section(heading, tuple(blocks))


def late_share(answers: Sequence[Answer], now: int) -> str:
    """Return in a sentence how many of the items that had a deadline missed it."""
    timed = [one for one in answers if one.due_at is not None]
    late = sum(one.late(now) for one in timed)
    share = round(100 * late / len(timed)) if timed else 0
    return say(
        "Items linked: {n}; of {timed} with a deadline {late} missed it ({share} %).",
        n=len(answers),
        timed=len(timed),
        late=late,
        share=share,
    )


def _by_platform(answers: Sequence[Answer], now: int, vocabulary: Vocabulary) -> Table:
    header = (
        _("Platform"), _("Items"), _("With an answer"), _("Late"), _("Closed without a reply"), _("Waiting"),
    )  # fmt: skip
    platforms = Counter(one.platform for one in answers)
    rows = [
        _row(vocabulary.platform(platform), [one for one in answers if one.platform == platform], now)
        for platform, _n in platforms.most_common()
    ]
    return Table(header, (*rows, _row(_("All"), answers, now)))


def _row(name: str, answers: Sequence[Answer], now: int) -> tuple[str, ...]:
    states = Counter(one.state for one in answers)
    late = sum(one.late(now) for one in answers)
    counts = (len(answers), states["answered"], late, states["closed"], states["open"])
    return (name, *map(str, counts))
