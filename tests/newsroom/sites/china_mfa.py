"""The ministry: dated lists, newest first, at most 29 pages of 20, and pages in the layout of 2022 on."""

import html
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import islice

from tests.newsroom.answer import Answer, page
from tests.newsroom.conferences import CST, Transcript, transcripts

ORIGIN = "https://www.mfa.gov.cn"
SECTION = "/web/wjdt_674879/fyrbt_674889/"
PER_PAGE, PAGES = 20, 29


def answer(path: str, query: Mapping[str, Sequence[str]], now: datetime) -> Answer | None:
    """The response to a path at an instant."""
    if match := re.fullmatch(SECTION + r"(?:index(?:_(\d+))?\.shtml)?", path):
        number = int(match[1] or 0)
        return _list(number, now) if number < PAGES else None
    if match := re.fullmatch(SECTION + r"\d{6}/t(\d{4})(\d\d)(\d\d)_\d+\.shtml", path):
        day = date(int(match[1]), int(match[2]), int(match[3]))
        return next((_transcript(item) for item in transcripts(day) if item.path == path and item.at <= now), None)
    return None


def _list(number: int, now: datetime) -> Answer:
    today = now.astimezone(CST).date()
    newest = (item for back in range(PER_PAGE * PAGES * 2) for item in transcripts(today - timedelta(days=back)) if item.at <= now)
    shown = islice(newest, number * PER_PAGE, (number + 1) * PER_PAGE)
    items = "".join(
        f'<li><a href="./{item.path.removeprefix(SECTION)}">{html.escape(item.title)}</a> ({item.at:%Y-%m-%d})</li>' for item in shown
    )
    body = f'<div class="newsBd"><ul class="list1">{items}</ul></div><script>var countPage = {PAGES};</script>'
    return page("发言人表态_中华人民共和国外交部", body, language="zh-CN")


def _transcript(item: Transcript) -> Answer:
    exchanges = "".join(
        f'<p style="text-indent: 2em;"><strong>{html.escape(question)}</strong></p><p style="text-indent: 2em;">{html.escape(answered)}</p>'
        for question, answered in item.exchanges
    )
    head = (
        f'<meta name="ArticleTitle" content="{html.escape(item.title)}"><meta name="PubDate" content="{item.at:%Y-%m-%d}">'
        f'<meta name="ColumnName" content="发言人表态"><meta name="Url" content="{ORIGIN}{item.path}">'
    )
    body = f"""<div class="news-details"><div class="news-title"><h1>{html.escape(item.title)}</h1><p class="time"><span>{item.at:%Y-%m-%d %H:%M}</span></p>
<div class="action"><div class="print"><a href="javascript:window.print();">打印</a></div></div></div>
<div class="news-main" id="News_Body_Txt_A"><div class="view TRS_UEDITOR trs_web">{exchanges}</div></div></div>"""
    return page(f"{item.title}_中华人民共和国外交部", body, head=head, language="zh-CN")
