"""What a field of a form is for, and how it is filled in."""

from __future__ import annotations

from collections.abc import Iterator

from rhythm_tui.i18n import _, say, sentences
from rhythm_tui.ui.explaining.part import Part
from rhythm_tui.ui.explaining.plan import hours, tier_told
from rhythm_tui.ui.fields import Field
from rhythm_tui.ui.seat import Seat


def parts(one: Field, seat: Seat, done: str) -> list[Part]:
    """Return what is to be said of a field: what it is for, how it is filled in, what its choices mean.

    ``done`` is what the form does.
    """
    told = _meanings().get(one.name, "")
    how = {
        "choice": _("Left and right, a number or the mouse choose."),
        "text": _("Several lines; Tab leaves the field."),
        "secret": _("What is typed is not shown."),
    }.get(one.kind, "")
    parts = [Part(one.called, sentences(filter(None, (told, how))) or one.label)]
    if one.hint:
        parts.append(Part(_("written"), one.hint, "soft"))
    keys = [Part("F2", done), Part("Tab", _("next field")), Part("Esc", _("back"))]
    return [*parts, *_choices(one, seat), *keys]


def _choices(one: Field, seat: Seat) -> Iterator[Part]:
    """Say what each choice means, where the playbook does."""
    words = seat.vocabulary
    say_of = {
        "grade": words.criteria,
        "kind": words.caution,
        "tier": lambda key: tier_told(int(key), words),
        "audience": lambda key: say("They watch at {hours}.", hours=hours(key, words)) if key else "",
        "depth": words.depth_hint,
    }.get(one.name)
    for key, name in one.options if say_of else ():
        if say_of and key and (told := say_of(key)):
            yield Part(name, told, "soft")


def _meanings() -> dict[str, str]:
    """Return what the fields that many forms have are for, by the name of the command's field."""
    return {
        "reason": _("Why it is done: it stands in the history for good."),
        "evidence": _("What shows that it was done: a link, a file, a number. It stands in the report."),
        "at": _("When it really happened: the clock is judged by this time."),
        "posted_at": _("When it was posted on the platform: the clock runs from here, not from now."),
        "discovered_at": _("When the hospital first knew: the timers run from here."),
        "answered_at": _("When the answer stood in public."),
        "platform": _("Where it stands or goes out."),
        "author": _("The nickname: it is masked at once, the whole of it is not kept."),
        "text": _("The words as they stand, or will stand, in public."),
        "title": _("What it is called on the desk."),
        "department": _("The department that answers for the content."),
        "expert": _("Who has signed: a person, each role another, and never whoever wrote it."),
        "role": _("In which role it is signed."),
        "emergency": _("An emergency wants the sign-offs of both experts."),
        "form": _("What kind of video it is; a platform wants some variety."),
        "goal": _("What it is to do for the channel."),
        "series": _("The line of topics it belongs to; each wants so many a month."),
        "depth": _("How deep it goes, and so how long it may be."),
        "owner": _("Who takes it on."),
        "due_at": _("Until when it is to be done."),
        "next_update": _("When the public was promised to hear more: that becomes a timer."),
        "url": _("The address where it stands."),
        "file": _("A file on this computer; its hash is kept, the file is not."),
        "note": _("For the colleagues; nobody outside reads it."),
        "notes": _("For the colleagues; nobody outside reads it."),
        "topic": _("What it is about: searches and orders go by it."),
        "tags": _("Words to find it by, apart by blanks or commas."),
        "pin": _("Your own number: it signs for you."),
        "consent": _("Whether the person agreed in writing; without it nothing of theirs goes out."),
        "outcome": _("What it came to."),
        "count": _("How many there are by now, as the platform shows it."),
    }
