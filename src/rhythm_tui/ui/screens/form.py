"""A form over the desk: some fields, one command. What was typed is never lost to a refusal."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Iterator
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static, TextArea

from rhythm_tui.desk.errors import DeskUnusable
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.i18n import _, say
from rhythm_tui.ui.controls import control, put, tell, typed
from rhythm_tui.ui.fields import Form, Instead, Values
from rhythm_tui.ui.meanwhile import Meanwhile
from rhythm_tui.ui.screens.base import DeskDialog, DeskScreen
from rhythm_tui.ui.screens.roomy import RoomyDialog
from rhythm_tui.ui.seat import Receipt, Seat
from rhythm_tui.ui.spans import clock_time
from rhythm_tui.ui.widgets.bars import Bars, key_line
from rhythm_tui.ui.widgets.choice import Choice
from rhythm_tui.ui.widgets.fields_pane import FieldsPane
from rhythm_tui.ui.widgets.guard_lines import GuardLines
from rhythm_tui.ui.wording import Line, content, piece, safe, words

_WIDE = 70
"""Cells of what others did, in the narrowest dialog."""


class FormScreen(RoomyDialog[Receipt | None]):
    """Shows a form; answers with the receipt, or None when the operator went back."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", show=False),
        Binding("f2,ctrl+s", "submit", show=False, priority=True),
        Binding("f3", "instead", show=False, priority=True),
        Binding("f9", "anew", show=False, priority=True),
    ]

    watches = True
    """Whether what others do to the thing meanwhile is told."""

    def __init__(self, seat: Seat, form: Form) -> None:
        super().__init__(form)
        self._seat = seat
        self._base = dict(form.base)
        self._key = secrets.token_hex(8)
        self._busy = False
        self._left = seat.unsent.take(safe(seat.operator), form)
        """What was typed here the last time, and left."""
        self._blank: Values = {}
        """What stands in the fields when nobody has typed anything."""
        id = form.base.get("id")
        self._meanwhile = Meanwhile(seat, id if isinstance(id, str) and self.watches else None)

    @property
    def about(self) -> str | None:
        """The row that the form is about."""
        return self._meanwhile.subject

    def compose(self) -> ComposeResult:
        """Lay out the fields."""
        form = self._form
        with Vertical(classes="dialog") as box:
            box.border_title = words(form.title, "focus-bold")
            if form.above:
                yield Static(content(*form.above), classes="context")
            if self._left is not None:
                at = clock_time(self._left.at, self._seat.vocabulary, self._seat.now())
                told = say("what you typed at {time} and left stands here again", time=at)
                yield Static(words(told, "soon"), id="left")
            with FieldsPane():
                for one in form.fields:
                    yield Static(words(one.label, "muted"), classes="label")
                    yield control(one)
                    if one.describe is not None:
                        yield Static(id=f"more-{one.name}", classes="more")
                if form.preview is not None:
                    yield Static(id="preview")
            if form.guarded is not None:
                yield GuardLines()
            yield Static(id="meanwhile")
            yield Static(id="error")
            yield Bars(ground="raised", id="dialog-keys")

    def on_mount(self) -> None:
        """Start in the first field."""
        self._blank = self.values()
        if self._left is not None:
            self._put(self._left.values)
        self.query_one("#dialog-keys", Bars).show(self._keys)
        self._describe()
        self.reread()
        if first := next(self._controls(), None):
            first.focus(scroll_visible=False)  # its label above it is to be seen too

    def beat(self, now: int) -> None:  # noqa: ARG002 - the seat has the time
        """Keep who is here, and how long ago it was, right."""
        self.reread()

    def reread(self) -> None:
        """Say at once what somebody else has done to the thing: what is typed here stays as it is."""
        if self._meanwhile.show(self.query_one("#meanwhile", Static), _WIDE):
            self.call_after_refresh(self._measure)

    def _keys(self, cells: int) -> list[Line]:
        offered = [*self.offered(), *([("F9", _("begin anew"), "anew")] if self._left else [])]
        offered += [("Tab", _("next field"), "app.focus_next")] if len(self._form.fields) > 1 else []
        return key_line(self.query_one("#dialog-keys", Bars), [*offered, ("Esc", _("back"), "back")], cells)

    def offered(self) -> list[tuple[str, str, str]]:
        """Return the keys that do something, each with what it says and its action."""
        other = self._other()
        instead = [("F3", other.label, "instead")] if other else []
        return [("F2", self._form.done, "submit"), *instead]

    def _other(self) -> Instead | None:
        return self._form.instead(self.values()) if self._form.instead else None

    def values(self) -> dict[str, str]:
        """Return what stands in the fields."""
        return {
            one.name: typed(widget) for one, widget in zip(self._form.fields, self._controls(), strict=True)
        }

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Choice.Changed)
    def _describe(self) -> None:
        values = self.values()
        for one in self._form.fields:
            if one.describe is not None:
                told = one.describe(values[one.name])
                tell(self.query_one(f"#more-{one.name}", Static), [(piece(told, one.tone),)] if told else [])
        self.call_after_refresh(self._show_more)
        if self._form.preview is not None:
            tell(self.query_one("#preview", Static), self._form.preview(values))
        if self._form.guarded is not None:
            self.query_one(GuardLines).read(self._form.guarded(values))
        if self._form.instead is not None:
            self.query_one("#dialog-keys", Bars).show(self._keys)

    def on_key(self, event: events.Key) -> None:
        """Take a sign that is typed while a choice has the keys for the words of the field behind it."""
        if event.is_printable and isinstance(self.focused, Choice):
            self._hand_on(events.Key(event.key, event.character))

    def on_paste(self, event: events.Paste) -> None:
        """Take what is pasted while a choice has the keys for the field behind it."""
        if isinstance(self.focused, Choice):
            self._hand_on(events.Paste(event.text))

    def _hand_on(self, event: events.Event) -> None:
        controls = list(self._controls())
        at = controls.index(self.focused) if self.focused in controls else 0
        written = [one for one in (*controls[at:], *controls[:at]) if not isinstance(one, Choice)]
        if written:
            self.set_focus(written[0])
            self.ahead.again(event)

    @on(GuardLines.Told)
    def _guarded(self) -> None:
        self.call_after_refresh(self._measure)

    @on(Input.Submitted)
    @on(Choice.Submitted)
    def _onward(self) -> None:
        controls = list(self._controls())
        if self.focused is controls[-1]:
            self.action_submit()
        else:
            self.focus_next()

    @on(Choice.Picked)
    def _picked(self) -> None:
        if self.focused is not list(self._controls())[-1]:
            self.focus_next()

    @on(Bars.Chosen)
    async def _clicked(self, event: Bars.Chosen) -> None:
        await self.run_action(event.action)

    def action_explain(self) -> None:
        """Explain the field that is filled in."""
        here = dict(zip(self._controls(), self._form.fields, strict=True)).get(self.focused or self)
        if here is not None:
            from rhythm_tui.ui.screens.reading import field_help

            self.app.push_screen(field_help(here, self._seat, self._form.done))

    async def keep(self) -> None:
        """Keep what was typed as long as the desk is open; nothing was where it is just being made."""
        if self._blank:
            self._keep()

    def _keep(self) -> bool:
        keep, who = self._seat.unsent.keep, safe(self._seat.operator)
        return keep(who, self._form, self._blank, self.values(), self._seat.now())

    def action_back(self) -> None:
        """Leave without doing anything; what was typed is kept for the next time."""
        if self._keep():
            told = _("what you typed is kept: it stands there again when you open this the next time")
            if isinstance(below := self.app.screen_stack[-2], (DeskScreen, DeskDialog)):
                below.tell((piece(told, "soft"),))
        self.dismiss(None)

    def action_anew(self) -> None:
        """Let go of what was typed the last time."""
        if self._left is not None:
            self._left = None
            self.query_one("#left").remove()
            self._put(self._blank)
            self.query_one("#dialog-keys", Bars).show(self._keys)
            self.call_after_refresh(self._measure)

    def _put(self, values: Values) -> None:
        for one, widget in zip(self._form.fields, self._controls(), strict=True):
            if one.name in values:
                put(widget, values[one.name])

    def action_submit(self) -> None:
        """Do the command."""
        self._start(None)

    def action_instead(self) -> None:
        """Do what is offered in place of the command."""
        if (other := self._other()) is not None:
            self._start(other)

    def _start(self, other: Instead | None) -> None:
        if not self._busy:
            self._busy = True
            self.ahead.wants()
            self.run_worker(self._submit(other), group="submit", exit_on_error=False)

    async def _submit(self, other: Instead | None) -> None:
        from rhythm_tui.domain.commands import parse

        receipt = None
        try:
            for fields in self._several() if self._form.each and not other else [await self._one(other)]:
                receipt = await self._seat.hand.do(parse(fields))
                self._meanwhile.mine(receipt.seq)
                if "expect" in self._base:
                    self._base["expect"] = receipt.version
        except Refusal as refusal:
            self._refused(refusal)
        except DeskUnusable as error:
            self.warn(say(error.template, **error.values))
        else:
            if receipt is None:
                self.warn(_("nothing was changed"))
            else:
                self._seat.unsent.take(safe(self._seat.operator), self._form)
                self.dismiss(receipt)
        finally:
            self._busy = False

    def _several(self) -> Iterator[dict[str, object]]:
        """Yield the commands, each made when the one before is done."""
        for place, fields in enumerate(self._form.each(self.values()) if self._form.each else ()):
            yield {**self._base, **fields, "key": f"{self._key}{place}"}

    async def _one(self, other: Instead | None) -> dict[str, object]:
        if other is not None:
            return {**other.fields, "key": self._key}
        if self._form.combine is None:
            return self._fields(self.values())
        self.query_one("#error", Static).update(words(_("one moment .."), "muted"))
        return await asyncio.to_thread(self._fields, self.values())

    def _fields(self, values: Values) -> dict[str, object]:
        return {**self._base, **self._form.filled(values), "key": self._key}

    def _refused(self, refusal: Refusal) -> None:
        self._key = secrets.token_hex(8)
        self.reread()
        reason = self._seat.why_not(refusal)
        if refusal.code == "conflict" and (version := self._form.version()) is not None:
            self._base["expect"] = version
            reason = say("{why} Look again; F2 does it all the same.", why=f"{reason}.")
        label = next((one.called for one in self._form.fields if one.name == refusal.field), None)
        self.warn(say("{what}: {why}", what=label, why=reason) if label else reason)
        if label:
            self.query_one(f"#f-{refusal.field}").focus()

    def warn(self, told: str) -> None:
        """Say why something was not done, or is not to be done unasked: what is typed is for the form."""
        self.ahead.stands()
        self.query_one("#error", Static).update(words(told, "late-bold"))
        self.call_after_refresh(self._measure)
