"""The strict questions that parsers ask of a page."""

import pytest

from scrapers.errors import LayoutChanged, ListingMoved
from scrapers.html import absolute, at_most_one, document, fragment, inline, json_ld, language, listing, meta, one, paragraphs, string, text


@pytest.mark.parametrize(
    ("payload", "seen"),
    [
        ("<p>发言人</p>".encode(), "发言人"),
        ('<meta charset="gb2312"><p>发言人 镕</p>'.encode("gb18030"), "发言人 镕"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1"><p>\x93ja\x94</p>'.encode("latin-1"), "“ja”"),
        ("\ufeff<p>x</p>".encode(), "x"),
        ("<p>x</p>".encode("utf-16"), "x"),
        (b'<meta charset="no-such-charset"><p>x</p>', "x"),
        (b"<p>a\x00b\xff</p>", "ab\ufffd"),
        # Under another name, but valid UTF-8.
        ('<meta charset="iso-8859-1"><p>“ja”, Çiçek</p>'.encode(), "“ja”, Çiçek"),
        ('<meta charset="gb2312"><p>外交部发言人</p>'.encode(), "外交部发言人"),
        # Under the name of UTF-8, or none, but GB18030.
        ('<meta charset="utf-8"><p>外交部发言人，例行记者会。</p>'.encode("gb18030"), "外交部发言人，例行记者会。"),
        ("<p>外交部发言人</p>".encode("gbk"), "外交部发言人"),
        # Names of Python's that are no charset of a page.
        ('<meta charset="idna"><p>é</p>'.encode(), "é"),
        ('<meta charset="undefined"><p>é</p>'.encode(), "é"),
        ('<meta charset="utf-16"><p>é</p>'.encode(), "é"),
        # A broken letter here and there stays one.
        ("<p>é</p>".encode() + b"<p>\xc3</p>" * 5, "é"),
        ("<p>Çiçek</p>".encode() * 40 + b"<p>\xc3</p>" * 6, "Çiçek"),
    ],
)
def test_charset(payload: bytes, seen: str) -> None:
    page = document(payload)
    assert text(page.select("p")[0]) == seen


@pytest.mark.parametrize(
    ("payload", "charset"),
    [
        ("<p>“the accord”, ‘the text’, “the day”</p>".encode("cp1252"), "utf-8"),
        ('<meta charset="utf-8"><p>ترجمان دفتر خارجہ</p>'.encode("cp1256", errors="replace"), "utf-8"),
        ('<meta charset="utf-8"><p>外務省の報道官は、定例の記者会見を行った。</p>'.encode("shift_jis"), "utf-8"),
        ('<meta charset="utf-8"><p>外交部發言人主持例行記者會</p>'.encode("big5"), "utf-8"),
        # Near to UTF-8: that its bytes also make sense as GB18030 is no evidence.
        (b'<meta charset="utf-8">' + "<p>外交部发言人".encode()[:-1] * 6 + b"</p>", "utf-8"),
        ("\ufeff".encode() + b"\x93\x94" * 6, "utf-8-sig"),
        (b"\xff\xfe" + b"\x00\xd8a\x00" * 6, "utf-16"),
    ],
)
def test_bytes_that_are_not_in_their_charset_are_refused(payload: bytes, charset: str) -> None:
    with pytest.raises(LayoutChanged, match=rf"^charset: \d+ of \d+ characters beyond ASCII cannot be read as {charset}$"):
        document(payload)
    with pytest.raises(ListingMoved, match=r"^charset: "):
        listing(payload)


@pytest.mark.parametrize(
    "markup",
    ["<b>" * 30_001, "<div>" * 900, ("<i " + " ".join(f"a{number}" for number in range(10_000)) + ">") * 11, f'<i class="{"a " * 5_001}">'],
)
def test_markup_that_no_page_of_text_has_is_refused(markup: str) -> None:
    with pytest.raises(LayoutChanged, match=r"^markup: "):
        document(markup.encode())
    with pytest.raises(LayoutChanged, match=r"^markup: "):
        fragment(markup)


def test_nesting_as_deep_as_it_may_be_is_read() -> None:
    assert paragraphs(fragment("<div>" * 800 + "<p>a</p>b" + "</div>" * 800 + "c")) == ("a", "c")


def test_a_line_that_is_no_line_is_refused() -> None:
    with pytest.raises(LayoutChanged, match=r"^<h1>: 10001 characters where one line was expected$"):
        text(one(document(b"<h1>" + b"a" * 10_001), "h1"))


def test_a_link_that_is_no_address_stays_as_it_is() -> None:
    assert absolute("https://a.example/b/", "c") == "https://a.example/b/c"
    assert absolute("https://a.example/b/", "http://[c") == "http://[c"


def test_text_holds_no_half_characters() -> None:
    assert inline("a\ud800") == inline("<b>a</b>\ud800") == "a\ufffd"
    assert string({"headline": "\udfffa"}, "headline") == "\ufffda"


def test_inline_markup_reads_the_same_with_and_without_marks() -> None:
    assert inline(" a\n b ") == inline("<i>a</i>\n b") == inline("&#97; b") == "a b"
    with pytest.raises(LayoutChanged, match=r"^markup: 10001 characters where one line was expected$"):
        inline("a" * 10_001)


def test_one_names_the_selector_and_the_count() -> None:
    page = document(b"<i>a</i><i>b</i>")
    with pytest.raises(LayoutChanged, match=r"^b\.x: no elements, one expected$"):
        one(page, "b.x")
    with pytest.raises(LayoutChanged, match=r"^i: 2 elements, one expected$"):
        one(page, "i")
    with pytest.raises(LayoutChanged, match="2 elements"):
        at_most_one(page, "i")
    assert at_most_one(page, "b") is None


def test_inline_markup_never_breaks_a_word() -> None:
    assert paragraphs(fragment("<p>Rus<a href='#'>sia</a>n&nbsp;<b>fl</b>ag\n  up</p>")) == ("Russian\u00a0flag up",)


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<p>a<br>b</p>", ("a b",)),
        ("<p>a<br/> <br/>b</p>", ("a", "b")),
        ("a<div>advertisement</div>b", ("a", "b")),
        ("<div><p>a</p>loose</div><ul><li>b</li></ul>", ("a", "b")),
        ("<p>a</p><p>&nbsp;</p><p>\u200b</p><!-- c --><script>d</script><figure><p>e</p></figure>", ("a",)),
        ("<p>(adsbygoogle = window.adsbygoogle || []).push({});</p><p>a (adsbygoogle=window.adsbygoogle||[]).push({}); b</p>", ("a  b",)),
        (
            "<p>googletag.cmd.push(function() { googletag.display('x'); });</p><p>Video Player 00:00</p><p>00:00</p><p>At 00:00 it began.</p>",
            ("At 00:00 it began.",),
        ),
    ],
)
def test_paragraphs(markup: str, lines: tuple[str, ...]) -> None:
    assert paragraphs(fragment(markup)) == lines


