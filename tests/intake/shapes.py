"""Writes files as the real tools write them: every shape of FORMATS.md, both generations.

Each function writes into a folder and returns the path; all people and texts are made up.
"""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

NOW = 1_795_329_000_000
"""2026-11-22 14:30:00 in Shanghai, in ms UTC."""
ZONE = ZoneInfo("Asia/Shanghai")
HOUR = 3_600_000
TEXTS = (
    "高血压患者能吃党参吗？",
    "宝宝发烧38.5怎么办,急!",
    '医生说"没事"\n可我还是担心',
    "请问周末门诊几点上班",
)
NAMES = ("张小三", "陈***", "王", "LiLei")

OLD, NEW = "old", "new"
GENERATIONS = (OLD, NEW)
CRAWLED = ("douyin", "kuaishou", "xiaohongshu", "bilibili", "weibo")
FOLDERS = {"xiaohongshu": "xhs", "bilibili": "bili"}
SQLITE_TABLES = {
    "douyin": "douyin_aweme_comment",
    "kuaishou": "kuaishou_video_comment",
    "xiaohongshu": "xhs_note_comment",
    "bilibili": "bilibili_video_comment",
    "weibo": "weibo_note_comment",
}
COLUMNS = {
    ("douyin", OLD): "comment_id,create_time,ip_location,aweme_id,content,user_id,sec_uid,short_user_id,"
    "user_unique_id,user_signature,nickname,avatar,sub_comment_count,like_count,last_modify_ts,"
    "parent_comment_id,pictures",
    ("douyin", NEW): "comment_id,create_time,aweme_id,content,creator_hash,nickname,sub_comment_count,"
    "like_count,last_modify_ts,parent_comment_id,pictures",
    ("kuaishou", OLD): "comment_id,create_time,video_id,content,user_id,nickname,avatar,sub_comment_count,"
    "last_modify_ts",
    ("kuaishou", NEW): "comment_id,create_time,video_id,content,creator_hash,nickname,sub_comment_count,"
    "last_modify_ts",
    ("xiaohongshu", OLD): "comment_id,create_time,ip_location,note_id,content,user_id,nickname,avatar,"
    "sub_comment_count,pictures,parent_comment_id,last_modify_ts,like_count",
    ("xiaohongshu", NEW): "comment_id,create_time,note_id,content,creator_hash,nickname,sub_comment_count,"
    "pictures,parent_comment_id,last_modify_ts,like_count",
    ("bilibili", OLD): "comment_id,parent_comment_id,create_time,video_id,content,user_id,nickname,sex,sign,"
    "avatar,sub_comment_count,like_count,last_modify_ts",
    ("bilibili", NEW): "comment_id,parent_comment_id,create_time,video_id,content,creator_hash,nickname,"
    "sub_comment_count,like_count,last_modify_ts",
    ("weibo", OLD): "comment_id,create_time,create_date_time,note_id,content,sub_comment_count,"
    "comment_like_count,last_modify_ts,ip_location,parent_comment_id,user_id,nickname,gender,profile_url,"
    "avatar",
    ("weibo", NEW): "comment_id,create_time,create_date_time,note_id,content,sub_comment_count,"
    "comment_like_count,last_modify_ts,parent_comment_id,creator_hash,nickname",
}
MILLISECONDS = ("kuaishou", "xiaohongshu")
POST = "7400000000000000123"


def posted(index: int) -> int:
    """When the row of this index was posted: one a quarter of an hour, back from NOW."""
    return NOW - (index + 1) * HOUR // 4


def crawled(platform: str, generation: str, count: int = 4) -> list[dict[str, Any]]:
    """Rows of the crawler, keys in the order of its columns."""
    return [_crawled(platform, generation, index) for index in range(count)]


def _crawled(platform: str, generation: str, index: int) -> dict[str, Any]:
    at = posted(index)
    local = datetime.fromtimestamp(at / 1000, UTC).astimezone(ZONE)
    values: dict[str, Any] = {
        "comment_id": f"74123501234567{index:05}",
        "create_time": at if platform in MILLISECONDS else at // 1000,
        "create_date_time": local.isoformat(sep=" "),
        "content": TEXTS[index % len(TEXTS)],
        "aweme_id": POST,
        "video_id": POST,
        "note_id": POST,
        "user_id": f"9900{index:04}",
        "sec_uid": f"MS4wLjABAAAA{index}",
        "short_user_id": "0",
        "user_unique_id": f"dy{index}",
        "user_signature": "爱生活",
        "sign": "爱生活",
        "creator_hash": f"a1b2c3{index:04}",
        "nickname": NAMES[index % len(NAMES)],
        "avatar": f"https://p3.example/{index}.jpeg",
        "ip_location": "四川",
        "sex": "女",
        "gender": "f",
        "profile_url": f"https://weibo.example/u/9900{index:04}",
        "sub_comment_count": "0",
        "like_count": 3 + index,
        "comment_like_count": "1.2万",
        "last_modify_ts": at + 1000,
        "parent_comment_id": "0" if index % 2 == 0 else "7412350123456700000",
        "pictures": "",
    }
    return {name: values[name] for name in COLUMNS[platform, generation].split(",")}


