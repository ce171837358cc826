"""The portal: a gzipped sitemap per day, a feed, English pages in the layout of 2020 with their advertisements, keyword links and ages in minutes, and the
pages of its Urdu service, which the sitemap lists as well."""

import gzip
import html
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from tests.newsroom.answer import Answer, Item, feed, ordinal, page, redirect
from tests.newsroom.planted import Place
from tests.newsroom.press import Press
from tests.newsroom.stories import Story, day_of
from tests.newsroom.urdu import MONTHS, UrduStory, numerals, urdu_stories

NAME = "urdupoint"
ORIGIN = "https://www.urdupoint.com"
FIRST_NUMBER = 500_000
ADVERTISEMENT = '<div class="ad_stick_wrap"><div id="div-gpt-ad-1"><script>googletag.cmd.push(function(){});</script></div></div>'
ROBOTS = "User-agent: *\nDisallow: /private/\nDisallow: /admin/\n"

_SITEMAP = re.compile(r"/sitemap/daily/data/(\d{4})/(\1-\d\d-\d\d)\.xml\.gz")
_FEED = "/en/sitemap/news.rss"
_PAGE = re.compile(r"/en/[a-z-]+/.*-(\d+)\.html")
_URDU = re.compile(r"/daily/livenews/(\d{4}-\d\d-\d\d)/news-(\d+)\.html")
_ELSEWHERE = {"world": "pakistan", "pakistan": "world", "business": "pakistan"}  # where a story stands that was moved or stands twice


def answer(path: str, query: Mapping[str, Sequence[str]], press: Press) -> Answer | None:
    """The response to a path at an instant."""
    if match := _SITEMAP.fullmatch(path):
        return _sitemap(date.fromisoformat(match[2]), press)
    if path == _FEED:
        items = [Item(story.title, url(story), story.printed_at, story.paragraphs[0]) for story in _newest_first(press.back(NAME, 2))[:50]]
        return feed("UrduPoint English", f"{ORIGIN}/en/", items)
    if match := _URDU.fullmatch(path):
        shown = _urdu_out(date.fromisoformat(match[1]), press)
        return next((_urdu(story) for story in shown if story.number == int(match[2])), None)
    there = place(path, query, press)
    stories = press.shown(NAME, there.day) if there.kind == "page" and there.day else ()
    story = next((story for story in stories if isinstance(story, Story) and story.number == there.number), None)
    if story is None or path == _path(story) or (story.handling.shadowed and path == _path(_elsewhere(story))):
        return _article(story, press.now) if story else None
    return redirect(url(story)) if story.handling.moved and path == _path(_elsewhere(story)) else None


def place(path: str, query: Mapping[str, Sequence[str]], press: Press) -> Place:
    """What a path stands for."""
    del query, press
    if match := _SITEMAP.fullmatch(path):
        return Place("listing", date.fromisoformat(match[2]))
    if path == _FEED:
        return Place("listing")
    match = _PAGE.fullmatch(path)
    number = int(match[1]) - FIRST_NUMBER if match else -1
    return Place("page", day_of(number), number) if number >= 0 else Place("other")


def url(story: Story) -> str:
    """Where a story stands."""
    return ORIGIN + _path(story)


def old_url(story: Story) -> str:
    """Where a story stood before it was moved, or stands besides."""
    return ORIGIN + _path(_elsewhere(story))


def _path(story: Story) -> str:
    section = _ELSEWHERE[story.section] if story.handling.moved else story.section
    return f"/en/{section}/{story.slug[:45].strip('-')}-{FIRST_NUMBER + story.number}.html"


def _elsewhere(story: Story) -> Story:
    return replace(story, handling=replace(story.handling, moved=not story.handling.moved))


def _newest_first(pieces: Sequence[object]) -> list[Story]:
    return [story for story in pieces if isinstance(story, Story)][::-1]


def _urdu_out(day: date, press: Press) -> list[UrduStory]:
    return [story for story in urdu_stories(day, press.edition) if story.at <= press.now]


