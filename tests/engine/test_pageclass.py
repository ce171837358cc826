"""What is a page and what is a wall, a login, a notice, a shell, an error: by its build, not by its words alone."""

import gzip
import json
import tarfile
from pathlib import Path

import pytest

from scrapers.engine.pageclass import ENDINGS, PageClass, classify
from scrapers.engine.pagescan import MOST_SEEN, MOST_TAGS, look
from scrapers.outcomes import Outcome
from tests.cost import seconds

HTML = {"content-type": "text/html; charset=utf-8"}
STORY = "The spokesperson told reporters that talks would go on next week. " * 40
NAVIGATION = "".join(f"<li><a href='/{number}'>Section number {number} of the paper</a></li>" for number in range(100))
SCRIPT = "<script src='/assets/app.3f2a.js' defer></script>"


def page(title: str, words: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body><div>{words}</div></body></html>".encode()


def kind(body: bytes, status: int = 200) -> str:
    return classify(status, HTML, body).page_class.value


@pytest.mark.parametrize(
    ("status", "page_class", "ending"),
    [
        (200, PageClass.PAGE, None),
        (202, PageClass.FAILED, (Outcome.FETCH_FAILED, "http 202")),
        (204, PageClass.FAILED, (Outcome.FETCH_FAILED, "http 204")),
        (302, PageClass.FAILED, (Outcome.FETCH_FAILED, "http 302 not followed")),
        (304, PageClass.NOT_MODIFIED, (Outcome.UNCHANGED, "http 304")),
        (400, PageClass.FAILED, (Outcome.FETCH_FAILED, "http 400")),
        (401, PageClass.REFUSED, (Outcome.BLOCKED, "http 401")),
        (403, PageClass.REFUSED, (Outcome.BLOCKED, "http 403")),
        (404, PageClass.GONE, (Outcome.GONE, "http 404")),
        (410, PageClass.GONE, (Outcome.GONE, "http 410")),
        (429, PageClass.REFUSED, (Outcome.BLOCKED, "http 429")),
        (451, PageClass.REFUSED, (Outcome.BLOCKED, "http 451")),
        (500, PageClass.FAILED, (Outcome.FETCH_FAILED, "http 500")),
        (503, PageClass.FAILED, (Outcome.FETCH_FAILED, "http 503")),
        (999, PageClass.FAILED, (Outcome.FETCH_FAILED, "http 999")),
    ],
)
def test_by_status(status: int, page_class: PageClass, ending: tuple[Outcome, str] | None) -> None:
    judgement = classify(status, HTML, page("Talks go on", STORY))
    assert (judgement.page_class, judgement.ending) == (page_class, ending)


def test_outcomes_and_reasons_are_what_others_rely_on() -> None:
    assert {page_class.value: (outcome.value, reason) for page_class, (outcome, reason) in ENDINGS.items()} == {
        "challenge": ("blocked", "challenge page"),
        "login": ("blocked", "login page"),
        "consent": ("soft_error", "consent wall"),
        "soft_404": ("soft_error", "soft 404"),
        "maintenance": ("soft_error", "maintenance page"),
        "empty_shell": ("soft_error", "empty shell"),
        "empty": ("soft_error", "empty body"),
    }
    judgement = classify(200, HTML, page("Page not found", "Sorry."))
    assert (judgement.page_class, judgement.ending) == (PageClass.SOFT_404, (Outcome.SOFT_ERROR, "soft 404"))


@pytest.mark.parametrize(
    ("status", "headers", "body"),
    [
        (403, HTML, page("Just a moment...", "<h1>news.example.org</h1><p>Verifying you are human.</p>")),
        (503, HTML, page("Just a moment...", "", "<script>" + "var a=1;" * 3000 + "</script>")),
        (200, HTML, page("Just a moment&hellip;", "Enable JavaScript and cookies to continue")),
        (200, HTML, page("  Attention Required! | Cloudflare ", "Sorry, you have been blocked")),
        (200, HTML, page("Web Page Blocked!", "Access to the page is against the rules of this network")),
        (200, HTML, page("Access Denied", "You have no permission. Reference 18.2")),
        (200, HTML, page("ACCESS DENIED", "<style>p{}</style><!-- " + "x" * 9000 + " -->Reference 18.2")),
        (200, HTML, b"<html><body><script>document.cookie='k=1';window.location.reload();</script></body></html>"),
        (200, HTML | {"cf-mitigated": "challenge"}, page("Anything", STORY)),
        (202, HTML | {"x-amzn-waf-action": "challenge"}, b""),
        (200, {}, page("Just a moment...", "no type told")),
        (200, HTML, page("news.example.org", "<noscript>Enable JavaScript and cookies to continue</noscript>", SCRIPT)),
        (200, HTML, page("news.example.org", "<h2>Checking your browser before you enter</h2><p>This takes five seconds.</p>", SCRIPT)),
        (200, HTML, page("", "<iframe src='/_Incapsula_Resource?x=1'>Request unsuccessful.</iframe>")),
        (200, HTML, page("安全验证", "请完成下方验证后继续访问。")),
        (200, HTML, page("外交部", "<p>请拖动滑块完成拼图</p>", SCRIPT)),
        (403, HTML, page("访问被拦截", "您的访问可能对网站造成威胁，已被云防护拦截。")),
        (200, HTML, page("براہ کرم انتظار کریں...", "ہم آپ کا براؤزر دیکھ رہے ہیں۔")),
        (200, HTML, page("خبر نامہ", "<p>براہ کرم تصدیق کریں کہ آپ انسان ہیں۔</p>", SCRIPT)),
        (200, HTML, page("رسائی ممنوع ہے", "حوالہ نمبر 18")),
    ],
)
def test_walls(status: int, headers: dict[str, str], body: bytes) -> None:
    judgement = classify(status, headers, body)
    assert (judgement.page_class, judgement.ending) == (PageClass.CHALLENGE, (Outcome.BLOCKED, "challenge page"))


def test_a_gate_that_sets_a_cookie_is_a_wall_with_its_own_name() -> None:
    judgement = classify(307, HTML | {"set-cookie": "pass=1"}, b"")
    assert (judgement.page_class, judgement.ending) == (PageClass.CHALLENGE, (Outcome.BLOCKED, "cookie gate"))


PASSWORD = "<form method='post'><input name='user'><input type='password' name='pw'><button>Log in</button></form>"


@pytest.mark.parametrize(
    "body",
    [
        page("Log in", PASSWORD),
        page("Sign in - The Daily Example", f"<h1>Welcome back</h1>{PASSWORD}<ul>{NAVIGATION}</ul>"),
        page("The Daily Example", f"<h1>Sign in to continue</h1>{PASSWORD}"),
        page("The Daily Example", f"<p>Please enter your user name and password.</p>{PASSWORD}"),
        page("Subscriber Login | Daily", "<h1>Subscriber login</h1><form><input type=email><button>Continue</button></form>"),
        page("用户登录", "<form>用户名 <input> 密码 <input type=password><button>登录</button></form>"),
        page("登录-外交部", "<form><input type=password></form>"),
        page("统一身份认证平台", "<form><input type=password></form>"),
        page("لاگ اِن کریں | روزنامہ", "<form>صارف نام <input> پاس ورڈ <input type='password'></form>"),
        page("روزنامہ", "<p>براہ کرم اپنا صارف نام اور پاس ورڈ لکھیں</p><form><input><input type='password'></form>"),
    ],
)
def test_logins(body: bytes) -> None:
    assert kind(body) == "login"


@pytest.mark.parametrize(
    "body",
    [
        page(
            "Before you continue",
            "<p>We and our partners keep cookies on your device.</p><button>Accept all</button><button>Reject all</button>",
        ),
        page("The Daily Example", "<h1>We value your privacy</h1><p>We use cookies.</p><button>I agree</button>"),
        page("Daily", f"<p>We use cookies and your personal data.{' Partner number one.' * 40}</p><button>Manage options</button>"),
        page("Privacy settings - Daily", "<p>Choose.</p><form><input type='submit' value='Accept all cookies'></form>"),
        page("隐私设置", "<p>我们使用 Cookie。</p><button>全部接受</button><button>拒绝</button>"),
        page("在您继续之前", "<p>我们重视您的隐私。</p><a href='#'>同意</a>"),
        page("آپ کی رازداری", "<p>ہم کوکیز استعمال کرتے ہیں۔</p><button>سب قبول کریں</button>"),
        page("روزنامہ", "<h2>جاری رکھنے سے پہلے</h2><p>کوکیز کی اجازت دیں۔</p><button>متفق ہوں</button>"),
    ],
)
def test_consent_walls(body: bytes) -> None:
    assert kind(body) == "consent"


@pytest.mark.parametrize(
    "body",
    [
        page("Page not found", "Sorry."),
        page("404 Not Found", "<h1>404 Not Found</h1><hr>nginx"),
        page("404 | Daily Example", f"<ul>{NAVIGATION}</ul><h1>Page not found</h1><p>{STORY}</p>"),
        page("Page Not Found - Daily Example", f"<h1>Oops! That page can't be found.</h1><h3>Most read</h3><p>{STORY}</p>"),
        page("Error 404: Page not found", f"<p>The page you are looking for has gone.</p>{NAVIGATION}"),
        page("Daily Example", "<p>Sorry, the page you requested could not be found. Go back to the home page.</p>"),
        page("Daily", "<h1>This page does not exist</h1>"),
        page("页面不存在", "<p>三秒后返回首页</p>"),
        page("404-外交部", "<h1>您访问的页面不存在或已删除</h1>"),
        page("外交部", "<p>抱歉，您访问的页面已被删除，请返回首页。</p>"),
        page("صفحہ نہیں ملا", "<p>معذرت</p>"),
        page("روزنامہ", "<p>معذرت، مطلوبہ صفحہ موجود نہیں ہے۔</p>"),
        page("صفحه | روزنامہ", "<h1>یہ خبر دستیاب نہیں ہے</h1><p>سرورق</p>"),
    ],
)
def test_soft_404s(body: bytes) -> None:
    assert kind(body) == "soft_404"


@pytest.mark.parametrize(
    "body",
    [
        page("Notice", "The site is under maintenance, please come back later."),
        page("System Maintenance", "Back at 6."),
        page("", "Service temporarily unavailable"),
        page("We&#8217;ll be right back", "Thank you for your patience."),
        page("Daily Example is currently under scheduled maintenance", "<p>Sorry for the inconvenience.</p>"),
        page("Under maintenance", f"<h1>Under maintenance</h1><p>We are sorry. Write to us.</p><ul>{NAVIGATION}</ul>"),
        page("系统维护", "请稍后再试"),
        page("外交部", "网站正在升级维护，给您带来不便，敬请谅解。"),
        page("提示信息", "系统维护中").decode().encode("gb18030").replace(b"<head>", b'<head><meta charset="gb2312">'),
        b"<html><body>\xe7\xb3\xbb\xe7\xbb\x9f\xe7\xbb\xb4\xe6\x8a\xa4\xe4\xb8\xad</body></html>",
        page("ویب سائٹ زیر مرمت ہے", "<p>جلد واپس آئیں گے</p>"),
        page("روزنامہ", "<p>معذرت، ویب سائٹ عارضی طور پر دستیاب نہیں ہے۔</p>"),
        page("روزنامہ", "<p>معذرت، ويب سائٹ پر مينٹيننس جاری ہے۔</p>"),
    ],
)
def test_notices(body: bytes) -> None:
    assert kind(body) == "maintenance"


@pytest.mark.parametrize(
    "body",
    [
        page("Talks go on", "<div id='app'></div>", SCRIPT),
        page("Talks go on", "<div id='root'>Loading…</div><noscript>You need to enable JavaScript to run this app.</noscript>", SCRIPT),
        page("Talks go on", "<header>The Daily Example</header><main></main><footer>2025</footer>", SCRIPT),
        page("Talks", "", '<meta property="og:type" content="article">' + SCRIPT),
        b"<html><head><title>Talks</title></head><body></body></html>",
        b"<html><head><meta http-equiv='refresh' content='0;url=/'></head></html>",
        page("会谈继续", "<div id='app'>加载中</div>", SCRIPT),
        page("مذاکرات جاری", "<div id='app'></div>", SCRIPT),
    ],
)
def test_shells(body: bytes) -> None:
    assert kind(body) == "empty_shell"


MARK = '<meta property="og:type" content="article">'
BANNER = "<div><p>We use cookies on this site.</p><button>Accept all</button></div>"
HIDDEN_LOGIN = f"<div class='modal'><h4>Log in</h4>{PASSWORD}</div>"


@pytest.mark.parametrize(
    "body",
    [
        page("Power plant closed as reactor is under maintenance", "The plant is under maintenance, the minister said. " + STORY),
        page("Just a moment of silence for the victims", "Leaders stood still. " + STORY),
        page("Just a moment...", STORY),
        page("Access denied", "Journalists were told: access denied. " + STORY),
        page("Access denied to inspectors, agency says", "Short story, but a story."),
        page("Ministry: website was temporarily unavailable", "It was temporarily unavailable, and now it works. " + STORY),
        page("发言人答记者问", "关于系统维护的问题，发言人表示，有关部门已经作出回应。" * 30),
        page("Please wait: queue grows at the border", "Lorries wait."),
        page("Talks", STORY, "<script>document.cookie='k=1'; location.reload()</script>"),
        page("Short", "Two words."),
        # Short ones, in which nothing but the story stands.
        page(
            "Ministry website under maintenance",
            "<p>ISLAMABAD: The ministry's website is under maintenance, a spokesperson said on Tuesday.</p>",
        ),
        page(
            "Ministry's site down for a second day",
            "<p>The site has been temporarily unavailable since Monday. Engineers look for the cause.</p>",
        ),
        page(
            "Bridge closed for scheduled maintenance until Friday",
            "<p>The city asks drivers to please use the other one, officials said.</p>",
        ),
        page(
            "Old records lead nowhere",
            "<p>Readers who open them see that the page could not be found, the archive's correspondent writes.</p>",
        ),
        page("Error 404: how a ministry lost its archive", f"<h1>Error 404: how a ministry lost its archive</h1><p>{STORY}</p>"),
        page("Not found - Daily", f"<h1>Not found</h1><p>The film by a young director. {STORY}</p>", MARK),
        page(
            "Log in: tax office opens its portal",
            f"<h1>Log in: tax office opens its portal</h1><p>Users need a password.</p>{HIDDEN_LOGIN}",
        ),
        page("Login", f"<h1>Login</h1><p>A novel about passwords. {STORY}</p>{HIDDEN_LOGIN}", MARK),
        page("Talks go on in Beijing", f"<h1>Talks go on in Beijing</h1><p>The two sides met again on Monday.</p>{BANNER}{HIDDEN_LOGIN}"),
        page("Court rules on cookies", f"<h1>Court rules on cookies</h1><p>Sites need consent, judges said.</p>{BANNER}"),
        page("We value your privacy", f"<h1>We value your privacy</h1><p>What a firm wrote, and what it did. {STORY}</p>{BANNER}", MARK),
        page("Parliament votes on privacy of personal data", f"<p>The bill on cookies was read a third time.</p>{BANNER}"),
        page(
            "Captcha firm bought by rival in record deal",
            "<p>Asked to verify you are human? Its makers have been sold for a price that no one had thought possible, and their rival pays in shares.</p>",
            SCRIPT,
        ),
        page("外交部网站维护期间领事服务照常进行安排说明", "<p>据新华社报道，网站正在维护，领事服务照常。</p>"),
        page("中国外交部：该页面不存在的说法不属实", "<p>发言人表示，有关页面不存在的说法不属实。</p>"),
        page("专家谈隐私设置", f"<h1>专家谈隐私设置与个人信息保护的有关问题</h1><p>记者报道。</p>{BANNER}"),
        page("دفتر خارجہ کی ویب سائٹ عارضی طور پر بند", "<p>ترجمان نے کہا کہ ویب سائٹ عارضی طور پر بند ہے۔</p>"),
        page("کوکیز کے بارے میں عدالت کا فیصلہ آ گیا", f"<p>عدالت کے مطابق رازداری ضروری ہے۔</p>{BANNER}"),
        page("پرانا صفحہ نہیں ملا، محققین پریشان ہیں", "<p>نامہ نگار نے بتایا کہ صفحہ نہیں ملا۔</p>"),
        page("汪文斌就磋商答问", "<p>双方就经贸磋商深入交换意见，同意继续保持沟通，推动关系稳定发展，造福两国人民。</p>", SCRIPT),
        page("Talks", f'<script type=\'application/ld+json\'>{{"articleBody": "{STORY}"}}</script>'),
    ],
)
def test_articles_about_such_things(body: bytes) -> None:
    assert kind(body) == "page"


@pytest.mark.parametrize(
    ("kind_of_content", "body"),
    [
        ("application/json", b'[{"title": "under maintenance"}]'),
        ("application/json", b"[]"),
        ("application/rss+xml", b"<rss><title>under maintenance</title></rss>"),
        ("application/xml", b"<urlset></urlset>"),
        ("text/html", b'<?xml version="1.0"?><rss version="2.0"><channel><title>Page not found</title></channel></rss>'),
        ("text/html", b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'></urlset>"),
        ("text/html; charset=UTF-8", b'{"posts": []}'),
        ("text/html", b"\xef\xbb\xbf[]"),
        ("", b'<?xml version="1.0"?>\n<!-- made by hand -->\n<feed></feed>'),
    ],
)
def test_listings_in_xml_and_json_are_not_judged_by_words_or_build(kind_of_content: str, body: bytes) -> None:
    assert classify(200, {"content-type": kind_of_content} if kind_of_content else {}, body).page_class is PageClass.PAGE


def test_an_empty_body_is_one_whatever_it_calls_itself() -> None:
    assert classify(200, {"content-type": "text/plain"}, b"  \n").ending == (Outcome.SOFT_ERROR, "empty body")
    assert classify(200, HTML, b"").page_class is PageClass.EMPTY


@pytest.mark.parametrize(
    "piece",
    [
        b"<script ",
        b"<!--",
        b"<title",
        b"<",
        b"<a",
        b"<a>",
        b"<h1>",
        b"<input ",
        b"<button>x",
        b"<input type=submit value='x'>",
        b"&#1;",
        b"<style></style>",
        b"<noscript></noscript>",
        b"a<b",
        b"og:type'",
        b'"@type":',
    ],
)
@pytest.mark.parametrize("head", [b"", b"<title>Log in</title>"])
def test_a_hostile_page_costs_no_more_than_an_honest_one(piece: bytes, head: bytes) -> None:
    assert seconds(lambda: classify(200, HTML, head + piece * (250_000 // len(piece))), 0.3) < 0.3


@pytest.mark.parametrize(
    "piece", ["!", " - ", "404 ", "page ", "sorry ", "the ", "| ", "维护", "维 ", "请", "صفحہ ", "accept all ", "under "]
)
def test_a_hostile_title_or_text_costs_no_more_either(piece: str) -> None:
    long = piece * (900 // len(piece.encode()))
    walled = page(long, f"<h1>{long}</h1><button>{long}</button>{long}<input type=password>")
    assert seconds(lambda: (classify(200, HTML, walled), classify(200, HTML, page("Notice", f"<p>{long[:350]}</p>"))), 0.3) < 0.3


def test_no_more_is_looked_at_than_a_wall_could_have() -> None:
    assert look({}, b"<p>Words." * 100).whole
    assert not look({}, b"<b>" * (MOST_TAGS + 1) + b"Words.").whole
    seen = look({}, b"<p>Words " * 10_000)
    assert not seen.whole and len(seen.text) <= 2 * MOST_SEEN


def test_real_pages_are_pages(corpora: Path) -> None:
    judged = 0
    for path in sorted((corpora / "pages").rglob("*.html")):
        assert kind(path.read_bytes()) == "page", path.name
        judged += 1
    with tarfile.open(corpora / "cn-mfa-zh.tar.gz") as pages:
        for member in pages:
            file = pages.extractfile(member)
            if file is not None and member.name.endswith("html"):
                assert kind(file.read()) == "page", member.name
                judged += 1
    assert judged > 150


def test_real_stories_are_pages_even_as_the_barest_ones(corpora: Path) -> None:
    judged = 0
    for outlet in ("app", "dawn"):
        with gzip.open(corpora / "pk2025" / outlet / "2025-05.jsonl.gz", "rt") as lines:
            for record in map(json.loads, lines):
                title, words = record["title"] or "", record["content"]
                if words:
                    assert kind(page(title, words)) == "page", record["link"]
                    assert kind(page(title, f"<h1>{title}</h1><p>{words[:300]}</p>", SCRIPT)) == "page", record["link"]
                    judged += 1
    assert judged > 1000
