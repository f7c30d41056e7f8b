"""Words for states, kinds, verbs, alarms, spans and times: what documents and the command line say alike."""

from __future__ import annotations

from rhythm_tui.desk.views import QueueRow
from rhythm_tui.domain.deadlines import Band
from rhythm_tui.domain.text import SafeText
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.i18n import _, language, say
from rhythm_tui.reports.clock_words import clock_verbs
from rhythm_tui.reports.plan_words import plan_verbs
from rhythm_tui.reports.pool_words import pool_verbs


def band_word(band: Band | None) -> str:
    """Return the short word of a band: 正 急 逾 忽, ``ok soon late 24h+``; a live question has its own."""
    if band is None:
        return _("live")
    return {Band.OK: _("ok"), Band.SOON: _("soon"), Band.LATE: _("late"), Band.NEGLECTED: _("24h+")}[band]


def band_name(band: Band) -> str:
    """Return a band's full word."""
    return {
        Band.OK: _("on time"),
        Band.SOON: _("due soon"),
        Band.LATE: _("late"),
        Band.NEGLECTED: _("over 24h"),
    }[band]


def band_in_full(band: Band) -> str:
    """Return a band as the header and a reader aloud say it: the short word is hard to hear."""
    return _("overdue") if band is Band.LATE else band_name(band)


def source_of(row: QueueRow, vocabulary: Vocabulary) -> str:
    """Return a row's platform, with its kind where that is no comment."""
    name = vocabulary.platform(row.platform)
    mark = {"message": _("DM"), "live": _("live")}.get(row.kind, "")
    joint = "" if language() == "zh" else " "
    return f"{name}{joint}{mark}" if mark else name


def kind_name(kind: str) -> str:
    """Return the kind of an interaction, or the noun itself."""
    return {
        "comment": _("comment"),
        "message": _("private message"),
        "live": _("live question"),
        "incident": _("incident"),
        "slot": _("slot"),
    }.get(kind, kind)


def stage_name(stage: str) -> str:
    """Return a column of the incident board."""
    return {
        "monitor": _("monitor"),
        "assess": _("assess"),
        "respond": _("respond"),
        "review": _("review"),
        "closed": _("closed"),
    }.get(stage, stage)


def item_state(state: str) -> str:
    """Return the state of an interaction."""
    return {"open": _("waiting"), "answered": _("answered"), "closed": _("closed without a reply")}.get(
        state, state
    )


def slot_state(state: str) -> str:
    """Return the state of a slot."""
    return {
        "planned": _("planned"),
        "review": _("in review"),
        "ready": _("ready"),
        "held": _("held"),
        "published": _("published"),
        "missed": _("missed"),
        "dropped": _("dropped"),
        "withdrawn": _("taken back"),
    }.get(state, state)


def statement_state(state: str) -> str:
    """Return the state of a public statement."""
    return {"draft": _("draft"), "published": _("in public"), "superseded": _("superseded")}.get(state, state)


def task_state(state: str) -> str:
    """Return the state of a task."""
    return {"open": _("to do"), "done": _("finished"), "dropped": _("dropped")}.get(state, state)


def note_kinds() -> dict[str, str]:
    """Return what may be written into an incident's timeline, with words for each (RHYTHM 24)."""
    return {"note": _("note"), "fact": _("fact"), "decision": _("decision")}


def close_reasons() -> dict[str, str]:
    """Return why an item may be closed without a reply, with words for each."""
    return {
        "thanks": _("only thanks, no reply needed"),
        "spam": _("spam"),
        "duplicate": _("duplicate"),
        "deleted": _("deleted by its author"),
        "answered_elsewhere": _("answered elsewhere"),
        "other": _("other"),
    }


def outcomes() -> dict[str, str]:
    """Return what a private message may come to, with words for each (RHYTHM 14)."""
    return {
        "first_reply": _("answered for a start"),
        "online": _("to the online clinic"),
        "visit": _("to a visit here"),
        "doctor": _("to the doctor team"),
    }


def referrals() -> dict[str, str]:
    """Return where a professional question may be taken on, with words for each (RHYTHM 15)."""
    return {"message": _("to a private message"), "doctor": _("to the doctor team")}


def verb_name(verb: str) -> str:
    """Return what a line of the journal did."""
    return verbs().get(verb, verb)


def told_words(text: SafeText) -> str:
    """Return words that somebody had to type; where there are none left, that they were purged."""
    return text.plain or purged()


def purged() -> str:
    """Return what stands in the place of purged words."""
    return _("(purged)")


def lesson_kinds() -> dict[str, str]:
    """Return the lists a lesson may stand on, with words for each (RHYTHM 24, 27)."""
    return {"pitfall": _("pitfall"), "sop": _("standing procedure")}


