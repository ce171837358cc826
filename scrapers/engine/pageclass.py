"""What a response is before anyone tries to read it as an article: a bot wall, a login, a consent wall, a missing page, a notice, a shell, an error.

A page is only judged by its words when its build agrees: a wall or a notice is short, says in its title or heading that it is one, or says hardly anything but
that, to its reader. What marks itself as an article, and what reports, is an article, whatever it is about.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus

from scrapers.engine.pagescan import Seen, look
from scrapers.engine.pagewords import (
    ADDRESS,
    ARTICLE_MARK,
    CONSENT_CONTROL,
    CONSENT_TEXT,
    CONSENT_TITLE,
    FIELD,
    LOGIN_TEXT,
    LOGIN_TITLE,
    MISSING_TEXT,
    MISSING_TITLE,
    NOTICE_TEXT,
    NOTICE_TITLE,
    PASSWORD_FIELD,
    REPORTING,
    SEPARATOR,
    WALL_BUILD,
    WALL_TEXT,
    WALL_TITLE,
)
from scrapers.engine.refusals import Ending
from scrapers.outcomes import Outcome


class PageClass(StrEnum):
    """What kind of response it is. The first is to be read; the last four are told by the status alone."""

    PAGE = "page"
    CHALLENGE = "challenge"
    LOGIN = "login"
    CONSENT = "consent"
    SOFT_404 = "soft_404"
    MAINTENANCE = "maintenance"
    EMPTY_SHELL = "empty_shell"
    EMPTY = "empty"
    NOT_MODIFIED = "not_modified"
    REFUSED = "refused"
    GONE = "gone"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The class of a response, and the outcome and reason of its URL; `ending` is None for a page to read."""

    page_class: PageClass
    ending: Ending | None = None


ENDINGS: Mapping[PageClass, Ending] = {
    PageClass.CHALLENGE: (Outcome.BLOCKED, "challenge page"),
    PageClass.LOGIN: (Outcome.BLOCKED, "login page"),
    PageClass.CONSENT: (Outcome.SOFT_ERROR, "consent wall"),
    PageClass.SOFT_404: (Outcome.SOFT_ERROR, "soft 404"),
    PageClass.MAINTENANCE: (Outcome.SOFT_ERROR, "maintenance page"),
    PageClass.EMPTY_SHELL: (Outcome.SOFT_ERROR, "empty shell"),
    PageClass.EMPTY: (Outcome.SOFT_ERROR, "empty body"),
}

_LARGEST_JUDGED = 256 * 1024  # bytes; no wall, notice or shell is larger, articles often are
# Characters of visible text. Real walls have under 600, notices under 300, consent walls with their lists of partners under 3000.
_LONGEST_WALL = 1500
_LONGEST_CONSENT = 3000
_LONGEST_FORM = 600
_LONGEST_NOTICE = 400
_LONGEST_LINE = 120
_MOST_IN_SHELL = 80

