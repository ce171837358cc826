"""The agency: WordPress REST windows, a feed, article pages with ad-loader text in the body and other stories' stamps beside it."""

import html
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from tests.newsroom.answer import Answer, Item, feed, page
from tests.newsroom.planted import Place
from tests.newsroom.press import Press
from tests.newsroom.stories import PKT, Story, day_of

NAME = "app"
ORIGIN = "https://www.app.com.pk"
REST = "/wp-json/wp/v2/posts"
ADVERTISEMENT = "<p>(adsbygoogle = window.adsbygoogle || []).push({});</p>"
ROBOTS = "User-agent: *\nDisallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php\nDisallow: /private/\n"


def answer(path: str, query: Mapping[str, Sequence[str]], press: Press) -> Answer | None:
    """The response to a path at an instant."""
    if path == REST:
        return _rest(query, press)
    if path.rstrip("/") == "/feed":
        newest = [story for story in press.back(NAME, 3) if isinstance(story, Story)][::-1][:20]
        items = [Item(story.title, url(story), story.printed_at, story.paragraphs[0]) for story in newest]
        return feed("Associated Press Of Pakistan", ORIGIN, items)
    story = _by_path(path, press)
    return _article(story, press.now) if story else None


def place(path: str, query: Mapping[str, Sequence[str]], press: Press) -> Place:
    """What a path stands for."""
    if path == REST:
        after, before = _window(query, press.now)
        day = (before.astimezone(PKT) - timedelta(seconds=1)).date()
        earlier = sum(story.at <= after for story in press.listed(NAME, day))
        return Place("listing", day, 1 + round(earlier / 99))  # each answer repeats the last second of the one before
    if path.rstrip("/") == "/feed":
        return Place("listing")
    number = _number(path)
    return Place("page", day_of(number), number) if number is not None else Place("other")


def url(story: Story) -> str:
    """Where a story stands."""
    return f"{ORIGIN}/{story.section}/{story.slug}-{story.number}/"


def _rest(query: Mapping[str, Sequence[str]], press: Press) -> Answer:
    posts = _between(*_window(query, press.now), press)
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


def _window(query: Mapping[str, Sequence[str]], now: datetime) -> tuple[datetime, datetime]:
    after = _instant(query["after"][0]) if "after" in query else now - timedelta(days=30)
    return after, _instant(query["before"][0]) if "before" in query else now


def _instant(text: str) -> datetime:
    value = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return value if value.tzinfo else value.replace(tzinfo=PKT)


def _between(after: datetime, before: datetime, press: Press) -> list[Story]:
    first, last = after.astimezone(PKT).date(), min(before, press.now).astimezone(PKT).date()
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [story for day in days for story in _stories(day, press) if after < story.at < before]


def _stories(day: date, press: Press) -> list[Story]:
    return [story for story in press.listed(NAME, day) if isinstance(story, Story)]


def _post(story: Story) -> dict[str, object]:
    local, gmt = f"{story.printed_at:%Y-%m-%dT%H:%M:%S}", f"{story.printed_at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}"
    return {
        "id": story.number,
        "date": local,
        "date_gmt": gmt,
        "modified": local,
        "modified_gmt": gmt,
        "slug": story.slug,
        "status": "publish",
        "type": "post",
        "link": url(story),
        "title": {"rendered": html.escape(story.title)},
        "content": {"rendered": _body(story), "protected": False},
        "excerpt": {"rendered": f"<p>{html.escape(story.paragraphs[0])} [&hellip;]</p>", "protected": False},
    }


def _number(path: str) -> int | None:
    number = path.rstrip("/").rsplit("-", 1)[-1]
    return int(number) if number.isdigit() else None


def _by_path(path: str, press: Press) -> Story | None:
    number = _number(path)
    stories = press.shown(NAME, day_of(number)) if number is not None else ()
    wanted = f"{ORIGIN}{path.rstrip('/')}/"
    return next((story for story in stories if isinstance(story, Story) and url(story) == wanted), None)


def _body(story: Story) -> str:
    credit = " (APP)" if story.handling.credited else ""
    dateline = f"{story.place}, {story.at:%b} {story.at.day}{credit}:"
    paragraphs = [
        f"<p>{html.escape(text)}</p>"
        for text in (f"{dateline}{' ' if story.number % 2 else ''}{story.paragraphs[0]}", *story.paragraphs[1:])
    ]
    if story.number % 4:
        paragraphs.insert(min(2, len(paragraphs)), ADVERTISEMENT)
    return "\n".join(paragraphs)


def _article(story: Story, now: datetime) -> Answer:
    aside, at = now - timedelta(minutes=7), story.printed_at
    body = f"""<aside class="td-module-meta-info"><h3 class="td-module-title"><a href="/national/another-story/">Another story</a></h3>
<time class="entry-date updated td-module-date" datetime="{aside.isoformat()}">{aside:%a, %d %b %Y, %I:%M %p}</time></aside>
<article id="post-{story.number}" class="post"><header class="td-post-title"><h1 class="entry-title">{html.escape(story.title)}</h1>
<span class="td-post-date"><time class="entry-date updated td-module-date" datetime="{at.isoformat()}">{at:%a, %d %b %Y, %I:%M %p}</time></span></header>
<div class="td-post-content tagdiv-type">{_body(story)}</div></article>"""
    head = f'<link rel="shortlink" href="{ORIGIN}/?p={story.number}"/><meta property="article:published_time" content="{at.isoformat()}"/>'
    return page(story.title, body, head=head, stable=_body(story))
