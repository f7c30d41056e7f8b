"""What is shown of the topic pool, of pledges and of stories: frozen rows, and how they are made.

Standard library only. Instants are milliseconds UTC. Every string that somebody typed is ``SafeText``.
"""

from __future__ import annotations

from typing import Any

from rhythm_tui.desk.rows import optional
from rhythm_tui.domain import ids
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.pool import pledge_state, shown_state
from rhythm_tui.domain.text import SafeText, clean, clean_block, named


class PlannedIn(NamedTuple):
    """The slot that was planned for something and still stands."""

    id: str
    at: int


class IdeaRow(NamedTuple):
    """One idea."""

    id: str
    version: int
    title: SafeText
    tier: int
    form: str | None
    audience: str | None
    department: SafeText | None
    series: str | None
    source: str
    slot: PlannedIn | None
    at: int
    by: SafeText
    state: str
    """``open``, ``planned``, ``published`` or ``dropped``."""


class PledgeRow(NamedTuple):
    """One pledge."""

    id: str
    version: int
    words: SafeText
    """What was said in public."""
    promise: SafeText
    """The title of what was promised."""
    platform: str
    post: SafeText
    under: str | None
    """The slot that the post was."""
    metric: str
    threshold: int
    counted: int
    """How many there were when it was last counted."""
    counted_at: int | None
    reached_at: int | None
    slot: PlannedIn | None
    at: int
    by: SafeText
    state: str
    """``open``, ``reached``, ``planned``, ``kept`` or ``dropped``."""

    @property
    def percent(self) -> int:
        """How far it is, per cent of the threshold, rounded down."""
        return self.counted * 100 // self.threshold


class StoryRow(NamedTuple):
    """One user's story."""

    id: str
    version: int
    text: SafeText
    """Empty once it was purged."""
    author: SafeText
    """Masked."""
    interaction: str | None
    consent: str
    """``none``, ``asked``, ``written`` or ``refused``."""
    consent_at: int | None
    consent_by: SafeText | None
    proof: SafeText | None
    """The name of the file that holds the written consent."""
    sha256: str | None
    slot: PlannedIn | None
    at: int
    by: SafeText
    state: str
    """``open``, ``planned``, ``published`` or ``dropped``."""


_PLEDGES = ("reached", "open", "planned", "kept")
_STATES = ("open", "planned", "published")
_CONSENTS = ("written", "asked", "none", "refused")


def idea_order(row: IdeaRow) -> tuple[int, int, int]:
    """Return the place of an idea: what is open first, tier by tier, the oldest first."""
    return _STATES.index(row.state), row.tier, row.at


def pledge_order(row: PledgeRow) -> tuple[int, float, int]:
    """Return the place of a pledge: what was reached first, then what is nearest to it."""
    return _PLEDGES.index(row.state), -row.counted / row.threshold, row.at


def story_order(row: StoryRow) -> tuple[int, int, int]:
    """Return the place of a story: what may be told first, then what was asked for."""
    return _STATES.index(row.state), _CONSENTS.index(row.consent), row.at


def idea_row(row: tuple[Any, ...]) -> IdeaRow:
    """Make an idea of the columns ``store.pool`` reads."""
    (n, version, title, tier, form, audience, department, series, source, slot, slot_state, slot_at, made_at,
     made_by, state) = row  # fmt: skip
    shown = shown_state(state, slot_state)
    return IdeaRow(
        id=ids.name(ids.IDEA, n),
        version=version,
        title=named(title),
        tier=tier,
        form=form,
        audience=audience,
        department=optional(department),
        series=series,
        source=source,
        slot=_planned(shown, slot, slot_at),
        at=made_at,
        by=clean(made_by),
        state=shown,
    )


def pledge_row(row: tuple[Any, ...]) -> PledgeRow:
    """Make a pledge of the columns ``store.pool`` reads."""
    (n, version, words, promise, platform, post, slot, metric, threshold, count, counted_at, reached_at, kept,
     kept_state, kept_at, made_at, made_by, state) = row  # fmt: skip
    shown = pledge_state(state, reached_at, kept_state)
    return PledgeRow(
        id=ids.name(ids.PLEDGE, n),
        version=version,
        words=named(words),
        promise=named(promise),
        platform=platform,
        post=clean(post),
        under=ids.name(ids.SLOT, slot) if slot else None,
        metric=metric,
        threshold=threshold,
        counted=count,
        counted_at=counted_at,
        reached_at=reached_at,
        slot=_planned(shown, kept, kept_at),
        at=made_at,
        by=clean(made_by),
        state=shown,
    )


def story_row(row: tuple[Any, ...]) -> StoryRow:
    """Make a story of the columns ``store.pool`` reads."""
    (n, version, text, author, interaction, consent, consent_at, consent_by, proof, sha256, slot, slot_state,
     slot_at, made_at, made_by, state) = row  # fmt: skip
    shown = shown_state(state, slot_state)
    return StoryRow(
        id=ids.name(ids.STORY, n),
        version=version,
        text=clean_block(text),
        author=clean(author),
        interaction=ids.name(ids.INTERACTION, interaction) if interaction else None,
        consent=consent,
        consent_at=consent_at,
        consent_by=optional(consent_by),
        proof=optional(proof),
        sha256=sha256,
        slot=_planned(shown, slot, slot_at),
        at=made_at,
        by=clean(made_by),
        state=shown,
    )


def _planned(shown: str, slot: int | None, at: int | None) -> PlannedIn | None:
    if slot is None or at is None or shown not in ("planned", "published", "kept"):
        return None
    return PlannedIn(ids.name(ids.SLOT, slot), at)