def test_furniture_is_cut_out() -> None:
    assert paragraphs(fragment("<p>a</p><div class=w><p>b</p><div class=w>c</div></div>"), ".w") == ("a",)


def test_json_ld_is_chosen_by_type_wherever_it_stands() -> None:
    page = document(
        b'<script type="application/ld+json">{"@type":"WebPage","name":"a"}</script>'
        b'<script type="application/ld+json">not json</script>'
        b'<script type="application/ld+json">{"@graph":[{"@type":["Thing","NewsArticle"],"headline":"b &amp;\\n c"}]}</script>'
    )
    assert string(json_ld(page, "NewsArticle"), "headline") == "b & c"
    assert json_ld(page, "Event") is None
    assert string(None, "headline") is None
    assert string({"headline": 5}, "headline") is None


@pytest.mark.parametrize("block", ["[" * 100_000, '{"@graph":' * 100_000, "[" * 900 + "]" * 900, '"headline":"' * 100_000])
def test_json_ld_without_an_end_is_none(block: str) -> None:
    assert json_ld(document(f'<script type="application/ld+json">{block}</script>'.encode()), "NewsArticle") is None


def test_json_ld_in_lists_in_lists_is_found_in_order() -> None:
    page = document(b'<script type="application/ld+json">[[{"@graph":[{"@type":"A","name":"1"}]}],{"@type":"B","name":"2"}]</script>')
    assert [string(json_ld(page, kind), "name") for kind in "AB"] == ["1", "2"]


def test_head_of_a_page() -> None:
    page = document(b'<html lang="en-US"><meta property="og:x" content=" y "><meta name="z" content="">')
    assert (language(page), meta(page, "og:x"), meta(page, "z")) == ("en", "y", None)
    assert language(document(b"<html>")) is None
