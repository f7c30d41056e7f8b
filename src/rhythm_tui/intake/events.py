"""Message events of the official platform: received, sent and recalled private messages."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from rhythm_tui.domain.facts import Fact, Recalled, Reject, Seen, Sent
from rhythm_tui.domain.refusal import msg
from rhythm_tui.intake.jsonfile import decode
from rhythm_tui.intake.mapping import check_storable, check_text
from rhythm_tui.intake.unreadable import words
from rhythm_tui.intake.values import NoFact, ident, posted_at, text_of

_SHOWN = {
    "image": "[图片]",
    "user_local_image": "[图片]",
    "emoji": "[表情]",
    "video": "[视频]",
    "user_local_video": "[视频]",
    "voice": "[语音]",
    "audio": "[语音]",
    "card": "[卡片]",
    "location": "[位置]",
}
"""What stands for a message without words, as the platform's own app writes it."""
COLUMNS = ("event", "message_type", "create_time", "text")
"""What of an event may stand in the rejects file."""


class EventMapper:
    """Makes facts of message events on one platform."""

    columns = COLUMNS

    def __init__(self, platform: str, now: int) -> None:
        self._platform = platform
        self._now = now

    def __call__(self, line: int, event: Any) -> Fact | Reject:
        """Return the fact that an event tells, or why it is none."""
        content: dict[str, Any] = {}
        try:
            if not isinstance(event, dict):
                raise NoFact(msg("is no message event"))
            content = _content(event.get("content"))
            return self._fact(line, event, content)
        except NoFact as no:
            whole = {**content, "event": event.get("event")} if isinstance(event, dict) else {}
            return Reject(line, no.template, no.values, {name: text_of(whole.get(name)) for name in COLUMNS})

    def _fact(self, line: int, event: dict[str, Any], content: dict[str, Any]) -> Fact:
        name = text_of(event.get("event"))
        if name not in ("im_receive_msg", "im_send_msg", "im_recall_msg"):
            raise NoFact(msg("{event} is no event of a private message"), event=words(name) or "-")
        sender, to = text_of(event.get("from_user_id")).strip(), text_of(event.get("to_user_id")).strip()
        at = posted_at(content.get("create_time"), UTC, "", self._now)
        message, talk = ident(text_of(content.get("server_message_id"))), _conversation(content, sender, to)
        check_storable(f"{sender}{to}{message}{talk}")
        if name == "im_recall_msg":
            if not message:
                raise NoFact(msg("the event does not say which message was recalled"))
            return Recalled(line, self._platform, message, talk, at)
        text = _text(content)
        check_storable(text)
        if name == "im_send_msg":
            return Sent(line, self._platform, talk, to, at, text, message or "")
        check_text(text)
        author = _nickname(content, sender)
        check_storable(author)
        return Seen(
            line, self._platform, "message", at, sender, author, text,
            external_id=message or "", conversation=talk, damaged_id=message is None,
        )  # fmt: skip


def _content(value: Any) -> dict[str, Any]:
    """Return an event's content, which may be an object or the text of one."""
    if isinstance(value, str):
        try:
            value = decode(value)
        except ValueError:
            raise NoFact(msg("the content of the event is no valid JSON")) from None
    if not isinstance(value, dict):
        raise NoFact(msg("the event has no content"))
    return value


def _conversation(content: dict[str, Any], sender: str, to: str) -> str:
    """Return what joins the messages of two people: the platform's id, else the pair of them."""
    found = ident(text_of(content.get("conversation_short_id")))
    if found:
        return found
    if not sender or not to:
        raise NoFact(msg("the event names neither a conversation nor two people"))
    return " ".join(sorted((sender, to)))


def _text(content: dict[str, Any]) -> str:
    kind = text_of(content.get("message_type"))
    text = text_of(content.get("text"))
    return text if text.strip() or kind == "text" else _SHOWN.get(kind, f"[{words(kind) or '?'}]")


def _nickname(content: dict[str, Any], sender: str) -> str:
    people = content.get("user_infos")
    for person in people if isinstance(people, list) else ():
        if isinstance(person, dict) and text_of(person.get("open_id")) == sender:
            return text_of(person.get("nick_name")).strip()
    return ""