def write_csv(
    path: Path,
    rows: Sequence[Sequence[object]],
    *,
    encoding: str = "utf-8-sig",
    delimiter: str = ",",
) -> Path:
    """Write rows, the header among them, as a spreadsheet or crawler does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def table(records: Sequence[dict[str, Any]]) -> list[list[Any]]:
    """Records as rows below their header."""
    return [list(records[0]), *(list(record.values()) for record in records)]


def crawler_file(folder: Path, platform: str, generation: str, form: str, count: int = 4) -> Path:
    """Write one platform's comments as ``csv``, ``json``, ``jsonl``, ``xlsx`` or ``db``."""
    records = crawled(platform, generation, count)
    base = folder / "data" / FOLDERS.get(platform, platform) / form
    path = base / f"search_comments_2026-11-22.{form}"
    base.mkdir(parents=True, exist_ok=True)
    if form == "csv":
        return write_csv(path, table(records))
    if form == "json":
        path.write_text(json.dumps(records, ensure_ascii=False, indent=4), encoding="utf-8")
    elif form == "jsonl":
        lines = (json.dumps(one, ensure_ascii=False) for one in records)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    elif form == "xlsx":
        contents = [
            ["note_id", "title", "desc", "create_time", "liked_count"],
            [POST, "题", "述", 1, "1.2万"],
        ]
        write_xlsx(path, {"Contents": contents, "Comments": table(records), "Creators": [["user_id"], ["1"]]})
    else:
        crawler_database(path, {platform: records})
    return path


def write_xlsx(path: Path, sheets: dict[str, Sequence[Sequence[object]]]) -> Path:
    """Write a workbook."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def crawler_database(path: Path, comments: dict[str, list[dict[str, Any]]]) -> Path:
    """Write ``sqlite_tables.db`` with the five comment tables, ids as 64-bit integers."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "CREATE TABLE douyin_aweme (id INTEGER, aweme_id TEXT, title TEXT, create_time INT)"
        )
        connection.execute("INSERT INTO douyin_aweme VALUES (1, '7', 'a video', 1795000000)")
        for platform, name in SQLITE_TABLES.items():
            columns = ["id", "add_ts", *COLUMNS[platform, NEW].split(",")]
            records = comments.get(platform, [])
            if records:
                columns = ["id", "add_ts", *records[0]]
            types = {"comment_id": "BIGINT", "create_time": "BIGINT", "id": "INTEGER"}
            inside = ", ".join(f"{column} {types.get(column, 'TEXT')}" for column in columns)
            connection.execute(f"CREATE TABLE {name} ({inside})")
            for index, record in enumerate(records):
                marks = ", ".join("?" * len(columns))
                connection.execute(f"INSERT INTO {name} VALUES ({marks})", [index, NOW, *record.values()])
    return path


DOWNLOADER = [
    "采集时间",
    "评论ID",
    "评论时间",
    "UID",
    "SEC_UID",
    "账号昵称",
    "账号签名",
    "年龄",
    "IP归属地",
    "评论内容",
    "评论表情",
    "评论图片",
    "点赞数量",
    "回复数量",
    "回复ID",
    "回复对象",
]


def downloader_rows(count: int = 4) -> list[list[Any]]:
    """Rows of the downloader, in local time."""
    rows = []
    for index in range(count):
        at = datetime.fromtimestamp(posted(index) / 1000, UTC).astimezone(ZONE).strftime("%Y-%m-%d %H:%M:%S")
        who = [f"9900{index:04}", f"MS4w{index}", NAMES[index % 4], "爱生活", "28", "四川"]
        what = [TEXTS[index % 4], "", "", "-1", "0", "0", ""]
        rows.append(["2026-11-22 14:29:00", f"74123501234567{index:05}", at, *who, *what])
    return rows


def downloader_file(folder: Path, form: str, count: int = 4) -> Path:
    """Write the downloader's comments as ``csv``, ``xlsx`` or ``db``."""
    name, rows = f"作品{POST}_评论数据", downloader_rows(count)
    if form == "csv":
        return write_csv(folder / f"{name}.csv", [DOWNLOADER, *rows])
    if form == "xlsx":
        return write_xlsx(folder / f"{name}.xlsx", {"Sheet": [DOWNLOADER, *rows]})
    path = folder / "CommentData.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        inside = ", ".join(f'"{column}" TEXT' for column in DOWNLOADER)
        connection.execute(f'CREATE TABLE "{name}" ({inside})')
        connection.executemany(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(DOWNLOADER))})', rows)
    return path


