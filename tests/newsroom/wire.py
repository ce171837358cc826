"""Faults on the way: a site's answer becomes another one. Each takes the good answer and gives the one that is sent."""

import html
import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from tests.newsroom.answer import Answer, Wire, page, redirect
from tests.newsroom.planted import Planted

MEGABYTE = 1024 * 1024
_FILLING = b"<p>" + b"All work and no news. " * 2978 + b"</p>"  # just under 64 KiB


@dataclass(frozen=True, slots=True)
class Request:
    """What a fault may know of a request: its path (with the query) and how often this address was asked for before."""

    path: str
    asked_before: int


WireFault = Callable[[Answer, Planted, Request], Answer]


def challenge(answer: Answer, planted: Planted, request: Request) -> Answer:
    """A bot wall's page with status 200."""
    del answer, planted, request
    body = '<h1>Checking your browser</h1><p>This may take a few seconds.</p><script src="/cdn-cgi/challenge-platform/h/b/orchestrate"></script>'
    return _notice("Just a moment...", body)


def login(answer: Answer, planted: Planted, request: Request) -> Answer:
    """A form that asks for name and password."""
    del answer, planted
    form = (
        f'<form action="/login" method="post"><input type="hidden" name="next" value="{html.escape(request.path)}"><label>E-mail <input type="email" name="user"></label>'
        '<label>Password <input type="password" name="password"></label><button>Log in</button></form>'
    )
    return _notice("Log in", f"<h1>Log in to continue</h1><p>Please sign in with your subscriber account to read this page.</p>{form}")


def consent_wall(answer: Answer, planted: Planted, request: Request) -> Answer:
    """A page that wants its cookies accepted first."""
    del answer, planted, request
    body = (
        "<h1>We value your privacy</h1><p>We and our partners store cookies on your device. Accept all cookies to continue to the site.</p>"
        '<form action="/consent" method="post"><button name="accept">Accept all</button><button name="manage">Manage options</button></form>'
    )
    return _notice("Before you continue", body)


def soft_404(answer: Answer, planted: Planted, request: Request) -> Answer:
    """A page that says that there is none, with status 200."""
    del answer, planted, request
    return _notice("Page not found", "<h1>Page not found</h1><p>The page you are looking for does not exist or has been removed.</p>")


def maintenance(answer: Answer, planted: Planted, request: Request) -> Answer:
    """A notice that the site is being worked on, with status 200."""
    del answer, planted, request
    return _notice(
        "Site under maintenance", "<h1>We will be back soon</h1><p>The site is under scheduled maintenance. Please try again later.</p>"
    )


def empty_shell(answer: Answer, planted: Planted, request: Request) -> Answer:
    """A page that only a browser would fill."""
    del answer, planted, request
    return _notice(
        "News",
        '<noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div><script src="/static/js/main.8f2c.js"></script>',
    )


def too_many(answer: Answer, planted: Planted, request: Request) -> Answer:
    """429 with Retry-After, `times` times and then no more; without `times` always."""
    return _for_a_while(
        answer, Answer(b"slow down", "text/plain", 429, {"Retry-After": f"{planted.number('seconds', 1):.0f}"}), planted, request
    )


def server_error(answer: Answer, planted: Planted, request: Request) -> Answer:
    """A `status` of 500 to 599, `times` times and then no more; without `times` always."""
    status = int(planted.number("status", 503))
    return _for_a_while(answer, Answer(b"<h1>Internal error</h1>", "text/html", status), planted, request)


def slow_body(answer: Answer, planted: Planted, request: Request) -> Answer:
    """The body trickles in, over `seconds`."""
    del request
    pieces = 10
    return replace(answer, tagless=True, wire=Wire(pieces=pieces, pause=planted.number("seconds", 2) / pieces))


