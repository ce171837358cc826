"""Each fault on the way really does on the wire what it says, and the pipeline's own readers take it for what it is."""

import gzip
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from scrapers import feeds, registry
from scrapers.engine.decoding import LARGEST_BODY, DecodingError, decode
from scrapers.engine.guard import refusal
from scrapers.engine.pageclass import PageClass, classify
from scrapers.errors import LayoutChanged, ListingCut, ListingMoved
from scrapers.sources.app.page import next_window, posts, window
from scrapers.sources.dawn.page import archive_links
from tests.newsroom.conftest import THURSDAY, address, ask, morning, plant
from tests.newsroom.server import Newsroom

Open = Callable[..., Newsroom]

ARCHIVE = f"https://www.dawn.com/archive/{THURSDAY}"
SITEMAP = f"https://www.urdupoint.com/sitemap/daily/data/2025/{THURSDAY}.xml.gz"
SECTION = "https://www.mfa.gov.cn/web/wjdt_674879/fyrbt_674889/"
NOTICES = {
    "challenge": PageClass.CHALLENGE,
    "login": PageClass.LOGIN,
    "consent_wall": PageClass.CONSENT,
    "soft_404": PageClass.SOFT_404,
    "maintenance": PageClass.MAINTENANCE,
    "empty_shell": PageClass.EMPTY_SHELL,
}


@pytest.mark.parametrize(("fault", "page_class"), NOTICES.items())
def test_a_notice_stands_where_the_page_should_with_status_200(open_newsroom: Open, fault: str, page_class: PageClass) -> None:
    hurt = plant("dawn", fault)
    newsroom = open_newsroom(morning("dawn"), hurt)
    reply = ask(newsroom, address(hurt[1]))
    assert reply.status == 200
    assert "etag" not in reply.header
    assert classify(200, reply.header, reply.body).page_class is page_class
    others = [url for url in archive_links(ask(newsroom, ARCHIVE).body, ARCHIVE) if url != address(hurt[1])]
    assert classify(200, {"content-type": "text/html"}, ask(newsroom, others[0]).body).page_class is PageClass.PAGE


@pytest.mark.parametrize(("fault", "status"), [("too_many", 429), ("server_error", 503)])
def test_a_burst_passes_and_comes_back_on_the_next_visit(open_newsroom: Open, fault: str, status: int) -> None:
    hurt = plant("dawn", fault, times=2, seconds=7)
    newsroom = open_newsroom(morning("dawn"), hurt)
    replies = [ask(newsroom, address(hurt[1])) for _ in range(6)]
    assert [reply.status for reply in replies] == [status, status, 200, status, status, 200]
    assert replies[0].header.get("retry-after") == ("7" if status == 429 else None)


def test_a_site_that_is_down_is_down_on_that_day_only_and_altogether(open_newsroom: Open) -> None:
    hurt = plant("dawn", "server_error", "site", status=500)
    newsroom = open_newsroom(morning("dawn"), hurt)
    urls = ("https://www.dawn.com/robots.txt", ARCHIVE, "https://www.dawn.com/feeds/home", address(hurt[1]))
    assert [ask(newsroom, url).status for url in urls] == [500] * 4
    assert ask(newsroom, SITEMAP).status == 200
    newsroom.move_to(morning("dawn", days=2))
    assert [ask(newsroom, url).status for url in urls] == [200] * 4


def test_a_slow_body_comes_whole_in_its_own_time(open_newsroom: Open) -> None:
    hurt = plant("dawn", "slow_body", seconds=0.6)
    whole = ask(open_newsroom(morning("dawn")), address(hurt[1])).body
    newsroom, began = open_newsroom(morning("dawn"), hurt), time.monotonic()
    assert ask(newsroom, address(hurt[1])).body == whole
    assert time.monotonic() - began > 0.5


