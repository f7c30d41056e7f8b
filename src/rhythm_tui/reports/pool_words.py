"""Words for the topic pool, pledges and stories: what screens, documents and the command line say alike."""

from __future__ import annotations

from rhythm_tui.i18n import _


def pool_verbs() -> dict[str, str]:
    """Return the names of what is done to the pool."""
    return {
        "idea.add": _("idea added"),
        "idea.drop": _("idea dropped"),
        "pledge.add": _("pledge written down"),
        "pledge.count": _("pledge counted"),
        "pledge.drop": _("pledge dropped"),
        "story.add": _("story written down"),
        "story.consent": _("consent"),
        "story.drop": _("story dropped"),
    }


def consents() -> dict[str, str]:
    """Return what a person may say to having a story told, with words for each (RHYTHM 17)."""
    return {
        "none": _("not asked yet"),
        "asked": _("asked"),
        "written": _("in writing"),
        "refused": _("refused"),
    }


def consent_name(consent: str) -> str:
    """Return what a person has said to having a story told."""
    return consents().get(consent, consent)


def pool_state(state: str) -> str:
    """Return what has become of an idea or a story."""
    return {
        "open": _("free"),
        "planned": _("planned"),
        "published": _("published"),
        "dropped": _("dropped"),
    }.get(state, state)


def pledge_state(state: str) -> str:
    """Return what has become of a pledge."""
    return {
        "open": _("counting"),
        "reached": _("reached"),
        "planned": _("planned"),
        "kept": _("kept"),
        "dropped": _("dropped"),
    }.get(state, state)


def sources() -> dict[str, str]:
    """Return where an idea may come from, with words for each."""
    return {
        "hand": _("typed"),
        "file": _("from a file"),
        "pledge": _("from a pledge"),
        "story": _("from a story"),
        "questions": _("from questions"),
    }