_NO_HTML_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?(?:[{\[]|<(?:rss|feed|rdf:rdf|urlset|sitemapindex)\b)",
    re.DOTALL | re.IGNORECASE,
)
_CJK = re.compile(r"[一-鿿]")


def classify(status: int, headers: Mapping[str, str], body: bytes) -> Judgement:
    """What a response is. `headers` have lower-case names, `body` is content-decoded.

    Redirects come here only when they were not followed. Listings in XML and JSON are judged by status alone.
    """
    if "challenge" in headers.get("cf-mitigated", "").lower() or headers.get("x-amzn-waf-action", "").lower() in ("challenge", "captcha"):
        return _judged(PageClass.CHALLENGE)
    if status == HTTPStatus.NOT_MODIFIED:
        return Judgement(PageClass.NOT_MODIFIED, (Outcome.UNCHANGED, "http 304"))
    if 300 <= status < 400:
        gate = "set-cookie" in headers
        return Judgement(PageClass.CHALLENGE, (Outcome.BLOCKED, "cookie gate")) if gate else _failed(f"http {status} not followed")
    by_build = _by_build(headers, body)
    if by_build is PageClass.CHALLENGE:
        return _judged(by_build)
    if status != HTTPStatus.OK:
        return _by_status(status)
    return _judged(by_build if body.strip() else PageClass.EMPTY)


def _judged(page_class: PageClass) -> Judgement:
    return Judgement(page_class, ENDINGS.get(page_class))


def _failed(reason: str) -> Judgement:
    return Judgement(PageClass.FAILED, (Outcome.FETCH_FAILED, reason))


def _by_status(status: int) -> Judgement:
    if status in (401, 403, 429, 451):
        return Judgement(PageClass.REFUSED, (Outcome.BLOCKED, f"http {status}"))
    if status in (404, 410):
        return Judgement(PageClass.GONE, (Outcome.GONE, f"http {status}"))
    return _failed(f"http {status}")


def _by_build(headers: Mapping[str, str], body: bytes) -> PageClass:
    if len(body) > _LARGEST_JUDGED or not body.strip() or not _is_html(headers, body):
        return PageClass.PAGE
    page = _Page(look(headers, body), body)
    for page_class, holds in _TESTS.items():
        if holds(page):
            return page_class
    return PageClass.PAGE


def _is_html(headers: Mapping[str, str], body: bytes) -> bool:
    kind = headers.get("content-type", "").lower()
    if "html" not in kind and (kind or body.lstrip()[:1] != b"<"):
        return False
    return _NO_HTML_ROOT.match(body) is None


@dataclass(frozen=True, slots=True)
class _Page:
    """A page with the questions that all tests ask of it."""

    seen: Seen
    body: bytes

    def within(self, size: int) -> bool:
        return self.seen.whole and len(self.seen.text) <= size

    def is_article(self) -> bool:
        return ARTICLE_MARK.search(self.body) is not None

    def reports(self) -> bool:
        return REPORTING.search(self.seen.text) is not None

    def named(self, words: re.Pattern[str]) -> bool:
        """Whether the whole title, or the part of it beside the site's name, is one of these."""
        return bool(words.fullmatch(self.seen.title)) or any(words.fullmatch(part) for part in SEPARATOR.split(self.seen.title))

    def headed(self, words: re.Pattern[str]) -> bool:
        """Whether the first heading is one of these."""
        return bool(self.seen.headings) and words.fullmatch(self.seen.headings[0]) is not None

    def has_headline(self) -> bool:
        """Whether the first heading, or the title, is as long as headlines are: more than four words, or eleven characters of Chinese."""
        line = (*self.seen.headings, self.seen.title)[0]
        return len(line.split()) > 4 or len(_CJK.findall(line)) > 11

    def says_little_but(self, words: re.Pattern[str], size: int = _LONGEST_NOTICE) -> bool:
        """Whether a short text holds these words and is no report: it speaks to its reader, or is a single line without a headline."""
        if not self.within(size) or not words.search(self.seen.text) or self.reports() or self.is_article():
            return False
        return ADDRESS.search(self.seen.text) is not None or (len(self.seen.text) <= _LONGEST_LINE and not self.has_headline())


def _is_challenge(page: _Page) -> bool:
    seen = page.seen
    if WALL_TITLE.fullmatch(seen.title) and page.within(_LONGEST_WALL):
        return True
    if seen.whole and not seen.text and b"document.cookie" in page.body and b"location" in page.body:
        return True
    if not page.within(_LONGEST_FORM) or page.reports() or page.is_article():
        return False
    if WALL_BUILD.search(page.body):
        return True
    return bool(WALL_TEXT.search(f"{seen.text} {seen.unscripted}")) and (not page.has_headline() or page.headed(WALL_TITLE))


def _is_login(page: _Page) -> bool:
    if page.named(LOGIN_TITLE) or page.headed(LOGIN_TITLE):
        if PASSWORD_FIELD.search(page.body):
            return page.within(_LONGEST_WALL) or not page.is_article()
        return page.within(_LONGEST_FORM) and bool(FIELD.search(page.body)) and not page.reports()
    return page.within(_LONGEST_NOTICE) and bool(PASSWORD_FIELD.search(page.body)) and page.says_little_but(LOGIN_TEXT)


def _is_consent(page: _Page) -> bool:
    if not page.within(_LONGEST_CONSENT) or not any(CONSENT_CONTROL.fullmatch(words) for words in page.seen.controls):
        return False
    if page.is_article() or page.reports():
        return False
    if page.named(CONSENT_TITLE) or (page.headed(CONSENT_TITLE) and len(page.seen.headings) == 1):
        return True
    return page.within(_LONGEST_WALL) and bool(CONSENT_TEXT.search(page.seen.text)) and not page.has_headline()


def _is_maintenance(page: _Page) -> bool:
    if page.named(NOTICE_TITLE) or page.headed(NOTICE_TITLE):
        if page.within(_LONGEST_WALL) and not page.reports() and not page.is_article():
            return len(page.seen.text) <= _LONGEST_LINE or ADDRESS.search(page.seen.text) is not None
        return page.named(NOTICE_TITLE) and page.headed(NOTICE_TITLE) and not page.is_article() and not page.reports()
    return page.says_little_but(NOTICE_TEXT)


def _is_soft_404(page: _Page) -> bool:
    named, headed = page.named(MISSING_TITLE), page.headed(MISSING_TITLE)
    if named and (headed or MISSING_TEXT.search(page.seen.text)):
        return page.within(_LONGEST_WALL) or not page.is_article()
    if named or headed:
        return page.within(_LONGEST_WALL) and not page.reports() and not page.is_article()
    return page.says_little_but(MISSING_TEXT)


def _is_empty_shell(page: _Page) -> bool:
    # A Chinese character says as much as three letters. And some sites put the whole text into JSON-LD, where a parser finds it.
    is_bare = page.within(_MOST_IN_SHELL) and len(page.seen.text) + 2 * len(_CJK.findall(page.seen.text)) <= _MOST_IN_SHELL
    return is_bare and (page.seen.scripts or not page.seen.text) and b'"articleBody"' not in page.body


_TESTS = {
    PageClass.CHALLENGE: _is_challenge,
    PageClass.LOGIN: _is_login,
    PageClass.CONSENT: _is_consent,
    PageClass.SOFT_404: _is_soft_404,
    PageClass.MAINTENANCE: _is_maintenance,
    PageClass.EMPTY_SHELL: _is_empty_shell,
}