@pytest.mark.parametrize("fault", ["cut_connection", "length_too_long"])
def test_a_body_that_ends_too_soon(open_newsroom: Open, fault: str) -> None:
    hurt = plant("dawn", fault)
    reply = ask(open_newsroom(morning("dawn"), hurt), address(hurt[1]))
    assert reply.closed
    assert 0 < len(reply.body) < int(reply.header["content-length"])


def test_a_length_that_says_too_little(open_newsroom: Open) -> None:
    hurt = plant("dawn", "length_too_short")
    reply = ask(open_newsroom(morning("dawn"), hurt), address(hurt[1]))
    assert int(reply.header["content-length"]) < len(reply.body)
    believed = reply.body[: int(reply.header["content-length"])]
    assert b"story__content" in reply.body and b"story__content" not in believed


def test_a_bomb_is_small_until_it_is_opened(open_newsroom: Open) -> None:
    hurt = plant("dawn", "gzip_bomb", megabytes=24)
    reply = ask(open_newsroom(morning("dawn"), hurt), address(hurt[1]))
    assert reply.header["content-encoding"] == "gzip"
    assert len(reply.body) < 200_000 < LARGEST_BODY < 24 << 20
    assert len(gzip.decompress(reply.body)) == 24 << 20
    with pytest.raises(DecodingError, match="too large"):
        decode(reply.body, "gzip")


def test_a_huge_body_is_made_while_it_is_sent(open_newsroom: Open) -> None:
    hurt = plant("dawn", "huge_body", megabytes=200)
    newsroom = open_newsroom(morning("dawn"), hurt)
    answer = newsroom.answer("www.dawn.com", address(hurt[1]).removeprefix("https://www.dawn.com"))
    assert len(answer.body) <= 65536 and answer.size > 200 << 20
    assert len(next(answer.parts())) <= 65536
    reply = ask(newsroom, address(hurt[1]), most=LARGEST_BODY + 1)
    assert reply.header["transfer-encoding"] == "chunked" and "content-length" not in reply.header
    assert len(reply.body) > LARGEST_BODY
    assert ask(newsroom, ARCHIVE).status == 200  # nobody is hurt by a client that hangs up


def test_a_redirect_to_a_private_address_is_one_that_the_guard_refuses(open_newsroom: Open) -> None:
    hurt = plant("dawn", "redirect_private", address="169.254.169.254")
    reply = ask(open_newsroom(morning("dawn"), hurt), address(hurt[1]))
    assert reply.status == 302
    assert refusal(reply.header["location"], ["www.dawn.com"], redirected=True) == "private address 169.254.169.254"


def test_a_redirect_loop_never_ends_and_never_repeats_an_address(open_newsroom: Open) -> None:
    hurt = plant("dawn", "redirect_loop")
    newsroom, seen = open_newsroom(morning("dawn"), hurt), [address(hurt[1])]
    for _ in range(12):
        reply = ask(newsroom, seen[-1])
        assert reply.status == 302
        seen.append(f"https://www.dawn.com{reply.header['location']}")
    assert len(set(seen)) == len(seen)


def test_robots_forbid_on_the_day_of_the_look(open_newsroom: Open) -> None:
    newsroom = open_newsroom(morning("dawn"), plant("dawn", "robots_forbid", "robots"))
    assert ask(newsroom, "https://www.dawn.com/robots.txt").body.split() == [b"User-agent:", b"*", b"Disallow:", b"/"]
    newsroom.move_to(morning("dawn", days=0))
    assert b"/private/" in ask(newsroom, "https://www.dawn.com/robots.txt").body


def test_robots_that_do_not_answer(open_newsroom: Open) -> None:
    newsroom = open_newsroom(morning("dawn"), plant("dawn", "no_answer", "robots", seconds=20))
    with pytest.raises(TimeoutError):
        ask(newsroom, "https://www.dawn.com/robots.txt", timeout=0.5)
    assert ask(newsroom, ARCHIVE).status == 200


