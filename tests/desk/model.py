"""The desk once more, in plain Python: rows are dictionaries, undo is a list, nothing is stored."""

from __future__ import annotations

from typing import Any, NamedTuple

SECOND, MINUTE, HOUR, DAY = 1000, 60_000, 3_600_000, 86_400_000
TARGET = {"comment": 2 * HOUR, "message": 4 * HOUR}
TIMERS = {"initial_response": 2 * HOUR, "official_statement": 4 * HOUR, "solution": 24 * HOUR}
ROLES = {False: {"clinical"}, True: {"clinical", "public_health"}}
KEPT = ("missed", "neglected")
NOTHING_YET = (
    "owner", "until", "missed", "neglected", "incident", "stopped", "stopped_by", "outcome", "parent",
    "referred", "waiting", "since", "topic", "slot", "remind", "remind_by", "first",
)  # fmt: skip
"""What an item does not have when it comes in."""

Row = dict[str, Any]


class No(Exception):
    """The model refuses, with the code of the refusal."""


class Done(NamedTuple):
    """What was done: which fields of which rows, from what to what."""

    seq: int
    operator: str
    verb: str
    subject: str
    root: int
    undoes: int | None
    changes: dict[str, tuple[Row | None, Row]]


def ensure(fine: object, code: str = "refused") -> None:
    if not fine:
        raise No(code)


