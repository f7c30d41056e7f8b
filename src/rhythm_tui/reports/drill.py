"""The debrief of a drill as a document, and as fields for scripts."""

from __future__ import annotations

from typing import Any

from rhythm_tui.domain.scoring import Breach, Debrief, Result
from rhythm_tui.domain.text import clean
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.i18n import _, language, say
from rhythm_tui.reports.document import Block, Bullets, Document, Facts, Paragraph, Section, Table
from rhythm_tui.reports.words import full_time, span_words

QUOTED = 200
"""Characters of a reply that are quoted."""


def debrief_document(debrief: Debrief, vocabulary: Vocabulary) -> Document:
    """Build the debrief of a drill: what was expected, what came of it, and what to do better."""
    lang = language()
    return Document(
        language=lang,
        title=say("Drill: {title}", title=debrief.drill.title.text(lang)),
        lead=(_facts(debrief, vocabulary),),
        sections=(
            Section(_("What was expected"), (_expected(debrief),)),
            Section(_("To do better"), (_advice(debrief),)),
            Section(_("What broke a rule in public"), (_breaches(debrief),)),
        ),
        footer=_("A drill: simulated, on a file of its own, in no figure."),
    )


def _facts(debrief: Debrief, vocabulary: Vocabulary) -> Facts:
    ended = full_time(debrief.until, vocabulary)
    return Facts(
        (
            (_("Points"), say("{points} of 100", points=debrief.points)),
            (_("Began"), full_time(debrief.start, vocabulary)),
            (_("Ended"), say("{time}, before its time", time=ended) if debrief.early else ended),
            (_("Replies in public"), str(debrief.replies)),
        )
    )


def _expected(debrief: Debrief) -> Block:
    lang = language()
    header = (_("Expected"), _("Outcome"), _("Took"), _("Target"), _("Points"), _("Rule"))
    rows = tuple(
        (
            one.expected.says.text(lang),
            outcome(one),
            span_words(one.took // 1000) if one.took is not None else "-",
            span_words(one.target // 1000) if one.target is not None else "-",
            f"{one.points}/{one.expected.points}",
            str(one.expected.rhythm),
        )
        for one in debrief.results
    )
    return Table(header, rows)


def outcome(result: Result) -> str:
    """Return whether an expectation was met, and whether it came too late."""
    if result.met:
        return _("met")
    return _("too late") if result.took is not None else _("not met")


def _advice(debrief: Debrief) -> Block:
    lang = language()
    return (
        Bullets(tuple(one.text(lang) for one in debrief.advice))
        if debrief.advice
        else Paragraph(_("Nothing: everything was met."))
    )


def _breaches(debrief: Debrief) -> Block:
    told = tuple(say("{what}: {why}", what=one.id, why=breach_words(one)) for one in debrief.breaches)
    return Bullets(told) if told else Paragraph(_("None."))


def breach_words(breach: Breach) -> str:
    """Return what was wrong with a reply, its words and the law."""
    reply = clean(breach.reply, limit=QUOTED).plain
    return say(
        '"{words}" in "{reply}": {why} ({law})',
        words=breach.words,
        reply=reply,
        why=breach.why,
        law=breach.law,
    )


def debrief_fields(debrief: Debrief) -> dict[str, Any]:
    """Return the debrief for scripts."""
    lang = language()
    return {
        "drill": debrief.drill.title.text(lang),
        "points": debrief.points,
        "of": 100,
        "early": debrief.early,
        "replies": debrief.replies,
        "expected": [
            {
                "says": one.expected.says.text(lang),
                "met": one.met,
                "took_s": one.took // 1000 if one.took is not None else None,
                "target_s": one.target // 1000 if one.target is not None else None,
                "points": one.points,
                "of": one.expected.points,
                "rhythm": one.expected.rhythm,
            }
            for one in debrief.results
        ],
        "advice": [one.text(lang) for one in debrief.advice],
        "breaches": [
            {"id": one.id, "words": one.words, "why": one.why, "law": one.law} for one in debrief.breaches
        ],
    }