def test_a_charset_that_is_said_wrongly(open_newsroom: Open) -> None:
    hurt = plant("dawn", "wrong_charset", how="header")
    said = ask(open_newsroom(morning("dawn"), hurt), address(hurt[1]))
    assert "8859" in said.header["content-type"] and b'charset="utf-8"' in said.body
    assert "“" in said.body.decode("utf-8")


def test_bytes_that_are_not_what_header_and_page_say(open_newsroom: Open) -> None:
    parser = registry.page_module("china_mfa")
    for how in ("gb18030", "unreadable"):
        hurt = plant("china_mfa", "wrong_charset", "pages", how=how)
        reply, url = ask(open_newsroom(morning("china_mfa"), hurt), address(hurt[1])), address(hurt[1])
        assert "UTF-8" in reply.header["content-type"] and b'charset="utf-8"' in reply.body
        with pytest.raises(UnicodeDecodeError):
            reply.body.decode("utf-8")
        if how == "gb18030":
            assert "外交部" in reply.body.decode("gb18030")
        else:
            with pytest.raises(LayoutChanged):
                parser.parse(reply.body, url)


@pytest.mark.parametrize("site", ["dawn", "urdupoint", "china_mfa"])
def test_after_a_redesign_the_real_parser_says_so(open_newsroom: Open, site: str) -> None:
    hurt = plant(site, "redesign", "pages")
    url, parser = address(hurt[1]), registry.page_module(site)
    assert parser.parse(ask(open_newsroom(morning(site)), url).body, url).title
    with pytest.raises(LayoutChanged):
        parser.parse(ask(open_newsroom(morning(site), hurt), url).body, url)


def test_a_listing_that_has_moved(open_newsroom: Open) -> None:
    newsroom = open_newsroom(morning("dawn"), plant("dawn", "moved_listing", "listing"))
    with pytest.raises(ListingMoved):
        archive_links(ask(newsroom, ARCHIVE).body, ARCHIVE)
    with pytest.raises(ListingMoved):
        feeds.feed(ask(newsroom, "https://www.dawn.com/feeds/home").body, "https://www.dawn.com/feeds/home")
    day_before = f"https://www.dawn.com/archive/{THURSDAY - timedelta(days=1)}"
    assert archive_links(ask(newsroom, day_before).body, day_before)
    assert ask(open_newsroom(morning("urdupoint"), plant("urdupoint", "moved_listing", "listing", status=404)), SITEMAP).status == 404


def test_the_third_answer_of_a_busy_day_is_empty(open_newsroom: Open) -> None:
    hurt = plant("app", "empty_page", "listing", rank=3, pieces=222)
    newsroom, busy = open_newsroom(morning("app"), hurt), open_newsroom(morning("app"), (hurt[0], replace(hurt[1], fault="busy_day")))
    urls = [window(THURSDAY)]
    for _ in range(2):
        page = posts(ask(newsroom, urls[-1]).body)
        assert len(page) == 100
        urls.append(next_window(urls[-1], page) or "")
    assert posts(ask(newsroom, urls[2]).body) == []
    with pytest.raises(ListingCut):
        next_window(urls[2], [])
    rest = posts(ask(busy, urls[2]).body)
    assert 230 - 2 * 99 <= len(rest) < 100 and next_window(urls[2], rest) is None
    assert int(ask(busy, urls[0]).header["x-wp-total"]) == 230


def test_the_third_page_of_the_ministrys_list_is_empty_on_the_day_of_the_look(open_newsroom: Open) -> None:
    newsroom = open_newsroom(morning("china_mfa", days=40), plant("china_mfa", "empty_page", "listing", rank=3, look=40))
    entries = [
        ask(newsroom, f"{SECTION}{name}").body.count(b"<li>") for name in ("index.shtml", "index_1.shtml", "index_2.shtml", "index_3.shtml")
    ]
    assert entries == [20, 20, 0, 20]
    assert b"countPage = 29" in ask(newsroom, f"{SECTION}index_2.shtml").body
    newsroom.move_to(morning("china_mfa", days=41))
    assert ask(newsroom, f"{SECTION}index_2.shtml").body.count(b"<li>") == 20
