"""The ninth step: views for people with SQL, and for programs such as Datasette that show a file as tables.

Ids as the desk shows them, instants as ISO 8601 in UTC, spans in minutes. They show what the tables hold: a
masked nickname, and nothing of what was purged. What they call now and today is the computer's.
"""

from __future__ import annotations

_NOW = "strftime('%s', 'now') * 1000"


def _iso(column: str) -> str:
    return f"strftime('%Y-%m-%dT%H:%M:%SZ', ({column}) / 1000, 'unixepoch')"


def _minutes(span: str) -> str:
    return f"({span}) / 60000"


_SHOWN = "coalesce(i.batch, 0) NOT IN (SELECT n FROM batch WHERE state <> 'done')"
_NEXT = "(SELECT {what} FROM timer t WHERE t.incident = i.n AND t.met_at IS NULL AND t.waived_at IS NULL"
_NEXT += " AND t.withdrawn = 0 ORDER BY t.start + t.target LIMIT 1)"
_WHEN = "t.start + t.target"

STATEMENTS = (
    f"""
    CREATE VIEW queue_now AS
    SELECT 'q' || i.n AS id,
      CASE WHEN i.due_at IS NULL THEN NULL WHEN i.neglect_at < {_NOW} THEN 'neglected'
        WHEN i.due_at < {_NOW} THEN 'late' WHEN i.soon_at < {_NOW} + 1000 THEN 'soon' ELSE 'ok' END AS band,
      {_minutes(f"i.due_at - {_NOW}")} AS minutes_left, {_iso("i.due_at")} AS due_at, i.clock, i.platform,
      i.kind, c.author, c.body AS text, i.owner, {_iso("i.posted_at")} AS posted_at,
      {_iso("i.seen_at")} AS seen_at, i.post, i.topic, i.reply_state, i.waiting,
      'i' || i.incident AS incident, i.simulated
    FROM interaction i LEFT JOIN content c ON c.n = i.content
    WHERE i.state = 'open' AND {_SHOWN}
    ORDER BY i.due_at IS NULL, i.neglect_at >= {_NOW}, i.due_at, i.n
    """,
    f"""
    CREATE VIEW answers AS
    SELECT 'q' || i.n AS id, i.state, i.platform, i.kind, {_iso("i.posted_at")} AS posted_at,
      {_iso("i.stopped_at")} AS answered_at, i.stopped_by AS answered_by,
      {_minutes("i.stopped_at - i.posted_at")} AS minutes, i.clock,
      coalesce(i.missed_s, 0) = 0 AS in_time, i.missed_s / 60 AS minutes_late, i.neglected, i.close_reason,
      i.outcome, i.topic, c.author, c.body AS text, r.body AS reply, i.post, 'i' || i.incident AS incident,
      i.simulated
    FROM interaction i LEFT JOIN content c ON c.n = i.content LEFT JOIN content r ON r.n = i.reply
    WHERE i.state IN ('answered', 'closed') AND {_SHOWN}
    """,
    f"""
    CREATE VIEW incidents_open AS
    SELECT 'i' || i.n AS id, c.body AS title, i.kind, i.grade, i.stage, i.owner,
      {_iso("i.discovered_at")} AS discovered_at, {_NEXT.format(what="t.name")} AS next_timer,
      {_NEXT.format(what=_iso(_WHEN))} AS next_due,
      {_NEXT.format(what=_minutes(f"{_WHEN} - {_NOW}"))} AS minutes_left,
      (SELECT count(*) FROM interaction q WHERE q.incident = i.n AND q.state <> 'withdrawn') AS items,
      (SELECT count(*) FROM task k WHERE k.incident = i.n AND k.state = 'open') AS tasks_open, i.simulated
    FROM incident i LEFT JOIN content c ON c.n = i.title
    WHERE i.stage NOT IN ('closed', 'withdrawn')
    ORDER BY next_due IS NULL, next_due, i.n
    """,
    f"""
    CREATE VIEW milestones AS
    SELECT 'i' || t.incident AS incident, t.name AS timer, {_iso("t.start")} AS began_at,
      {_minutes("t.target")} AS target_minutes, {_iso(_WHEN)} AS due_at, {_iso("t.met_at")} AS met_at,
      t.met_by, {_minutes("t.met_at - t.start")} AS minutes, e.body AS evidence,
      {_iso("t.waived_at")} AS waived_at,
      CASE WHEN t.met_at IS NOT NULL THEN coalesce(t.missed_s, 0) > 0 ELSE {_WHEN} < {_NOW} END AS late
    FROM timer t LEFT JOIN content e ON e.n = t.evidence
    WHERE t.withdrawn = 0
    """,
    f"""
    CREATE VIEW slots_all AS
    SELECT 's' || s.n AS id, s.wall AS planned_for, s.zone, s.state, s.platform, s.title, s.tier, s.form,
      s.audience, s.department, s.emergency, s.author, {_iso("s.published_at")} AS published_at,
      s.published_by, {_minutes("s.published_at - s.at")} AS minutes_off, s.url,
      'c' || s.campaign AS campaign,
      (SELECT group_concat(o.role || ' ' || o.expert, ', ') FROM sign_off o
        WHERE o.slot = s.n AND o.withdrawn = 0) AS signed, s.simulated
    FROM slot s
    WHERE s.state <> 'withdrawn'
    """,
    """
    CREATE VIEW slots_today AS
    SELECT * FROM slots_all WHERE substr(planned_for, 1, 10) = date('now', 'localtime')
    ORDER BY planned_for, id
    """,
    f"""
    CREATE VIEW tasks_open AS
    SELECT 't' || k.n AS id, w.body AS task, k.owner, k.role, {_iso("k.due_at")} AS due_at,
      k.due_at < {_NOW} AS overdue, 'i' || k.incident AS incident, k.simulated
    FROM task k LEFT JOIN content w ON w.n = k.words
    WHERE k.state = 'open'
    ORDER BY k.due_at IS NULL, k.due_at, k.n
    """,
    f"""
    CREATE VIEW journal_lines AS
    SELECT seq, {_iso("at")} AS at, operator, verb, subject, undoes, seat, simulated, hash FROM journal
    """,
)