def _sitemap(day: date, press: Press) -> Answer | None:
    if not press.shown(NAME, day):
        return None
    stories = _newest_first(press.listed(NAME, day))
    addresses = [f"{ORIGIN}/daily/", f"{ORIGIN}/en/"]
    for story in stories:
        addresses += [url(story), old_url(story)] if story.handling.shadowed else [url(story)]
    addresses += [ORIGIN + story.path for story in _urdu_out(day, press)]
    entries = "".join(f"<url><loc>{html.escape(address)}</loc><lastmod>{day.isoformat()}</lastmod></url>" for address in addresses)
    xml = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'
    return Answer(gzip.compress(xml.encode(), mtime=0), "application/x-gzip")


def _article(story: Story, now: datetime) -> Answer:
    at = story.printed_at
    credit = "(APP - UrduPoint / Pakistan Point News" if story.agency and story.handling.credited else "(UrduPoint / Pakistan Point News"
    year = story.handling.dateline_year or at.year
    lead = f"{story.place}, {credit} - {ordinal(at.day)} {at:%b}, {year} ) :{story.paragraphs[0]}"
    blocks = [f"<p>{_keyword_links(text)}</p>" for text in (lead, *story.paragraphs[1:])]
    blocks.insert(min(2, len(blocks)), ADVERTISEMENT)
    summary = story.paragraphs[0][:180]
    stamp = f"{at:%Y-%m-%dT%H:%M:%S}+0500"
    article = {
        "@context": "http://schema.org",
        "@type": "NewsArticle",
        "headline": story.title,
        "datePublished": stamp,
        "dateModified": stamp,
        "author": {"@type": "Person", "name": "News Desk"},
        "description": summary,
    }
    others = "".join(
        f'<script type="application/ld+json">{json.dumps({"@context": "http://schema.org", "@type": kind})}</script>'
        for kind in ("Organization", "WebSite")
    )
    age = max(1, int((now - at).total_seconds() // 60))
    body = f"""{others}<script type="application/ld+json">{json.dumps(article)}</script>
<div class="main_bar news_article"><h1>{html.escape(story.title.title())}</h1><p class="art_info_bar"><span class="article-date"><a href="/en/team/news-desk.html">News Desk</a></span>
<span class="article-date">{age} minutes ago</span><span class="article-date">{at:%a} {ordinal(at.day)} {at:%B} {at.year} | {at:%I:%M %p}</span></p>
<div class="detail_txt"><h2>{html.escape(summary)}</h2><div id="teads"></div>{"".join(blocks)}</div>
<div class="widget"><h3>Related Topics</h3><div class="tagcloud"><a href="/en/latest-news/china.html">China</a></div></div></div>"""
    head = f'<link rel="canonical" href="{url(story)}"/>'
    return page(f"{story.title.title()} - UrduPoint", body, head=head, stable=story.title + "".join(blocks))


def _keyword_links(text: str) -> str:
    return re.sub(r"\b(China|Pakistan|Russia)\b", r'<a class="txt_link" href="/en/latest-news/\1.html">\1</a>', html.escape(text), count=1)


def _urdu(story: UrduStory) -> Answer:
    at = story.at
    stamp = f"{numerals(at.day)} {MONTHS[at.month - 1]} {numerals(at.year)} {numerals(at.hour, 2)}:{numerals(at.minute, 2)}"
    blocks = "".join(f"<p>{html.escape(text)}</p>" for text in story.paragraphs)
    body = f"""<div class="main_bar news_article"><h1 class="urdu">{html.escape(story.title)}</h1>
<p class="art_info_bar"><span class="article-date">{stamp}</span></p><div class="detail_txt urdu">{blocks}</div></div>"""
    return page(
        f"{story.title} - اردو پوائنٹ", body, language="ur", direction="rtl", head=f'<link rel="canonical" href="{ORIGIN}{story.path}"/>'
    )
