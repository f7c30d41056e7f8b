"""What the actions of a review do: its document, and the lessons it leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from rhythm_tui.i18n import _, say
from rhythm_tui.ui.acting import Registered, Verbs
from rhythm_tui.ui.screens.base import Wanted

if TYPE_CHECKING:
    from rhythm_tui.reports.document import Document
    from rhythm_tui.reports.files import Show


class ReviewActions(Registered):
    """Opens reviews and the lists of lessons, and does what is asked there."""

    @property
    def verbs(self) -> Verbs:
        """What each action of the registry does."""
        return {
            "review": self._review,
            "review-copy": self._copy,
            "review-save": self._save,
            "lessons": self._lessons,
            "lesson": self._lesson,
            "lesson-drop": self._drop,
        }

    async def _review(self, wanted: Wanted) -> None:
        from rhythm_tui.ui.screens.review import ReviewScreen

        if wanted.subject and self._seat.reader.review(wanted.subject):
            await self._app.push_screen_wait(ReviewScreen(wanted.subject, self._seat, self._keymap))

    def _document(self, wanted: Wanted) -> Callable[[Show], Document] | None:
        """Return what makes the document of the rows that ``Show`` makes of those that were read."""
        from rhythm_tui.reports.review import review_document

        review = self._seat.reader.review(wanted.subject or "")
        if review is None:
            return None
        return lambda show: review_document(show(review), self._seat.now(), self._seat.vocabulary)

    async def _copy(self, wanted: Wanted) -> None:
        from rhythm_tui.reports.files import hide
        from rhythm_tui.reports.markdown import markdown

        if make := self._document(wanted):
            self._app.copy_to_clipboard(markdown(make(hide)))
            self._say(_("the review is on the clipboard, as Markdown"))

    async def _save(self, wanted: Wanted) -> None:
        from rhythm_tui.ui.screens.save import SaveDocumentScreen

        if make := self._document(wanted):
            name = f"{wanted.subject}-review.md"
            screen = SaveDocumentScreen(self._seat, make, "review", wanted.subject or "", name)
            if path := await self._app.push_screen_wait(screen):
                self._say(say("written to {path}", path=path))

    async def _lessons(self, _wanted: Wanted) -> None:
        from rhythm_tui.ui.screens.lessons import LessonsScreen

        await self._app.push_screen_wait(LessonsScreen(self._seat, self._keymap))

    async def _lesson(self, wanted: Wanted) -> None:
        from rhythm_tui.ui import review_forms as forms

        found = self._seat.reader.incident(wanted.subject or "")
        receipt = await self._fill(forms.lesson(found.card if found else None))
        self._done(receipt, say("lesson {id} kept", id=receipt.id if receipt else ""))

    async def _drop(self, wanted: Wanted) -> None:
        from rhythm_tui.ui import review_forms as forms

        if row := self._seat.reader.lesson(wanted.subject or ""):
            self._done(await self._fill(forms.drop(self._seat, row)), say("{id} is dropped", id=row.id))