def api_page(count: int = 4) -> dict[str, Any]:
    """One answer of the download API."""
    comments = [
        {
            "cid": f"74123501234567{index:05}",
            "text": TEXTS[index % 4],
            "aweme_id": POST,
            "create_time": posted(index) // 1000,
            "digg_count": 3,
            "reply_id": "0",
            "reply_comment_total": 0,
            "ip_label": "四川",
            "user": {"uid": f"9900{index:04}", "sec_uid": f"MS4w{index}", "nickname": NAMES[index % 4]},
        }
        for index in range(count)
    ]
    data = {"comments": comments, "cursor": 20, "has_more": 0}
    return {"code": 200, "router": "/api/douyin/web/fetch_video_comments", "data": data}


def official_page(count: int = 4) -> dict[str, Any]:
    """One page of the official comment list."""
    found = [
        {
            "top": index == 0,
            "comment_id": f"@kj5k{index}+/yP==",
            "comment_user_id": "",
            "content": TEXTS[index % 4],
            "create_time": posted(index) // 1000,
            "digg_count": 647,
            "reply_comment_total": 12,
        }
        for index in range(count)
    ]
    return {"data": {"error_code": 0, "cursor": 1, "has_more": False, "list": found}, "extra": {"logid": "x"}}


def event(
    name: str = "im_receive_msg",
    *,
    index: int = 0,
    as_text: bool = False,
    conversation: str | None = "7380001",
    message_type: str = "text",
) -> dict[str, Any]:
    """One message event; received ones come from ``user-a`` to ``hospital``."""
    sender, to = ("hospital", "user-a") if name == "im_send_msg" else ("user-a", "hospital")
    content: dict[str, Any] = {
        "server_message_id": f"90000{index}",
        "conversation_type": 1,
        "message_type": message_type,
        "create_time": posted(index),
        "user_infos": [
            {"open_id": "hospital", "nick_name": "市一医院", "avatar": "https://p3.example/h.jpeg"},
            {"open_id": "user-a", "nick_name": "赵小明", "avatar": "https://p3.example/a.jpeg"},
        ],
    }
    if message_type == "text":
        content["text"] = TEXTS[index % 4]
    if conversation is not None:
        content["conversation_short_id"] = conversation
    return {
        "event": name,
        "from_user_id": sender,
        "to_user_id": to,
        "client_key": "k",
        "content": json.dumps(content, ensure_ascii=False) if as_text else content,
    }


def events() -> list[dict[str, Any]]:
    """Two received messages, the answer to them and one taken back."""
    return [
        event(index=3),
        event(index=2, as_text=True, message_type="image"),
        event("im_send_msg", index=1),
        event("im_recall_msg", index=0),
    ]


def write_json(path: Path, value: object, **options: Any) -> Path:
    """Write one JSON document."""
    path.write_text(json.dumps(value, ensure_ascii=False, **options), encoding="utf-8")
    return path


def write_json_lines(path: Path, found: Iterable[object]) -> Path:
    """Write JSON lines."""
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in found), encoding="utf-8")
    return path


def _crawler(platform: str, generation: str, form: str) -> Callable[[Path], Path]:
    return lambda folder: crawler_file(folder, platform, generation, form)


ALL: dict[str, Callable[[Path], Path]] = {
    **{
        f"{platform}-{generation}-{form}": _crawler(platform, generation, form)
        for platform in CRAWLED
        for generation in GENERATIONS
        for form in ("csv", "json", "jsonl", "xlsx", "db")
    },
    "downloader-csv": lambda folder: downloader_file(folder, "csv"),
    "downloader-xlsx": lambda folder: downloader_file(folder, "xlsx"),
    "downloader-db": lambda folder: downloader_file(folder, "db"),
    "api-body": lambda folder: write_json(folder / "api.json", api_page()),
    "api-lines": lambda folder: write_json_lines(folder / "api.jsonl", [api_page(2), api_page(2)]),
    "official": lambda folder: write_json(folder / "official.json", official_page(), indent=2),
    "official-array": lambda folder: write_json(folder / "pages.json", [official_page(2), official_page(2)]),
    "events-lines": lambda folder: write_json_lines(folder / "events.jsonl", events()),
    "events-array": lambda folder: write_json(folder / "events.json", events()),
}
"""Every shape by name: each writes four rows that are all facts."""
