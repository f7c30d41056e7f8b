"""What was done, in words: for the journal, histories and notices."""

from __future__ import annotations

from rhythm_tui.i18n import _


def verb_name(verb: str) -> str:
    """Return a journal verb in the operator's language; one that is not known here as it is."""
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
        "incident.open": _("incident opened"),
        "incident.grade": _("graded anew"),
        "incident.meet": _("timer met"),
        "incident.move": _("moved to another stage"),
        "incident.claim": _("taken charge of"),
        "slot.plan": _("slot planned"),
        "slot.sign_off": _("signed off"),
        "slot.publish": _("slot published"),
        "import": _("files imported"),
        "undo": _("taken back"),
        "redo": _("done again"),
    }.get(verb, verb)
