"""A user's story, told in public only with written consent (RHYTHM.md 17).

Pure decisions over frozen values. Instants are milliseconds UTC.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from rhythm_tui.domain import ids
from rhythm_tui.domain.refusal import msg, refused

Consent = Literal["none", "asked", "written", "refused"]
State = Literal["open", "planned", "dropped", "withdrawn"]


class Story(BaseModel):
    """One user's story, as a row of the desk's file."""

    model_config = ConfigDict(frozen=True)

    n: int = 0
    version: int = 1
    words: int
    """Content: the story, and whose it is."""
    interaction: int | None = None
    """The item in which it came."""
    consent: Consent = "none"
    consent_at: int | None = None
    consent_by: str | None = None
    proof: int | None = None
    """Content: the name of the file that holds the written consent."""
    sha256: str | None = None
    slot: int | None = None
    made_at: int
    made_by: str
    state: State = "open"
    simulated: bool = False


def consent(
    story: Story, given: Consent, operator: str, now: int, proof: int | None, sha256: str | None
) -> Story:
    """Record what the person said: asked, consented in writing, or refused, at any time (PIPL 15).

    ``proof`` is the content that names the file of a written consent.
    """
    told = {
        "consent": given,
        "consent_at": now,
        "consent_by": operator,
        "proof": proof,
        "sha256": sha256,
    }
    if story.consent == given and proof is None:
        raise refused(msg("it is so already"))
    return story.model_copy(update=told)


def plan(story: Story, slot: int) -> Story:
    """Bind a story to the slot that tells it; never without written consent (RHYTHM 17)."""
    check_told(story)
    return story.model_copy(update={"state": "planned", "slot": slot})


def check_told(story: Story) -> None:
    """Refuse to tell a story in public, here or in one more place, without written consent (RHYTHM 17)."""
    if story.consent != "written":
        raise refused(
            msg("{id} has no written consent: it is not told in public"), id=ids.name(ids.STORY, story.n)
        )


def drop(story: Story) -> Story:
    """Put a story aside."""
    return story.model_copy(update={"state": "dropped"})