def cut_connection(answer: Answer, planted: Planted, request: Request) -> Answer:
    """The connection is closed in the middle of the body."""
    del planted, request
    return replace(answer, tagless=True, wire=Wire(cut_after=len(answer.body) // 2))


def length_too_long(answer: Answer, planted: Planted, request: Request) -> Answer:
    """Content-Length promises more than comes."""
    del planted, request
    return replace(answer, tagless=True, wire=Wire(declared=len(answer.body) + 4096))


def length_too_short(answer: Answer, planted: Planted, request: Request) -> Answer:
    """Content-Length says less than comes: whoever believes it reads the head of the page and no more."""
    del planted, request
    return replace(answer, tagless=True, wire=Wire(declared=min(300, len(answer.body) // 3)))


def gzip_bomb(answer: Answer, planted: Planted, request: Request) -> Answer:
    """A small body that unfolds into `megabytes`."""
    del request
    return replace(answer, body=_bomb(int(planted.number("megabytes", 256))), headers={"Content-Encoding": "gzip"}, tagless=True)


def huge_body(answer: Answer, planted: Planted, request: Request) -> Answer:
    """A body of `megabytes`, made while it is sent and without a length."""
    del request
    repeated = int(planted.number("megabytes", 200)) * MEGABYTE // len(_FILLING) + 1
    return replace(answer, body=_FILLING, tagless=True, wire=Wire(repeated=repeated, unsized=True))


def redirect_private(answer: Answer, planted: Planted, request: Request) -> Answer:
    """A redirect to a machine that is not on the public internet."""
    del answer, request
    return redirect(f"http://{planted.parameters.get('address', '169.254.169.254')}/latest/meta-data/", 302)


def redirect_loop(answer: Answer, planted: Planted, request: Request) -> Answer:
    """A redirect to the same page again and again."""
    del answer, planted
    path, _, turn = request.path.partition("?turn=")
    return redirect(f"{path}?turn={int(turn or 0) + 1}", 302)


def robots_forbid(answer: Answer, planted: Planted, request: Request) -> Answer:
    """robots.txt forbids everything."""
    del answer, planted, request
    return Answer(b"User-agent: *\nDisallow: /\n", "text/plain")


def no_answer(answer: Answer, planted: Planted, request: Request) -> Answer:
    """The connection is taken, and nothing comes for `seconds`."""
    del request
    return replace(answer, tagless=True, wire=Wire(silent=planted.number("seconds", 45)))


def wrong_charset(answer: Answer, planted: Planted, request: Request) -> Answer:
    """The charset is not the one that is said. `how = "header"`: the header alone is wrong. `how = "gb18030"`: header and page say UTF-8, the bytes are
    GB 18030. `how = "unreadable"`: they say UTF-8, and a lossy conversion on the way left bytes that are nothing."""
    del request
    match planted.parameters.get("how"):
        case "header":
            return replace(answer, kind="text/html; charset=ISO-8859-1", tagless=True)
        case "gb18030":
            return replace(answer, body=answer.body.decode().encode("gb18030"), tagless=True)
    return replace(answer, body=re.sub(rb"[\xe0-\xef]", b"\xff", answer.body), tagless=True)


def redesign(answer: Answer, planted: Planted, request: Request) -> Answer:
    """Every class and id has another name."""
    del planted, request
    renamed = re.sub(
        rb'\b(class|id)="([^"]+)"',
        lambda match: match[1] + b'="' + b" ".join(b"c-" + name[::-1] for name in match[2].split()) + b'"',
        answer.body,
    )
    return replace(answer, body=renamed, stable=None)


def moved_listing(answer: Answer, planted: Planted, request: Request) -> Answer:
    """Where the listing was stands a page that says where else to look; `status = 404`: nothing stands there."""
    del answer, request
    if planted.parameters.get("status") == 404:
        return Answer(b"<!DOCTYPE html><title>404</title><h1>Not Found</h1>", status=404, tagless=True)
    words = (
        "Our archive has a new home. You can now browse all stories by topic, author and region, and save them to your own reading list. "
        * 4
    )
    return _notice(
        "The new archive",
        f'<h1>The new archive</h1><p>{words}</p><ul><li><a href="/topics/">Topics</a></li><li><a href="/authors/">Authors</a></li></ul>',
    )


def empty_page(answer: Answer, planted: Planted, request: Request) -> Answer:
    """A page of a list that holds no entries, though there are more."""
    del planted, request
    if answer.kind.startswith("application/json"):
        return replace(answer, body=b"[]")
    return replace(answer, body=re.sub(rb"<li>.*?</li>", b"", answer.body))


WIRE: Mapping[str, WireFault] = {
    fault.__name__: fault
    for fault in (
        challenge,
        login,
        consent_wall,
        soft_404,
        maintenance,
        empty_shell,
        too_many,
        server_error,
        slow_body,
        cut_connection,
        length_too_long,
        length_too_short,
        gzip_bomb,
        huge_body,
        redirect_private,
        redirect_loop,
        robots_forbid,
        no_answer,
        wrong_charset,
        redesign,
        moved_listing,
        empty_page,
    )
}


def _notice(title: str, body: str) -> Answer:
    return replace(page(title, body), tagless=True)


def _for_a_while(good: Answer, bad: Answer, planted: Planted, request: Request) -> Answer:
    times = int(planted.number("times", 0))
    # In turns, so that a later visit finds the same as the first.
    return good if times and request.asked_before % (times + 1) >= times else replace(bad, tagless=True)


@lru_cache(maxsize=2)
def _bomb(megabytes: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    blank = bytes(MEGABYTE)
    return b"".join([*(packer.compress(blank) for _ in range(megabytes)), packer.flush()])
