"""What is a page and what is a wall, a notice, an error: by its build, not by its words alone."""

import gzip
import json
import tarfile
import time
from pathlib import Path

import pytest

from scrapers.engine.pageclass import classify
from scrapers.outcomes import Outcome

HTML = {"content-type": "text/html; charset=utf-8"}
WALL = (Outcome.BLOCKED, "challenge page")
NOTICE = (Outcome.SOFT_ERROR, "maintenance page")
STORY = "The spokesperson told reporters that talks would go on next week. " * 40


def page(title: str, words: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body><div>{words}</div></body></html>".encode()


@pytest.mark.parametrize(
    ("status", "ending"),
    [
        (200, None),
        (202, (Outcome.FETCH_FAILED, "http 202")),
        (204, (Outcome.FETCH_FAILED, "http 204")),
        (302, (Outcome.FETCH_FAILED, "http 302 not followed")),
        (304, (Outcome.UNCHANGED, "http 304")),
        (400, (Outcome.FETCH_FAILED, "http 400")),
        (401, (Outcome.BLOCKED, "http 401")),
        (403, (Outcome.BLOCKED, "http 403")),
        (404, (Outcome.GONE, "http 404")),
        (410, (Outcome.GONE, "http 410")),
        (429, (Outcome.BLOCKED, "http 429")),
        (451, (Outcome.BLOCKED, "http 451")),
        (500, (Outcome.FETCH_FAILED, "http 500")),
        (503, (Outcome.FETCH_FAILED, "http 503")),
        (999, (Outcome.FETCH_FAILED, "http 999")),
    ],
)
def test_by_status(status: int, ending: tuple[Outcome, str] | None) -> None:
    assert classify(status, HTML, page("Talks go on", STORY)) == ending


@pytest.mark.parametrize(
    ("status", "headers", "body"),
    [
        (403, HTML, page("Just a moment...", "<h1>news.example.org</h1><p>Verifying you are human.</p>")),
        (503, HTML, page("Just a moment...", "", "<script>" + "var a=1;" * 3000 + "</script>")),
        (200, HTML, page("Just a moment&hellip;", "Enable JavaScript and cookies to continue")),
        (200, HTML, page("  Attention Required! | Cloudflare ", "Sorry, you have been blocked")),
        (200, HTML, page("Web Page Blocked!", "Access to the page is against the rules of this network")),
        (200, HTML, page("Access Denied", "You have no permission. Reference 18.2")),
        (200, HTML, page("ACCESS DENIED", "<style>p{}</style><!-- " + "x" * 9000 + " -->Reference 18.2")),
        (200, HTML, b"<html><body><script>document.cookie='k=1';window.location.reload();</script></body></html>"),
        (200, HTML | {"cf-mitigated": "challenge"}, page("Anything", STORY)),
        (202, HTML | {"x-amzn-waf-action": "challenge"}, b""),
        (200, {}, page("Just a moment...", "no type told")),
    ],
)
def test_walls(status: int, headers: dict[str, str], body: bytes) -> None:
    assert classify(status, headers, body) == WALL


@pytest.mark.parametrize(
    "body",
    [
        page("Notice", "The site is under maintenance, please come back later."),
        page("System Maintenance", "Back at 6."),
        page("", "Service temporarily unavailable"),
        page("We&#8217;ll be right back", "Thank you for your patience."),
        page("系统维护", "请稍后再试"),
        page("外交部", "网站正在升级维护，给您带来不便，敬请谅解。"),
        page("提示信息", "系统维护中").decode().encode("gb18030").replace(b"<head>", b'<head><meta charset="gb2312">'),
        b"<html><body>\xe7\xb3\xbb\xe7\xbb\x9f\xe7\xbb\xb4\xe6\x8a\xa4\xe4\xb8\xad</body></html>",
    ],
)
def test_notices(body: bytes) -> None:
    assert classify(200, HTML, body) == NOTICE


@pytest.mark.parametrize(
    "body",
    [
        page("Power plant closed as reactor is under maintenance", "The plant is under maintenance, the minister said. " + STORY),
        page("Just a moment of silence for the victims", "Leaders stood still. " + STORY),
        page("Just a moment...", STORY),
        page("Access denied", "Journalists were told: access denied. " + STORY),
        page("Access denied to inspectors, agency says", "Short story, but a story."),
        page("Ministry: website was temporarily unavailable", "It was temporarily unavailable, and now it works. " + STORY),
        page("发言人答记者问", "关于系统维护的问题，发言人表示，有关部门已经作出回应。" * 30),
        page("Please wait: queue grows at the border", "Lorries wait."),
        page("Talks", STORY, "<script>document.cookie='k=1'; location.reload()</script>"),
        page("Short", "Two words."),
    ],
)
def test_articles_that_only_mention_such_words(body: bytes) -> None:
    assert classify(200, HTML, body) is None


def test_other_kinds_are_not_judged_by_words() -> None:
    assert classify(200, {"content-type": "application/json"}, b'[{"title": "under maintenance"}]') is None
    assert classify(200, {"content-type": "application/rss+xml"}, b"<rss><title>under maintenance</title></rss>") is None
    assert classify(200, {"content-type": "text/plain"}, b"  \n") == (Outcome.SOFT_ERROR, "empty body")


@pytest.mark.parametrize("piece", [b"<script ", b"<!--", b"<title", b"<", b"<a", b"&#1;", b"<style></style>", b"a<b"])
def test_a_hostile_page_costs_no_more_than_an_honest_one(piece: bytes) -> None:
    begun = time.perf_counter()
    classify(200, HTML, piece * (250_000 // len(piece)))
    assert time.perf_counter() - begun < 0.5


def test_real_pages_are_pages(corpora: Path) -> None:
    judged = 0
    for path in sorted((corpora / "pages").rglob("*.html")):
        assert classify(200, HTML, path.read_bytes()) is None, path.name
        judged += 1
    with tarfile.open(corpora / "cn-mfa-zh.tar.gz") as pages:
        for member in pages:
            file = pages.extractfile(member)
            if file is not None and member.name.endswith("html"):
                assert classify(200, HTML, file.read()) is None, member.name
                judged += 1
    for outlet in ("app", "dawn"):
        with gzip.open(corpora / "pk2025" / outlet / "2025-05.jsonl.gz", "rt") as lines:
            for line in lines:
                record = json.loads(line)
                if record["content"]:
                    assert classify(200, HTML, page(record["title"] or "", record["content"])) is None, record["link"]
                    judged += 1
    assert judged > 1000
