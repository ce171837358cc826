"""Topics, with the phrases they rest on. All sentences are invented."""

import pytest

from briefwire.about import topics as module
from briefwire.about.forms import TableError, table
from briefwire.about.topics import topics

IPTC = {
    "20000638 20000639 20000640 20000641 20000642 20000643 20000644 20000645 20001316 20000053 20000056 20000060 20000072 20000073 20000076 20000078",
    "04000000 06000000 07000000 12000000 13000000 14000000 16000000",
}


def names(title: str, text: str = "") -> list[str]:
    return [topic.name for topic in topics(title, text)]


@pytest.mark.parametrize(
    ("title", "text", "name"),
    [
        ("Ministry condemns suicide bombing", "", "terrorism"),
        ("Truce holds", "Both sides welcomed the ceasefire and the peace process.", "ceasefire_peace"),
        ("Uranium enrichment to go on", "", "nuclear"),
        ("New sanctions called illegal", "", "sanctions"),
        ("Tariffs harm all, spokesperson says", "", "trade_economy"),
        ("Kashmir dispute must be settled", "", "kashmir"),
        ("Aid kept out of Gaza", "", "palestine"),
        ("Indus Waters Treaty in abeyance", "", "water"),
        ("Consular access sought for sailors", "", "consular"),
        ("Diplomat declared persona non grata", "", "diplomatic_protest"),
        ("One-China principle restated", "", "taiwan_hong_kong"),
        ("Emergency medical support offered", "", "aid_disaster"),
    ],
)
def test_a_title_tells_its_topic(title: str, text: str, name: str) -> None:
    assert names(title, text)[0] == name


def test_there_are_about_25_with_codes_of_iptc() -> None:
    codes = {code for line in IPTC for code in line.split()}
    entries = table("topics.toml")
    assert 22 <= len(entries) <= 30
    assert {entry["iptc"] for entry in entries.values() if isinstance(entry, dict)} <= codes


def test_every_phrase_is_found_and_speaks_for_its_topic() -> None:
    for name, entry in table("topics.toml").items():
        assert isinstance(entry, dict)
        for phrase in (*entry["strong"].split("|"), *entry["usual"].split("|")):
            found = {topic.name: topic for topic in topics(f"Of {phrase}, it said", f"Again {phrase}.")}
            assert name in found, (name, phrase)
            assert phrase in found[name].phrases


def test_the_answer_carries_its_phrases_the_weightiest_first_and_its_weight() -> None:
    (topic,) = topics("Sanctions", "The blacklist grew; more sanctions may follow.")
    assert (topic.name, topic.iptc, topic.phrases, topic.weight) == (
        "sanctions",
        "20000642",
        ("sanctions", "blacklist"),
        3 * 3 + 3 * 2 + 2 * 2,
    )


def test_weak_words_alone_are_no_topic() -> None:
    assert names("Army, market, river, health, faith", "talks, citizens, border") != names("Sanctions")
    assert "defence_arms" not in names("Army army army army", "army army")


def test_words_are_bounded_and_a_phrase_counts_three_times_at_most() -> None:
    assert names("Wardrobes, harmony and simple amounts") == []
    (topic,) = topics("", "embargo " * 40)
    assert topic.weight == 3 * 3 * 2


@pytest.mark.parametrize(
    "entry",
    [
        {"iptc": "1", "strong": "a", "usual": "b", "weak": "c"},
        {"iptc": "20000642", "strong": "A", "usual": "b", "weak": "c"},
        {"iptc": "20000642", "strong": "a|a", "usual": "b", "weak": "c"},
        {"iptc": "20000642", "strong": "a", "usual": "b"},
        {"iptc": "20000642", "strong": "a||b", "usual": "d", "weak": "c"},
    ],
)
def test_wrong_tables_are_refused(entry: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "table", lambda _: {"x": entry})
    with pytest.raises(TableError):
        module._table.__wrapped__()
