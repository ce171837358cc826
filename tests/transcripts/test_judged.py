"""Twenty real pages of the Chinese ministry against what a reader saw there, and every page of the corpora for its offsets. Figures are printed (`pytest -rP`)."""

from pathlib import Path

import pytest

from benches.transcripts import AIM, JUDGED, PAGES, articles, judged, rates, read, readings
from briefwire.article import Article


@pytest.fixture(scope="module")
def pages(corpora: Path) -> dict[str, Article]:
    """Every page of the archive, cleaned."""
    return dict(articles(corpora / PAGES))


def test_exchanges_and_askers(pages: dict[str, Article]) -> None:
    found = judged(pages)
    assert len(found) == len(readings(JUDGED)) == 20
    exchanges, askers = rates(found)
    print(f"exchanges {exchanges:.3f}, askers {askers:.3f}")
    assert exchanges >= AIM
    assert askers >= AIM


def test_every_word_of_a_page_is_in_an_exchange_or_before_a_colon(pages: dict[str, Article]) -> None:
    for name, article in pages.items():
        found = read("china_mfa", article)
        assert found is not None and found.exchanges, name
        spans = [(item.answer_start, item.answer_end) for item in found.exchanges]
        spans += [
            (item.question_start, item.question_end)
            for item in found.exchanges
            if item.question_start is not None and item.question_end is not None
        ]
        left, at = [], 0
        for start, end in sorted(set(spans)):
            assert start >= at, f"{name}: two spans overlap"
            left.append(article.body[at:start].strip())
            at = end
        left.append(article.body[at:].strip())
        words = [piece.strip("*\n") for piece in left]
        assert all(not label or (label.endswith(("：", ":")) and len(label) < 60) for label in words), (name, words)


def test_every_conference_names_its_speaker_and_its_day(pages: dict[str, Article]) -> None:
    for name, article in pages.items():
        found = read("china_mfa", article)
        assert found is not None
        if "例行记者会" in article.title:
            assert found.setting == "regular briefing", name
            assert found.spokesperson and found.spokesperson in article.title, name
            assert found.day and f"{found.day.year}年{found.day.month}月{found.day.day}日" in article.title, name
            assert {item.answerer for item in found.exchanges} <= {found.spokesperson, None}, name
        else:
            assert found.setting in ("remarks", "statement"), name
