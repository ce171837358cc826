"""The ministry: dated lists, newest first, at most 29 pages of 20, and pages in the layout of 2022 on."""

import html
import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import islice

from tests.newsroom.answer import Answer, page
from tests.newsroom.conferences import Transcript
from tests.newsroom.planted import Place
from tests.newsroom.press import Press

NAME = "china_mfa"
ORIGIN = "https://www.mfa.gov.cn"
SECTION = "/web/wjdt_674879/fyrbt_674889/"
PER_PAGE, PAGES = 20, 29
ROBOTS = "User-agent: *\nDisallow: /private/\n"
# Links to other folders stand around every list, and go on standing where its entries are missing.
MENU = (
    "<div class='nav'>"
    + "".join(
        f"<a href='/web/{folder}/'>{words}</a> "
        for folder, words in (
            ("wjb_673085", "外交部"),
            ("wjbzhd", "外交部长"),
            ("wjdt_674879", "外交动态"),
            ("gjhdq_676201", "国家和组织"),
            ("zyxw", "重要新闻"),
            ("ziliao_674904", "资料"),
            ("zwbd_673032", "驻外报道"),
            ("bmfw", "便民服务"),
            ("zwgk", "政务公开"),
            ("wsrc_674883", "外事日程"),
        )
    )
    + "</div><div class='place'>当前位置：首页 > 外交动态 > 发言人表态</div>"
)
FOOTER = "<div class='foot'>联系我们 | 网站地图 | 公务邮箱 | 电话：虚构号码零零零 | 地址：某城某路一号 | 本站由虚构的编辑部维持，所有内容均为测试而写，与任何机构无关</div>"

_LIST = re.compile(re.escape(SECTION) + r"(?:index(?:_(\d+))?\.shtml)?")
_PAGE = re.compile(re.escape(SECTION) + r"\d{6}/t(\d{4})(\d\d)(\d\d)_(\d+)\.shtml")


def answer(path: str, query: Mapping[str, Sequence[str]], press: Press) -> Answer | None:
    """The response to a path at an instant."""
    del query
    if match := _LIST.fullmatch(path):
        number = int(match[1] or 0)
        return _list(number, press) if number < PAGES else None
    there = place(path, {}, press)
    if there.kind != "page" or there.day is None:
        return None
    return next((_transcript(item) for item in press.shown(NAME, there.day) if isinstance(item, Transcript) and item.path == path), None)


def place(path: str, query: Mapping[str, Sequence[str]], press: Press) -> Place:
    """What a path stands for."""
    del query, press
    if match := _LIST.fullmatch(path):
        return Place("listing", number=1 + int(match[1] or 0))
    if match := _PAGE.fullmatch(path):
        return Place("page", date(int(match[1]), int(match[2]), int(match[3])), int(match[4]))
    return Place("other")


def url(item: Transcript) -> str:
    """Where a page stands."""
    return ORIGIN + item.path


def _list(number: int, press: Press) -> Answer:
    today = press.today(NAME)
    days = (today - timedelta(days=back) for back in range(PER_PAGE * PAGES * 2))
    newest = (item for day in days for item in press.listed(NAME, day) if isinstance(item, Transcript))
    shown = islice(newest, number * PER_PAGE, (number + 1) * PER_PAGE)
    items = "".join(
        f'<li><a href="./{item.path.removeprefix(SECTION)}">{html.escape(item.title)}</a> ({item.at:%Y-%m-%d})</li>' for item in shown
    )
    body = f'{MENU}<div class="newsBd"><ul class="list1">{items}</ul></div><script>var countPage = {PAGES};</script>{FOOTER}'
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
