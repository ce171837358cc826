"""The portal: a gzipped sitemap per day, a feed, and pages in the layout of 2020 with their advertisements, keyword links and ages in minutes."""

import gzip
import html
import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from tests.newsroom.answer import Answer, Item, feed, ordinal, page
from tests.newsroom.stories import PKT, Story, day_of, urdupoint_stories

ORIGIN = "https://www.urdupoint.com"
FIRST_NUMBER = 500_000
ADVERTISEMENT = '<div class="ad_stick_wrap"><div id="div-gpt-ad-1"><script>googletag.cmd.push(function(){});</script></div></div>'


def answer(path: str, query: Mapping[str, Sequence[str]], now: datetime) -> Answer | None:
    """The response to a path at an instant."""
    if match := re.fullmatch(r"/sitemap/daily/data/(\d{4})/(\1-\d\d-\d\d)\.xml\.gz", path):
        return _sitemap(date.fromisoformat(match[2]), now)
    if path == "/en/sitemap/news.rss":
        today = now.astimezone(PKT).date()
        newest = [story for back in range(3) for story in _published(today - timedelta(days=back), now)][:50]
        return feed(
            "UrduPoint English",
            f"{ORIGIN}/en/",
            [Item(story.title, ORIGIN + _path(story), story.at, story.paragraphs[0]) for story in newest],
        )
    match = re.fullmatch(r"/en/[a-z-]+/.*-(\d+)\.html", path)
    number = int(match[1]) - FIRST_NUMBER if match else -1
    stories = _published(day_of(number), now) if number >= 0 else ()
    return next((_article(story, now) for story in stories if _path(story) == path), None)


def _published(day: date, now: datetime) -> tuple[Story, ...]:
    return tuple(story for story in reversed(urdupoint_stories(day)) if story.at <= now)


def _path(story: Story) -> str:
    return f"/en/{story.section}/{story.slug[:45].strip('-')}-{FIRST_NUMBER + story.number}.html"


def _sitemap(day: date, now: datetime) -> Answer | None:
    stories = _published(day, now)
    if not stories:
        return None
    addresses = [f"{ORIGIN}/daily/", f"{ORIGIN}/en/", *(ORIGIN + _path(story) for story in stories)]
    addresses += [f"{ORIGIN}/daily/livenews/{day.isoformat()}/news-{number}.html" for number in range(3)]
    entries = "".join(f"<url><loc>{html.escape(address)}</loc><lastmod>{day.isoformat()}</lastmod></url>" for address in addresses)
    xml = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'
    return Answer(gzip.compress(xml.encode(), mtime=0), "application/x-gzip")


def _article(story: Story, now: datetime) -> Answer:
    at = story.at
    credit = "(APP - UrduPoint / Pakistan Point News" if story.agency else "(UrduPoint / Pakistan Point News"
    lead = f"{story.place}, {credit} - {ordinal(at.day)} {at:%b}, {at.year} ) :{story.paragraphs[0]}"
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
    head = f'<link rel="canonical" href="{ORIGIN}{_path(story)}"/>'
    return page(f"{story.title.title()} - UrduPoint", body, head=head, stable="".join(blocks))


def _keyword_links(text: str) -> str:
    return re.sub(r"\b(China|Pakistan|Russia)\b", r'<a class="txt_link" href="/en/latest-news/\1.html">\1</a>', html.escape(text), count=1)
