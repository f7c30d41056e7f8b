"""What ``doctor`` looks at: the playbook, the clock, the file, the log, the terminal."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from rhythm_tui import log, settings
from rhythm_tui.cli import preferences, terminal, terminal_findings
from rhythm_tui.cli.session import Session
from rhythm_tui.desk.doctor import examine
from rhythm_tui.desk.doctor_place import PRIVATE
from rhythm_tui.desk.finding import Finding
from rhythm_tui.domain.progress import UNWATCHED, Watch
from rhythm_tui.domain.refusal import msg
from rhythm_tui.domain.times import offset_minutes
from rhythm_tui.reports.clock_words import utc


def findings(session: Session, watch: Watch = UNWATCHED) -> list[Finding]:
    """Return every finding, good ones too, in the order they are told."""
    stamp = None if session.clock.simulated else session.clock.stamp()
    return [
        _playbook(session),
        _clock(session),
        *examine(session.db, session.now(), stamp, watch),
        *_zone(session),
        *preferences.findings(session),
        _log(settings.log_dir()),
        *terminal_findings.findings(
            terminal.look(os.environ), settings.config_dir() / "screen.toml", help_key()
        ),
    ]


def help_key() -> str:
    """Return the key that shows all keys."""
    keys, _wrong = preferences.keys_in_force()
    return keys.first("help")


def _playbook(session: Session) -> Finding:
    """The checked playbook: one that cannot be used is named by the error itself, before any finding."""
    template = msg("{path}: playbook version {version}")
    return Finding(
        "playbook", "ok", template, {"path": session.playbook_path, "version": session.playbook.version}
    )


def _clock(session: Session) -> Finding:
    template = (
        msg("the clock is simulated: {now}") if session.clock.simulated else msg("the clock says {now}")
    )
    return Finding("clock", "ok", template, {"now": session.vocabulary.iso(session.now())})


def _zone(session: Session) -> Iterator[Finding]:
    """Say whether this computer lives in the hospital's time zone; a simulated clock has none of its own."""
    own = session.clock.zone()
    if own is None:
        return
    theirs = offset_minutes(session.now(), session.vocabulary.zone)
    values: dict[str, object] = {"own": utc(own), "theirs": utc(theirs)}
    if own == theirs:
        yield Finding("zone", "ok", msg("this computer is set to the hospital's time zone, {own}"), values)
        return
    template = msg("this computer is set to {own}, the hospital to {theirs}: the desk shows the hospital's")
    remedy = msg("set the time zone of this computer, or the zone of the playbook")
    yield Finding("zone", "warn", template, values, remedy)


def _log(folder: Path) -> Finding:
    """Say where the log lies, and whether it can be written and is nobody else's."""
    path = folder / log.NAME
    there = [one for one in (folder, path) if one.exists()]
    seen = next((one for one in there if one.stat().st_mode & PRIVATE), None)
    if seen is not None:
        mode = "700" if seen == folder else "600"
        template, remedy = msg("{path}: others at this workstation may read it"), msg("chmod {mode} {path}")
        return Finding("log", "warn", template, {"path": seen, "mode": mode}, remedy)
    above = next(one for one in (path, *path.parents) if one.exists())
    if not os.access(above, os.W_OK) or (above != path and not above.is_dir()):
        template, remedy = (
            msg("{path}: the log of the program cannot be written"),
            msg("make {above} yours to write"),
        )
        return Finding("log", "warn", template, {"path": path, "above": above}, remedy)
    return Finding(
        "log", "ok", msg("{path}: the log of the program, without anything anybody wrote"), {"path": path}
    )
