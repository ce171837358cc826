"""What the candidate rules let through, and that each source is reached by the address rules of its own parser."""

import re
from datetime import date

import pytest

from scrapers import registry
from scrapers.engine.address import canonical


def candidate(source: str, path: str) -> bool:
    rule = registry.load(source).candidates
    return any(re.search(pattern, path) for pattern in rule.include) and not any(re.search(pattern, path) for pattern in rule.exclude)


@pytest.mark.parametrize(
    ("source", "path"),
    [
        ("urdupoint", "/en/world/china-provides-emergency-medical-support-to-o-900491.html"),
        ("urdupoint", "/en/middle-east/x-1.html"),
        ("urdupoint", "/en/a-section-of-tomorrow/x-1.html"),
        ("app", "/national/some-story/"),
        ("app", "/business/price-of-%C2%A5500"),
        ("app", "/diplomatic-corner/opinion/some-story/"),
        ("dawn", "/news/1882378"),
        ("dawn", "/news/1882378/some-story"),
        ("china_mfa", "/web/wjdt_674879/fyrbt_674889/202311/t20231120_11183598.shtml"),
        ("china_mfa", "/wjdt_674879/fyrbt_674889/202009/t20200903_7816621.shtml"),
        ("china_mfa", "/web/fyrbt_673021/dhdw_673027/202311/t20231120_1.shtml"),
        ("china_mfa", "/fyrbt_673021/202405/t20240530_1.shtml"),
        ("us_state", "/some-release/"),
        ("us_state", "/some-release"),
        ("us_state", "/briefings/department-press-briefing-may-6-2025/"),
        ("uk_fcdo", "/api/content/government/news/some-story"),
        ("uk_fcdo", "/api/content/government/speeches/some-speech"),
        ("pakistan_mofa", "/press-releases/some-release"),
        ("india_mea", "/FrontEnd/FetchPublicationDetailData"),
    ],
)
def test_let_through(source: str, path: str) -> None:
    assert candidate(source, path)


@pytest.mark.parametrize(
    ("source", "path"),
    [
        ("urdupoint", "/en/sports/example-match-2.html"),
        ("urdupoint", "/en/latest-news/covid-19.html"),
        ("urdupoint", "/en/"),
        ("urdupoint", "/en/amp/world/x-1.html"),
        ("urdupoint", "/daily/livenews/2025-05-07/news-3.html"),
        ("app", "/photos-section/a-picture/"),
        ("app", "/category/national/"),
        ("app", "/national/"),
        ("app", "/"),
        ("dawn", "/news/1884048/thehttps://www.dawn.com/news/1884048/x"),
        ("dawn", "/newspaper/national/2025-05-08"),
        ("china_mfa", "/web/wjdt_674879/wjbxw_674885/202311/t20231120_1.shtml"),
        ("china_mfa", "/web/wjdt_674879/fyrbt_674889/index.shtml"),
        ("us_state", "/"),
        ("us_state", "/wp-content/uploads/2021/06/lamp.jpeg"),
        ("us_state", "/rss-feed/press-releases/feed/"),
        ("us_state", "/tag/lamps/"),
        ("uk_fcdo", "/api/content/foreign-travel-advice/lampland"),
        ("uk_fcdo", "/api/content/government/publications/lamps"),
        ("uk_fcdo", "/government/news/some-story"),
        ("pakistan_mofa", "/press-releases/categories/media-briefings"),
        ("pakistan_mofa", "/press-releases"),
        ("india_mea", "/FrontEnd/FetchPublicationListingData"),
    ],
)
def test_kept_out(source: str, path: str) -> None:
    assert not candidate(source, path)


@pytest.mark.parametrize("source", registry.names())
def test_canaries_are_canonical_candidates_on_the_sources_hosts(source: str) -> None:
    declaration = registry.load(source)
    assert declaration.canary_urls
    for url in declaration.canary_urls:
        assert canonical(url) == url
        assert url.split("/")[2] in declaration.hosts
        assert candidate(source, "/" + url.split("/", 3)[3])


def test_only_ministries_text_is_open_and_only_where_their_law_says_so() -> None:
    open_text = {name for name, declaration in registry.sources().items() if declaration.text_licence == "open"}
    assert open_text == {"china_mfa", "uk_fcdo", "us_state"}
    assert {registry.load(name).kind for name in open_text} == {"ministry"}


def test_what_cannot_be_asked_for_its_past_is_polled() -> None:
    assert {name for name, declaration in registry.sources().items() if declaration.polled} == {"us_state"}


def test_a_conference_is_not_missed_in_its_recess() -> None:
    (recess,) = registry.load("china_mfa").volume.recess
    assert [recess.holds(date(2025, 8, day)) for day in (1, 21, 22)] == [True, True, False]
