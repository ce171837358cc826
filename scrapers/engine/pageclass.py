"""What a response is before anyone tries to read it as an article: a bot wall, a missing page, a maintenance notice, an error.

A page is only judged by its words when its build agrees: a wall or a notice is short, and says so in its title or in hardly anything but that.
"""

import html
import re
from collections.abc import Mapping
from http import HTTPStatus

from scrapers.engine.refusals import Ending
from scrapers.outcomes import Outcome

CHALLENGE: Ending = (Outcome.BLOCKED, "challenge page")
MAINTENANCE: Ending = (Outcome.SOFT_ERROR, "maintenance page")

# The whole title, not a part of it: newspapers write about bot walls, too.
_WALL_TITLE = re.compile(
    r"just a moment\W*|attention required\W*( cloudflare)?|please wait\W*( cloudflare)?|access denied|web page blocked\W*|ddos-guard|"
    r"checking your browser\b.{0,40}|security check|are you a robot\W*|human verification|one more step|request blocked\W*",
    re.IGNORECASE,
)
_NOTICE_TITLE = re.compile(
    r".{0,30}\b(under|site|system|scheduled|website)\b.{0,10}\bmaintenance\b.{0,20}|maintenance( mode| page)?|"
    r"(service|site|website|page)? ?temporarily unavailable\W*|we'?ll be (right )?back.{0,20}|"
    r".{0,12}(系统|网站|升级|正在)维护.{0,12}|.{0,8}维护(中|公告|页面).{0,8}",
    re.IGNORECASE,
)
_NOTICE_TEXT = re.compile(
    r"under (scheduled |system )?maintenance|(system|site|website|scheduled) maintenance|temporarily unavailable|we'?ll be (right )?back|"
    r"系统(正在)?(升级)?维护|网站(正在)?(升级|维护)|正在(进行)?(系统)?(升级)?维护|升级维护|维护中|暂停服务|暂时无法访问",
    re.IGNORECASE,
)
_LONGEST_WALL = 1500  # characters of visible text; real walls have under 600
_LONGEST_NOTICE = 400
_LARGEST_JUDGED = 256 * 1024  # bytes; no wall or notice is larger, articles often are

_UNSEEN = re.compile(rb"<(script|style|title|svg|template)[\s>/]|<!--")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*(gb2312|gbk|gb18030)", re.IGNORECASE)


def classify(status: int, headers: Mapping[str, str], body: bytes) -> Ending | None:
    """The outcome of a response that is no page to read, with its reason; None when it is one. `headers` have lower-case names, `body` is content-decoded.

    Redirects come here only when they were not followed.
    """
    if "challenge" in headers.get("cf-mitigated", "").lower() or headers.get("x-amzn-waf-action", "").lower() in ("challenge", "captcha"):
        return CHALLENGE
    if status == HTTPStatus.NOT_MODIFIED:
        return Outcome.UNCHANGED, "http 304"
    if 300 <= status < 400:
        return (Outcome.BLOCKED, "cookie gate") if "set-cookie" in headers else (Outcome.FETCH_FAILED, f"http {status} not followed")
    by_build = _judge(headers, body)
    if by_build == CHALLENGE:
        return CHALLENGE
    if status != HTTPStatus.OK:
        return _by_status(status)
    if not body.strip():
        return Outcome.SOFT_ERROR, "empty body"
    return by_build


def _by_status(status: int) -> Ending:
    if status in (401, 403, 429, 451):
        return Outcome.BLOCKED, f"http {status}"
    if status in (404, 410):
        return Outcome.GONE, f"http {status}"
    return Outcome.FETCH_FAILED, f"http {status}"


def _judge(headers: Mapping[str, str], body: bytes) -> Ending | None:
    if len(body) > _LARGEST_JUDGED or not _is_html(headers, body):
        return None
    charset = "gb18030" if _CHARSET.search(headers.get("content-type", "").encode() + body[:2048]) else "utf-8"
    title = _flat(_title(body), charset)
    seen = _flat(_visible(body), charset)
    if _WALL_TITLE.fullmatch(title) and len(seen) <= _LONGEST_WALL:
        return CHALLENGE
    if not seen and b"document.cookie" in body and b"location" in body:
        return CHALLENGE
    if len(seen) <= _LONGEST_NOTICE and (_NOTICE_TITLE.fullmatch(title) or _NOTICE_TEXT.search(seen)):
        return MAINTENANCE
    return None


def _title(body: bytes) -> bytes:
    lowered = body.lower()
    start = lowered.find(b">", lowered.find(b"<title")) + 1
    return body[start : lowered.find(b"</title", start)][:1000] if b"<title" in lowered else b""


def _visible(body: bytes) -> bytes:
    """The text between the tags, cut off where it is too long to be a wall. One pass, because a hostile page must not cost more than an honest one."""
    lowered = body.lower()
    pieces: list[bytes] = []
    size = position = 0
    while size <= 4 * _LONGEST_WALL:
        start = lowered.find(b"<", position)
        piece = body[position:] if start < 0 else body[position:start]
        pieces.append(piece)
        size += len(piece.strip())
        if start < 0:
            break
        unseen = _UNSEEN.match(lowered, start)
        closing = b">" if unseen is None else b"-->" if unseen[1] is None else b"</" + unseen[1]
        end = lowered.find(closing, start + 1)
        if end < 0:
            break
        position = end + len(closing) if unseen is None or unseen[1] is None else end
    return b" ".join(pieces)


def _is_html(headers: Mapping[str, str], body: bytes) -> bool:
    kind = headers.get("content-type", "").lower()
    return "html" in kind or (not kind and body.lstrip()[:1] == b"<")


def _flat(text: bytes, charset: str) -> str:
    return " ".join(html.unescape(text.decode(charset, errors="replace")).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())