class Model:
    """Rows by id, and everything done so far."""

    def __init__(self, now: int) -> None:
        self.now = now
        self.rows: dict[str, Row] = {}
        self.done: list[Done] = []
        self.undone: dict[int, int] = {}

    def late(self, limit: int, at: int | None = None) -> int:
        return max(0, (self.now if at is None else at) // SECOND - limit // SECOND)

    def do(self, fields: dict[str, Any], operator: str) -> tuple[str, int]:
        """Do a command; return the subject and its version, or raise ``No``."""
        verb = fields["do"]
        changed = getattr(self, verb.replace(".", "_"))(fields, operator)
        if verb == "undo":
            entry = changed
            changes = {i: (self.rows[i].copy(), self.taken_back(i, b)) for i, (b, _) in entry.changes.items()}
            deltas = {i: ({k: b[k] for k in a}, a) for i, (b, a) in changes.items()}
            return self.write(
                operator, "redo" if entry.verb == "undo" else "undo", entry.subject, deltas, entry
            )
        subject, rows = changed
        return self.write(operator, verb, subject, rows, None)

    def taken_back(self, i: str, before: Row | None) -> Row:
        wanted = before if before is not None else {} if i[0] == "t" else {"state": "withdrawn"}
        return {k: v for k, v in wanted.items() if not (k in KEPT and self.rows[i][k])}

    def write(
        self, operator: str, verb: str, subject: str, rows: dict[str, Any], entry: Done | None
    ) -> tuple[str, int]:
        seq = len(self.done) + 1
        for i, (before, after) in rows.items():
            row = self.rows.setdefault(i, {"version": 0}) if before is None else self.rows[i]
            row.update(after)
            row["version"] += 1
        if entry is not None:
            self.undone[entry.seq] = seq
        root = seq if entry is None else entry.root
        self.done.append(Done(seq, operator, verb, subject, root, entry and entry.seq, rows))
        return subject, self.rows[subject]["version"]

    def change(self, i: str, **after: Any) -> dict[str, tuple[Row | None, Row]]:
        row = self.rows[i]
        moved = {k: v for k, v in after.items() if row[k] != v}
        return {i: ({k: row[k] for k in moved}, moved)}

    # --- interactions ---

    def item(self, i: str) -> Row:
        ensure(i in self.rows, "unknown")
        ensure(self.rows[i]["state"] == "open")
        return self.rows[i]

    def interaction_add(self, fields: Row, operator: str) -> Any:
        at = fields["posted_at"]
        ensure(at <= self.now + 5 * MINUTE, "invalid")
        row = self.item_row(fields["kind"], at, fields["text"])
        i = f"q{self.count('q') + 1}"
        return i, {i: (None, row)}

    def count(self, noun: str) -> int:
        return sum(key[0] == noun for key in self.rows)

    def item_row(self, kind: str, at: int, text: str) -> Row:
        target = TARGET.get(kind)
        row: Row = dict.fromkeys(NOTHING_YET)
        row |= {"kind": kind, "text": text, "posted": at, "due": target and at + target, "state": "open"}
        row |= {"neglect": target and at + DAY, "soon": target and at + target - target // 4, "reply": "none"}
        return row | {"post": "", "tags": ""}

    def interaction_claim(self, fields: Row, operator: str) -> Any:
        row = self.item(fields["id"])
        lapsed = row["until"] is not None and self.late(row["until"]) > 0
        ensure(row["owner"] is None or lapsed)
        return fields["id"], self.change(fields["id"], owner=operator, until=self.now + HOUR)

    def interaction_release(self, fields: Row, operator: str) -> Any:
        ensure(self.item(fields["id"])["owner"] == operator)
        return fields["id"], self.change(fields["id"], owner=None, until=None)

    def stop(self, i: str, operator: str, at: int, **more: Any) -> Any:
        row = self.rows[i]
        if row["due"] is not None:
            more["missed"] = max(row["missed"] or 0, self.late(row["due"], at))
            more["neglected"] = bool(row["neglected"]) or self.late(row["neglect"], at) > 0
        owner = row["owner"] or operator
        return i, self.change(i, owner=owner, stopped=at, stopped_by=operator, **more)

    def interaction_close(self, fields: Row, operator: str) -> Any:
        self.item(fields["id"])
        return self.stop(fields["id"], operator, self.now, state="closed")

    def reply_draft(self, fields: Row, operator: str) -> Any:
        self.item(fields["id"])
        return fields["id"], self.change(fields["id"], reply="drafted" if fields["text"] else "none")

    def reply_copy(self, fields: Row, operator: str) -> Any:
        row = self.item(fields["id"])
        ensure(row["reply"] != "none")
        ensure(row["incident"] is None or self.rows[row["incident"]]["state"] in ("closed", "withdrawn"))
        return fields["id"], self.change(fields["id"], reply="copied")

    def reply_post(self, fields: Row, operator: str) -> Any:
        row = self.item(fields["id"])
        outcome = fields.get("outcome")
        ensure(outcome is None or row["kind"] == "message", "invalid")
        at = fields.get("posted_at", max(self.now, row["posted"]))
        ensure(at <= self.now + 5 * MINUTE and at // SECOND >= row["posted"] // SECOND, "invalid")
        return self.stop(fields["id"], operator, at, state="answered", reply="posted", outcome=outcome)

    # --- what happens to an interaction besides its answer ---

    def there(self, i: str) -> Row:
        ensure(i in self.rows, "unknown")
        ensure(self.rows[i]["state"] != "withdrawn")
        return self.rows[i]

    def interaction_reopen(self, fields: Row, operator: str) -> Any:
        row = self.there(fields["id"])
        ensure(row["state"] != "open")
        ensure(self.place_is_free(fields["id"], row | {"state": "open"}))
        reply = "none" if row["reply"] == "none" else "drafted"
        gone = {"stopped": None, "stopped_by": None, "outcome": None}
        return fields["id"], self.change(fields["id"], state="open", reply=reply, **gone)

    def interaction_correct(self, fields: Row, operator: str) -> Any:
        row = self.there(fields["id"])
        posted, answered = fields.get("posted_at"), fields.get("answered_at")
        ensure(posted or answered, "invalid")
        ensure(posted is None or posted <= self.now + 5 * MINUTE, "invalid")
        ensure(answered is None or row["state"] == "answered")
        ensure(answered is None or answered <= self.now + 5 * MINUTE, "invalid")
        after = row | self.miss(row)
        if posted is not None:
            limits = {k: row[k] and row[k] + posted - row["posted"] for k in ("due", "soon", "neglect")}
            after |= {"posted": posted, "first": row["first"] or row["posted"], **limits}
        if answered is not None:
            after["stopped"] = answered
        stopped = after["stopped"]
        ensure(stopped is None or stopped // SECOND >= after["posted"] // SECOND, "invalid")
        after |= self.miss(after)
        del after["version"]
        return fields["id"], self.change(fields["id"], **after)

    def miss(self, row: Row) -> Row:
        if row["due"] is None or (row["stopped"] is None and not self.late(row["due"])):
            return {}
        missed = max(row["missed"] or 0, self.late(row["due"], row["stopped"]))
        neglected = bool(row["neglected"]) or self.late(row["neglect"], row["stopped"]) > 0
        return {"missed": missed, "neglected": neglected}

    def interaction_refer(self, fields: Row, operator: str) -> Any:
        i, to = fields["id"], fields["to"]
        row = self.item(i)
        ensure(self.place_is_free("", {"parent": i, "referred": to, "state": "open"}))
        child = self.item_row("message", self.now, row["text"])
        child |= {"parent": i, "referred": to} | {k: row[k] for k in ("topic", "incident", "post")}
        new = f"q{self.count('q') + 1}"
        return new, {new: (None, child)}

    def place_is_free(self, i: str, row: Row) -> bool:
        """Whether nothing stands where ``row`` would: an item taken on once, a lesson once on its list."""
        place: tuple[str, ...] = ()
        if row["state"] == "open" and row.get("referred"):
            place = ("state", "parent", "referred")
        elif row["state"] == "standing":
            place = ("state", "list", "text")
        others = [other for key, other in self.rows.items() if key != i]
        return not place or all(any(other.get(k) != row[k] for k in place) for other in others)

    def interaction_wait(self, fields: Row, operator: str) -> Any:
        row, on = self.item(fields["id"]), fields.get("on")
        ensure(on or row["waiting"])
        return fields["id"], self.change(fields["id"], waiting=on, since=self.now if on else None)

    def interaction_sort(self, fields: Row, operator: str) -> Any:
        self.there(fields["id"])
        tags = "\n".join(sorted(set(fields["tags"])))
        return fields["id"], self.change(fields["id"], topic=fields.get("topic"), tags=tags)

    def interaction_note(self, fields: Row, operator: str) -> Any:
        self.there(fields["id"])
        return fields["id"], self.change(fields["id"])

    def interaction_link(self, fields: Row, operator: str) -> Any:
        slot = fields.get("slot")
        ensure(fields["id"] in self.rows and (slot is None or slot in self.rows), "unknown")
        ensure(slot is None or self.rows[slot]["state"] != "withdrawn", "unknown")
        self.there(fields["id"])
        return fields["id"], self.change(fields["id"], post=fields.get("post", ""), slot=slot)

    def interaction_remind(self, fields: Row, operator: str) -> Any:
        row, at = self.item(fields["id"]), fields.get("at")
        ensure(at or row["remind"])
        ensure(at is None or at > self.now, "invalid")
        return fields["id"], self.change(fields["id"], remind=at, remind_by=operator if at else None)

    # --- incidents ---

    def board(self, i: str) -> Row:
        ensure(i in self.rows, "unknown")
        ensure(self.rows[i]["state"] not in ("closed", "withdrawn"))
        return self.rows[i]

    def incident_open(self, fields: Row, operator: str) -> Any:
        i = f"i{sum(key[0] == 'i' for key in self.rows) + 1}"
        changes: dict[str, Any] = {
            i: (None, {"state": "monitor", "grade": fields["grade"], "owner": None, "start": self.now})
        }
        for name in TIMERS:
            changes[f"t{i}{name}"] = (None, {"met": None, "missed": None})
        for q in dict.fromkeys(fields.get("items", ())):
            ensure(q in self.rows and self.rows[q]["state"] != "withdrawn", "unknown")
            ensure(self.rows[q]["incident"] is None)
            changes |= self.change(q, incident=i)
        return i, changes

    def incident_grade(self, fields: Row, operator: str) -> Any:
        ensure(self.board(fields["id"])["grade"] != fields["grade"])
        return fields["id"], self.change(fields["id"], grade=fields["grade"])

    def incident_meet(self, fields: Row, operator: str) -> Any:
        row, t = self.board(fields["id"]), f"t{fields['id']}{fields['timer']}"
        ensure(self.rows[t]["met"] is None)
        missed = max(self.rows[t]["missed"] or 0, self.late(row["start"] + TIMERS[fields["timer"]]))
        stage = "respond" if row["state"] in ("monitor", "assess") else row["state"]
        return fields["id"], self.change(t, met=self.now, missed=missed) | self.change(
            fields["id"], state=stage
        )

    def incident_move(self, fields: Row, operator: str) -> Any:
        i, stage = fields["id"], fields["stage"]
        ensure(i in self.rows, "unknown")
        ensure(self.rows[i]["state"] not in (stage, "closed", "withdrawn"))
        ensure((self.rows[i]["state"], stage) != ("monitor", "respond"))
        met = all(self.rows[f"t{i}{name}"]["met"] is not None for name in TIMERS)
        ensure(met or stage not in ("review", "closed"))
        return i, self.change(i, state=stage)

    def incident_claim(self, fields: Row, operator: str) -> Any:
        ensure(self.board(fields["id"])["owner"] != operator)
        return fields["id"], self.change(fields["id"], owner=operator)

    # --- slots ---

    def slot_plan(self, fields: Row, operator: str) -> Any:
        i = f"s{self.count('s') + 1}"
        return i, {i: (None, self.slot_row(operator, "", fields["at"], fields))}

    def slot_row(self, operator: str, editors: str, at: int, words: Row) -> Row:
        row = {"state": "planned", "author": operator, "editors": editors, "at": at}
        return row | {k: words[k] for k in ("title", "emergency")} | {"first": None, "missed": None}

    def writers(self, row: Row) -> set[str]:
        return {row["author"], *row["editors"].splitlines()}

    def signed(self, i: str, row: Row | None = None) -> dict[str, str]:
        row = row or self.rows[i]
        marks = [m for k, m in self.rows.items() if k.startswith(f"m{i}.") and m["state"] == "valid"]
        words = (row["title"], row["emergency"])
        return {
            m["role"]: m["expert"]
            for m in marks
            if m["words"] == words and m["expert"] not in self.writers(row)
        }

    def reviewed(self, row: Row, signed: set[str]) -> str:
        return "planned" if not signed else "ready" if ROLES[row["emergency"]] <= signed else "review"

    def coming(self, i: str) -> Row:
        ensure(i in self.rows, "unknown")
        ensure(self.rows[i]["state"] in ("planned", "review", "ready"))
        return self.rows[i]

    def slot_miss(self, row: Row, at: int) -> int | None:
        late = self.late(row["at"] + 30 * MINUTE, at)
        return max(row["missed"] or 0, self.late(row["at"], at)) if late else row["missed"]

    def slot_sign_off(self, fields: Row, operator: str) -> Any:
        i, role, expert = fields["id"], fields["role"], fields["expert"]
        row = self.coming(i)
        signed = self.signed(i)
        ensure(role not in signed and expert not in self.writers(row) and expert not in signed.values())
        mark = f"m{i}.{self.count('m')}"
        words = (row["title"], row["emergency"])
        made = {mark: (None, {"state": "valid", "role": role, "expert": expert, "words": words})}
        return i, made | self.change(i, state=self.reviewed(row, {*signed, role}))

    def slot_edit(self, fields: Row, operator: str) -> Any:
        i = fields["id"]
        row = self.coming(i)
        words = {k: fields[k] for k in ("title", "emergency") if k in fields}
        after = row | words
        ensure(after != row)
        if operator not in self.writers(row):
            after["editors"] = "\n".join(sorted((*row["editors"].splitlines(), operator)))
        state = self.reviewed(after, set(self.signed(i, after)))
        return i, self.change(i, **words, editors=after["editors"], state=state)

    def slot_move(self, fields: Row, operator: str) -> Any:
        i, at = fields["id"], fields["at"]
        row = self.coming(i)
        ensure(at != row["at"])
        ensure(at > self.now, "invalid")
        first = row["at"] if row["first"] is None else row["first"]
        return i, self.change(i, at=at, first=first, missed=self.slot_miss(row, self.now))

    def slot_copy(self, fields: Row, operator: str) -> Any:
        ensure(fields["id"] in self.rows, "unknown")
        row = self.rows[fields["id"]]
        ensure(row["state"] != "withdrawn")
        i = f"s{self.count('s') + 1}"
        editors = "\n".join(sorted(self.writers(row) - {operator}))
        return i, {i: (None, self.slot_row(operator, editors, fields["at"], row))}

    def slot_tick(self, fields: Row, operator: str) -> Any:
        i, line = fields["id"], fields["line"]
        self.coming(i)
        ticks = [k for k in self.rows if k.startswith(f"k{i}.{line}.") and self.rows[k]["state"] == "valid"]
        if fields["off"]:
            ensure(ticks, "invalid")
            return i, self.change(ticks[0], state="withdrawn") | self.change(i)
        ensure(not ticks)
        return i, {f"k{i}.{line}.{self.count('k')}": (None, {"state": "valid"})} | self.change(i)

    def slot_publish(self, fields: Row, operator: str) -> Any:
        i = fields["id"]
        row = self.coming(i)
        complete = ROLES[row["emergency"]] <= set(self.signed(i))
        ensure(complete != ("break_glass" in fields))
        return i, self.change(i, state="published", missed=self.slot_miss(row, self.now))

    def slot_drop(self, fields: Row, operator: str) -> Any:
        row = self.coming(fields["id"])
        return fields["id"], self.change(fields["id"], state="dropped", missed=self.slot_miss(row, self.now))

    # --- lessons ---

    def lesson_add(self, fields: Row, operator: str) -> Any:
        i, row = (
            f"l{self.count('l') + 1}",
            {"list": fields["kind"], "text": fields["text"], "state": "standing"},
        )
        ensure(self.place_is_free(i, row))
        return i, {i: (None, row)}

    def lesson_drop(self, fields: Row, operator: str) -> Any:
        row = self.rows.get(fields["id"], {"state": "withdrawn"})
        ensure(row["state"] != "withdrawn", "unknown")
        ensure(row["state"] == "standing")
        return fields["id"], self.change(fields["id"], state="dropped")

    # --- undo ---

    def undo(self, fields: Row, operator: str) -> Done:
        if (seq := fields.get("seq")) is not None:
            ensure(seq <= len(self.done), "unknown")
            chain = [one for one in self.done if one.seq == seq or self.follows(one, seq)]
            ensure(len(chain) % 2 == 1)
            entry = chain[-1]
        else:
            mine = [
                d
                for d in self.done
                if d.operator == operator and d.verb != "undo" and d.seq not in self.undone
            ]
            ensure(mine)
            entry = mine[-1]
        others = {one.root for one in self.done if one.subject == entry.subject} - {entry.root}
        ensure(all(self.standing(root, entry.seq) == self.standing(root) for root in others), "conflict")
        for i, (_, after) in entry.changes.items():
            ensure(all(self.rows[i][k] == v for k, v in after.items() if k not in KEPT), "conflict")
        for i, (before, _) in entry.changes.items():
            row = self.rows[i] | self.taken_back(i, before)
            ensure("state" not in row or self.place_is_free(i, row), "conflict")
        return entry

    def follows(self, one: Done, seq: int) -> bool:
        while one.undoes is not None:
            if one.undoes == seq:
                return True
            one = self.done[one.undoes - 1]
        return False

    def standing(self, root: int, at: int | None = None) -> bool:
        """Whether a command was in effect just after row ``at`` was written."""
        links = [d for d in self.done if d.root == root and (at is None or d.seq <= at)]
        return len(links) % 2 == 1

    # --- what the header shows ---

    def band(self, row: Row) -> str | None:
        if row["due"] is None:
            return None
        if self.late(row["neglect"]):
            return "neglected"
        if self.late(row["due"]):
            return "late"
        return "soon" if self.now // SECOND >= row["soon"] // SECOND else "ok"