def _item_verbs() -> dict[str, str]:
    return {
        "interaction.add": _("came in"),
        "interaction.claim": _("claimed"),
        "interaction.release": _("given back"),
        "interaction.close": _("closed without a reply"),
        "interaction.reopen": _("opened again"),
        "interaction.correct": _("time corrected"),
        "interaction.refer": _("taken on from another item"),
        "interaction.wait": _("waiting noted"),
        "interaction.sort": _("topic and tags set"),
        "interaction.note": _("note"),
        "interaction.link": _("linked"),
        "interaction.remind": _("reminder set"),
        "reply.draft": _("reply drafted"),
        "reply.copy": _("reply copied"),
        "reply.post": _("reply posted"),
    }


def _slot_verbs() -> dict[str, str]:
    return {
        "slot.plan": _("slot planned"),
        "slot.edit": _("slot changed"),
        "slot.move": _("slot moved"),
        "slot.copy": _("slot copied"),
        "slot.tick": _("checklist"),
        "slot.sign_off": _("signed off"),
        "slot.publish": _("slot published"),
        "slot.compare": _("compared with what was approved"),
        "slot.drop": _("slot dropped"),
    }


def _desk_verbs() -> dict[str, str]:
    """Return what is done with people, shifts, lessons and the desk itself."""
    return {
        "operator.add": _("operator added"),
        "operator.remove": _("operator removed"),
        "roster.set": _("roster set"),
        "shift.start": _("shift begun"),
        "shift.end": _("shift ended"),
        "shift.gap": _("nobody was at the desk"),
        "handover.give": _("desk handed over"),
        "handover.take": _("handover signed"),
        "lesson.add": _("lesson written down"),
        "lesson.drop": _("lesson dropped"),
        "pin.wrong": _("wrong PIN"),
        "seat.unlock": _("seat unlocked"),
        "figures.note": _("the day's figures"),
        "privacy.purge": _("words purged"),
        "privacy.rotate": _("new key for authors"),
        "privacy.export": _("written to a file"),
        "privacy.unmask": _("written out unmasked"),
        "restore": _("a copy was put in the desk's place"),
        "encrypt": _("desk encrypted"),
        "decrypt": _("desk decrypted"),
        "passphrase": _("new passphrase"),
        **clock_verbs(),
        "import.batch": _("file imported"),
    }


def verbs() -> dict[str, str]:
    """Return the name of everything the journal tells."""
    return {
        **_item_verbs(),
        **plan_verbs(),
        **pool_verbs(),
        "incident.open": _("incident opened"),
        "incident.grade": _("graded anew"),
        "incident.meet": _("timer met"),
        "incident.move": _("moved to another stage"),
        "incident.claim": _("taken charge of"),
        "incident.waive": _("timer waived"),
        "incident.merge": _("merged"),
        "incident.reopen": _("opened again"),
        "incident.link": _("items linked"),
        "incident.unlink": _("items taken off"),
        "incident.freeze": _("slots held"),
        "incident.release": _("slots released"),
        "incident.duty": _("role given"),
        "incident.note": _("written down"),
        "task.add": _("task laid"),
        "task.assign": _("task assigned"),
        "task.done": _("task done"),
        "task.drop": _("task dropped"),
        "incident.tell": _("passed on"),
        "notification.answer": _("acknowledged"),
        **_slot_verbs(),
        "statement.draft": _("statement drafted"),
        "statement.edit": _("statement changed"),
        "statement.sign": _("statement signed off"),
        "statement.publish": _("statement published"),
        **_desk_verbs(),
        "undo": _("taken back"),
        "redo": _("done again"),
    }


def span_words(seconds: int) -> str:
    """Return a span in words: ``41 min``, ``2 h``, ``2 h 05``, ``4 d 4 h``; seconds only under a minute."""
    seconds = abs(seconds)
    minutes = seconds // 60
    if minutes == 0:
        return say("{n} s", n=seconds)
    if minutes < 60:
        return say("{n} min", n=minutes)
    if minutes < 100 * 60 and minutes % 60 == 0:
        return say("{hours} h", hours=minutes // 60)
    if minutes < 100 * 60:
        return say("{hours} h {minutes:02d}", hours=minutes // 60, minutes=minutes % 60)
    return say("{days} d {hours} h", days=minutes // 1440, hours=minutes % 1440 // 60)


def remaining(seconds: int) -> str:
    """Return what is left of a deadline as ``h:mm``; once past, by how much, with a plus sign."""
    minutes = abs(seconds) // 60
    return f"{'+' if seconds < 0 else ''}{minutes // 60}:{minutes % 60:02d}"


def clock_time(instant: int, vocabulary: Vocabulary, now: int) -> str:
    """Return an instant as the wall clock shows it, with as much of its date as is not today's."""
    local, today = vocabulary.local(instant), vocabulary.local(now)
    if local.date() == today.date():
        return local.strftime("%H:%M")
    return local.strftime("%m-%d %H:%M" if local.year == today.year else "%Y-%m-%d %H:%M")


def full_time(instant: int, vocabulary: Vocabulary) -> str:
    """Return an instant with its whole date, to the second."""
    return vocabulary.local(instant).strftime("%Y-%m-%d %H:%M:%S")
