"""The strict questions that parsers ask of a page."""

import pytest

from scrapers.errors import LayoutChanged
from scrapers.html import at_most_one, document, fragment, json_ld, language, meta, one, paragraphs, string, text


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
    ],
)
def test_charset(payload: bytes, seen: str) -> None:
    assert text(one(document(payload), "p")) == seen


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


def test_head_of_a_page() -> None:
    page = document(b'<html lang="en-US"><meta property="og:x" content=" y "><meta name="z" content="">')
    assert (language(page), meta(page, "og:x"), meta(page, "z")) == ("en", "y", None)
    assert language(document(b"<html>")) is None
