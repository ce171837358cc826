"""The agency: WordPress REST posts, a feed, and article pages with the side bar that carries other stories' times."""

import html
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from tests.newsroom.answer import Answer, Item, feed, page
from tests.newsroom.stories import PKT, Story, agency_stories, day_of

ORIGIN = "https://www.app.com.pk"
ADVERTISEMENT = "<p>(adsbygoogle = window.adsbygoogle || []).push({});</p>"


def answer(path: str, query: Mapping[str, Sequence[str]], now: datetime) -> Answer | None:
    """The response to a path at an instant."""
    if path == "/wp-json/wp/v2/posts":
        return _rest(query, now)
    if path.rstrip("/") == "/feed":
        newest = _between(now - timedelta(days=3), now, now)[::-1][:20]
        return feed(
            "Associated Press Of Pakistan", ORIGIN, [Item(story.title, _url(story), story.at, story.paragraphs[0]) for story in newest]
        )
    story = _by_path(path)
    return _article(story, now) if story and story.at <= now else None


def _rest(query: Mapping[str, Sequence[str]], now: datetime) -> Answer:
    after, before = (
        _instant(query[name][0]) if name in query else default for name, default in (("after", now - timedelta(days=30)), ("before", now))
    )
    posts = _between(after, before, now)
    if query.get("order", ["desc"])[0] == "desc":
        posts = posts[::-1]
    size, number = min(int(query.get("per_page", ["10"])[0]), 100), int(query.get("page", ["1"])[0])
    pages = max(1, -(-len(posts) // size))
    if number > pages:
        body = {
            "code": "rest_post_invalid_page_number",
            "message": "The page number requested is larger than the number of pages available.",
            "data": {"status": 400},
        }
        return Answer(json.dumps(body).encode(), "application/json; charset=UTF-8", 400)
    shown = [_post(story) for story in posts[(number - 1) * size : number * size]]
    headers = {"X-WP-Total": str(len(posts)), "X-WP-TotalPages": str(pages)}
    return Answer(json.dumps(shown, ensure_ascii=False).encode(), "application/json; charset=UTF-8", headers=headers)


def _instant(text: str) -> datetime:
    value = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return value if value.tzinfo else value.replace(tzinfo=PKT)


def _between(after: datetime, before: datetime, now: datetime) -> list[Story]:
    first, last = after.astimezone(PKT).date(), min(before, now).astimezone(PKT).date()
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [story for day in days for story in agency_stories(day) if after < story.at < before and story.at <= now]


def _post(story: Story) -> dict[str, object]:
    local, gmt = f"{story.at:%Y-%m-%dT%H:%M:%S}", f"{story.at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}"
    return {
        "id": story.number,
        "date": local,
        "date_gmt": gmt,
        "modified": local,
        "modified_gmt": gmt,
        "slug": story.slug,
        "status": "publish",
        "type": "post",
        "link": _url(story),
        "title": {"rendered": html.escape(story.title)},
        "content": {"rendered": _body(story), "protected": False},
        "excerpt": {"rendered": f"<p>{html.escape(story.paragraphs[0])} [&hellip;]</p>", "protected": False},
    }


def _url(story: Story) -> str:
    return f"{ORIGIN}/{story.section}/{story.slug}-{story.number}/"


def _by_path(path: str) -> Story | None:
    number = path.rstrip("/").rsplit("-", 1)[-1]
    stories = agency_stories(day_of(int(number))) if number.isdigit() else ()
    return next((story for story in stories if _url(story) == f"{ORIGIN}{path.rstrip('/')}/"), None)


def _body(story: Story) -> str:
    dateline = f"{story.place}, {story.at:%b} {story.at.day} (APP):"
    paragraphs = [
        f"<p>{html.escape(text)}</p>"
        for text in (f"{dateline}{' ' if story.number % 2 else ''}{story.paragraphs[0]}", *story.paragraphs[1:])
    ]
    if story.number % 4:
        paragraphs.insert(min(2, len(paragraphs)), ADVERTISEMENT)
    return "\n".join(paragraphs)


def _article(story: Story, now: datetime) -> Answer:
    aside = now - timedelta(minutes=7)
    body = f"""<aside class="td-module-meta-info"><h3 class="td-module-title"><a href="/national/another-story/">Another story</a></h3>
<time class="entry-date updated td-module-date" datetime="{aside.isoformat()}">{aside:%a, %d %b %Y, %I:%M %p}</time></aside>
<article id="post-{story.number}" class="post"><header class="td-post-title"><h1 class="entry-title">{html.escape(story.title)}</h1>
<span class="td-post-date"><time class="entry-date updated td-module-date" datetime="{story.at.isoformat()}">{story.at:%a, %d %b %Y, %I:%M %p}</time></span></header>
<div class="td-post-content tagdiv-type">{_body(story)}</div></article>"""
    head = f'<link rel="shortlink" href="{ORIGIN}/?p={story.number}"/><meta property="article:published_time" content="{story.at.isoformat()}"/>'
    return page(story.title, body, head=head, stable=_body(story))
