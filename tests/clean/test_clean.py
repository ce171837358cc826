from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwire.clean import clean
from scrapers.errors import NotAnArticle
from scrapers.records import PageRecord, Stamp
from tests.clean.helpers import CAPTURED, capture, cleaned, declaration

PUBLISHED = (Stamp("2025-05-08T13:12:00+05:00", "meta"), Stamp("May 8, 2025 01:12PM", "byline"))


def test_a_page_becomes_an_article_with_all_its_evidence() -> None:
    article = cleaned(
        "BEIJING, (APP - UrduPoint / Pakistan Point News - 7th May, 2025 ) :The har\u00adbour was\u00a0busy, foreign ministry spokesperson Bo Lee said.",
        "“Ferries leave on time,” he added.",
        "APP/zah-sra",
        title=" Ferries\u00a0leave on  time ",
        published=PUBLISHED,
        byline="News Desk",
    )
    assert article.title == "Ferries leave on time"
    assert article.body == "The harbour was busy, foreign ministry spokesperson Bo Lee said.\n“Ferries leave on time,” he added."
    assert (article.place, article.agency, article.byline, article.dateline_date) == ("BEIJING", "APP", "News Desk", date(2025, 5, 7))
    assert article.published_at == datetime(2025, 5, 8, 8, 12, tzinfo=UTC)
    assert (article.published_at_method, article.published_at_zone, article.published_at_confidence) == ("meta", "Asia/Karachi", "high")
    assert (article.in_scope, article.scope_reason) == (True, "spokesperson says: foreign ministry spokesperson Bo Lee said")
    assert (article.language, article.source, article.native_key, article.url) == ("en", "paper", "1", "https://paper.example/1")
    assert (article.captured_at, article.etag, article.parser, article.parser_version) == (CAPTURED, '"tag"', "paper.page", "1")
    assert article.modified_at is None


def test_the_year_of_a_dateline_comes_from_the_page_across_the_turn_of_the_year() -> None:
    stamps = (Stamp("2025-01-01T00:40:00+05:00", "meta"),)
    assert cleaned("GILGIT, Dec 31 (APP): The pass is shut.", published=stamps).dateline_date == date(2024, 12, 31)


def test_without_a_stamp_nothing_is_taken_for_the_day_of_publication() -> None:
    article = cleaned("GILGIT, Dec 31 (APP): The pass is shut.", published=(Stamp("12 minutes ago", "byline"),))
    assert article.published_at is article.published_at_method is article.published_at_zone is article.published_at_confidence is None
    assert article.dateline_date is None
    assert (article.place, article.agency) == ("GILGIT", "APP")


@pytest.mark.parametrize(
    ("byline", "agency"),
    [("AFP", "AFP"), ("AFP | Reuters", "AFP/Reuters"), ("Agencies", None), ("Dawn.com", None), ("Amna Noor", None), (None, None)],
)
def test_the_byline_names_the_agency_where_the_dateline_does_not(byline: str | None, agency: str | None) -> None:
    article = cleaned("GENEVA: The talks go on.", byline=byline)
    assert (article.place, article.agency, article.byline) == ("GENEVA", agency, byline)


def test_the_credit_in_the_text_comes_before_the_byline() -> None:
    assert cleaned("GENEVA, May 8 (Xinhua) -- The talks go on.", byline="AFP").agency == "Xinhua"


def test_a_ministrys_own_page_is_in_scope_and_keeps_its_speakers() -> None:
    ministry = declaration("mfa", kind="ministry", zone="Asia/Shanghai", language="zh")
    record = PageRecord(
        "mfa",
        "t1",
        "https://mfa.example/t1",
        "2020年4月22日例行记者会",
        ("BLOOMBERG: 第一个问题？", "耿爽：谢谢。"),
        (Stamp("2020-04-22", "byline"),),
    )
    article = clean(record, ministry, capture())
    assert (article.in_scope, article.scope_reason, article.language) == (True, "ministry's own page", "zh")
    assert article.body == "BLOOMBERG: 第一个问题？\n耿爽：谢谢。"
    assert article.published_at == datetime(2020, 4, 21, 16, tzinfo=UTC)
    assert (article.published_at_method, article.published_at_zone, article.published_at_confidence) == (
        "byline-day",
        "Asia/Shanghai",
        "low",
    )


def test_a_text_in_another_language_is_out_of_scope_with_that_reason() -> None:
    article = cleaned("ترجمان نے کہا کہ دونوں ملکوں کے درمیان بات چیت آئندہ ماہ دوبارہ شروع ہوگی", title="بات چیت دوبارہ شروع")
    assert (article.in_scope, article.scope_reason) == (False, "no scope rule for language: ur")


@pytest.mark.parametrize(
    ("title", "paragraphs", "reason"),
    [(" \u200b", ("Text.",), "empty title"), ("Title", (" \u00a0", "\u00ad"), "empty body"), ("Title", (), "empty body")],
)
def test_nothing_left_is_no_article(title: str, paragraphs: tuple[str, ...], reason: str) -> None:
    with pytest.raises(NotAnArticle, match=reason):
        cleaned(*paragraphs, title=title)


lines = st.lists(
    st.one_of(
        st.text(max_size=80), st.sampled_from(["GILGIT, May 8 (APP): ", "By Amna Noor", "• A deck", "Foreign Office said", "APP/a-b"])
    ),
    max_size=6,
)


@given(lines, st.text(max_size=40), st.one_of(st.none(), st.text(max_size=20)))
def test_any_record_is_an_article_or_none_and_its_own_text_cleans_to_itself(paragraphs: list[str], title: str, byline: str | None) -> None:
    record = PageRecord("paper", "1", "https://paper.example/1", title, tuple(paragraphs), PUBLISHED, byline=byline)
    try:
        article = clean(record, declaration(), capture())
    except NotAnArticle:
        return
    again = clean(replace(record, title=article.title, paragraphs=tuple(article.body.split("\n"))), declaration(), capture())
    assert (again.title, again.body) == (article.title, article.body)
    assert again.content_digest == article.content_digest
    assert article.scope_reason
