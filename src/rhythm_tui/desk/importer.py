"""Staging and settling one import: what each row of a file means for the queue."""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import count
from typing import Any

from rhythm_tui.desk import guard
from rhythm_tui.desk.desk import Desk
from rhythm_tui.desk.undo import IMPORT
from rhythm_tui.domain import ids, interactions
from rhythm_tui.domain.batches import Batch, BatchInfo, Counts
from rhythm_tui.domain.deadlines import DAY
from rhythm_tui.domain.facts import Fact, Recalled, Reject, Seen, Sent
from rhythm_tui.domain.interactions import Interaction
from rhythm_tui.domain.refusal import msg
from rhythm_tui.domain.text import mask_name
from rhythm_tui.store import batches, contents, records, search
from rhythm_tui.store.batches import Known
from rhythm_tui.store.sqlite import Connection
from rhythm_tui.store.transaction import Told
from rhythm_tui.store.unusable import DeskUnusable


class Importer:
    """One import under way: rows are staged chunk by chunk and show when it closes."""

    def __init__(self, desk: Desk, info: BatchInfo, on_reject: Callable[[Reject], None]) -> None:
        self.desk = desk
        self.on_reject = on_reject
        self.stamp = desk.clock.stamp()
        self.now = self.stamp.at
        self.read = self.new = self.updated = self.duplicate = self.rejected = self.damaged = 0
        self._first = sys.maxsize
        """The least number of the rows it has staged."""
        self._rules = {kind: one.rule for kind, one in desk.playbook.deadlines.items()}
        self._own = frozenset(desk.playbook.desk.own_accounts)
        self._batch = Batch(
            name=info.name,
            sha256=info.sha256,
            profile=info.profile,
            at=self.now,
            operator=desk.operator,
            simulated=desk.clock.simulated,
        )
        with desk.store.transaction() as tx:
            batches.discard_unfinished(tx.connection)
            self._batch = tx.insert(self._batch)
        batches.begin(desk.store.connection)

    def stage(self, chunk: list[Fact | Reject]) -> None:
        """Write one chunk under the batch; nothing of it shows yet."""
        seen: list[Seen] = []
        with self.desk.store.transaction() as tx:
            for fact in chunk:
                if isinstance(fact, Reject):
                    self._reject(fact)
                elif isinstance(fact, Seen):
                    if self._is_own(fact):
                        self._note_own_reply(tx.connection, fact)
                    else:
                        seen.append(fact)
                else:
                    self._note_stop(tx.connection, fact)
            self._stage_seen(tx.connection, seen)
        self.read += len(chunk)

    def _reject(self, reject: Reject) -> None:
        self.rejected += 1
        self.on_reject(reject)

    def _is_own(self, fact: Seen) -> bool:
        return bool(self._own) and (fact.author in self._own or fact.author_id in self._own)

    def _note_own_reply(self, connection: Connection, fact: Seen) -> None:
        """Our own words never start a clock; under somebody's comment they prove the reply."""
        if not fact.parent:
            self._reject(Reject(fact.line, msg("written by our own account"), {}, {}))
            return
        reply = batches.add_contents(connection, [("", fact.text)])[0]
        batches.note_stopped(connection, fact.posted_at, dedupe=f"{fact.platform}:{fact.parent}", reply=reply)

    def _note_stop(self, connection: Connection, fact: Sent | Recalled) -> None:
        if isinstance(fact, Recalled):
            dedupe = f"{fact.platform}:{fact.external_id}"
            batches.note_stopped(connection, fact.posted_at, dedupe=dedupe, reason="deleted")
            return
        reply = batches.add_contents(connection, [("", fact.text)])[0]
        batches.note_stopped(
            connection,
            fact.posted_at,
            conversation=self._conversation(fact.platform, fact.conversation),
            author_key=self.desk.store.keys.author_key(fact.platform, fact.to_author_id),
            reply=reply,
        )

    def _stage_seen(self, connection: Connection, seen: list[Seen]) -> None:
        keyed = [(self._dedupe(fact), fact) for fact in seen]
        known = batches.known(connection, [key for key, _ in keyed])
        fresh: dict[str, Seen] = {}
        for key, fact in keyed:
            self.damaged += fact.damaged_id
            if key in fresh:
                self._count_repeated(fresh, key, fact)
            elif (old := known.get(key)) is None or (old.hidden and old.batch != self._batch.n):
                fresh[key] = fact
            else:
                self._meet_known(connection, old, fact)
        self._write_fresh(connection, fresh, known)

    def _count_repeated(self, fresh: dict[str, Seen], key: str, fact: Seen) -> None:
        if fact.text == fresh[key].text:
            self.duplicate += 1
        else:
            fresh[key] = fresh[key]._replace(text=fact.text)
            self.updated += 1

    def _meet_known(self, connection: Connection, old: Known, fact: Seen) -> None:
        """The same item again: an edited text is taken over, and its clock keeps its start.

        Words that were purged do not come back with an old file.
        """
        if old.purged or old.text_hash == batches.text_hash(fact.text):
            self.duplicate += 1
            return
        self.updated += 1
        content = batches.add_contents(connection, [(mask_name(fact.author), fact.text)])[0]
        if old.batch == self._batch.n:
            batches.set_content(connection, old.n, content)
            search.put(connection, [(old.n, _findable(fact))])
        else:
            batches.note_edited(connection, old.n, content)

    def _write_fresh(self, connection: Connection, fresh: dict[str, Seen], known: dict[str, Known]) -> None:
        words = batches.add_contents(connection, [(mask_name(f.author), f.text) for f in fresh.values()])
        following = count(batches.next_item(connection))
        numbers = [known[key].n if key in known else next(following) for key in fresh]
        batches.add_items(connection, map(self._row, numbers, fresh, fresh.values(), words))
        search.put(
            connection, ((n, _findable(fact)) for n, fact in zip(numbers, fresh.values(), strict=True))
        )
        self.new += len(fresh)
        self._first = min((self._first, *numbers))

    def _row(self, n: int, key: str, fact: Seen, content: int) -> tuple[Any, ...]:
        clock: dict[str, Any] = interactions.timed(self._rules.get(fact.kind), fact.posted_at)
        author = self.desk.store.keys.author_key(fact.platform, fact.author_id or fact.author)
        return (
            n, 1, "open", fact.platform, fact.kind, fact.posted_at, self.now,
            clock.get("due_at"), clock.get("soon_at"), clock.get("neglect_at"),
            clock.get("clock"), clock.get("neglect_clock"),
            author, content, fact.post, fact.external_id, key,
            self._conversation(fact.platform, fact.conversation),
            "none", self._batch.n, int(self._batch.simulated),
        )  # fmt: skip

    def _dedupe(self, fact: Seen) -> str:
        """A platform's id where there is one, else a stand-in from what does not change about the item."""
        if fact.external_id:
            return f"{fact.platform}:{fact.external_id}"
        author = fact.author_id or fact.author
        parts = (fact.platform, fact.post, author, str(fact.posted_at), fact.text)
        return f"{fact.platform}#{self.desk.store.keys.stand_in_id(*parts)}"

    def _conversation(self, platform: str, conversation: str) -> str:
        """The platform's id may be made of the ids of two people: only its keyed hash is kept."""
        if not conversation:
            return ""
        return self.desk.store.keys.stand_in_id("conversation", platform, conversation)

    def close(self) -> Counts:
        """Let the whole batch show, and write its journal row."""
        with self.desk.store.transaction() as tx:
            self._count_given_way(tx.connection)
            for row, content in batches.edited(tx.connection):
                self._change_seen(tx.connection, row, {"content": content})
                tx.index(row, *contents.findable(tx.connection, row))
            for stop in batches.stops(tx.connection):
                self._apply_stop(tx.connection, *stop)
            closed = self._batch.model_copy(
                update={
                    "state": "done",
                    "read": self.read,
                    "new": self.new,
                    "updated": self.updated,
                    "duplicate": self.duplicate,
                    "rejected": self.rejected,
                }
            )
            tx.update(self._batch, closed)
            tx.tell_as_new(closed)
            subject = ids.name(ids.BATCH, closed.n)
            entry = tx.write(self._told(closed, subject))
        return Counts(
            self.read, self.new, self.updated, self.duplicate, self.rejected, self.damaged, entry.seq, subject
        )  # fmt: skip

    def _count_given_way(self, connection: Connection) -> None:
        """What somebody has put on the queue by hand meanwhile was there already."""
        given = batches.given_way(connection, self._batch.n, self._first)
        self.new -= given
        self.duplicate += given

    def _told(self, closed: Batch, subject: str) -> Told:
        return Told(
            stamp=self.stamp,
            simulated=closed.simulated,
            seat=self.desk.seat,
            operator=self.desk.operator,
            verb=IMPORT,
            subject=subject,
            fields=closed.model_dump(
                include={"name", "sha256", "profile", "read", "new", "updated", "duplicate", "rejected"}
            ),
            receipt={"id": subject, "version": closed.version, "undone": None},
        )

    def _apply_stop(
        self,
        connection: Connection,
        at: int,
        dedupe: str | None,
        conversation: str | None,
        author_key: str | None,
        reply: int | None,
        reason: str | None,
    ) -> None:
        targets = batches.open_targets(connection, self._batch.n, at, dedupe, conversation, author_key)
        for n in targets:
            item = records.load(connection, Interaction, n)
            if item is not None:
                self._stop(connection, item, at, reply, reason)
        if targets:
            self.updated += 1
        else:
            self.duplicate += 1

    def _stop(
        self, connection: Connection, item: Interaction, at: int, reply: int | None, reason: str | None
    ) -> None:
        operator = self.desk.operator
        if reason is not None:
            stopped = interactions.close(item, operator, reason, None, at)
        else:
            stopped = interactions.answer(item, operator, reply, at, self.now)
            stopped = stopped.model_copy(update={"brush_off": self._brushes_off(connection, item, reply, at)})
        old, new = records.as_row(item), records.as_row(stopped)
        values = {column: new[column] for column in new if new[column] != old[column]}
        if item.batch == self._batch.n:
            batches.change_own_row(connection, item.n, values)
        else:
            self._change_seen(connection, item.n, values)

    def _brushes_off(self, connection: Connection, item: Interaction, reply: int | None, at: int) -> bool:
        """Read a reply of the last day, which the desk warns of; what is older is history."""
        if reply is None or at <= self.now - DAY:
            return False
        return guard.brushes_off(contents.words(connection, reply), item.platform, item.kind)

    def _change_seen(self, connection: Connection, n: int, values: dict[str, Any]) -> None:
        old = records.load_row(connection, "interaction", n)
        if old is not None:
            batches.change_seen_row(connection, self._batch.n, old, values)

    def discard(self) -> None:
        """Give the batch up: none of its rows will ever show."""
        try:
            with self.desk.store.transaction() as tx:
                batches.discard_unfinished(tx.connection)
        except DeskUnusable:
            return  # the next import discards it


def _findable(fact: Seen) -> str:
    """What the search finds an item by: the author as shown, its words and its post."""
    return f"{mask_name(fact.author)} {fact.text} {fact.post}"
