"""The table of outlets: whole, without doubles, and found under every form."""

import pytest

from briefwire.transcripts.outlets import Named, OutletTableError, known, named, parse


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("巴通社", "APP"),
        ("Associated Press of Pakistan", "APP"),
        ("塔斯社", "TASS"),
        ("法新社", "AFP"),
        ("路透社", "Reuters"),
        ("彭博社", "Bloomberg"),
        ("央视", "CCTV"),
        ("总台央视", "CCTV"),
        ("《环球时报》", "Global Times"),
        ("深圳卫视", "Shenzhen TV"),
        ("日本共同社", "Kyodo"),
        ("日本《读卖新闻》", "Yomiuri Shimbun"),
        ("印度广播公司", "Prasar Bharati"),
        ("英国广播公司", "BBC"),
        ("印度尼西亚安塔拉通讯社", "Antara"),
        ("法国《世界报》", "Le Monde"),
        ("西班牙《世界报》", "El Mundo"),
        ("德国《世界报》", "Die Welt"),
        ("the New York Times", "The New York Times"),
        ("People’s Daily", "People's Daily"),
    ],
)
def test_forms(words: str, name: str) -> None:
    assert known(words) == name


def test_an_unknown_one_stays_as_it_is() -> None:
    assert named(" 灯笼报 ") == Named("灯笼报", False)
    assert known("日本") is None


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("[agency]\nNOBODY = ['灯社']\n", "no such agencies: NOBODY"),
        (
            "[agency]\n[outlet.A1]\ncountry = 'CN'\naliases = ['灯社']\n[outlet.B1]\ncountry = 'CN'\naliases = ['灯社']\n",
            "given to A1 and to B1",
        ),
        ("[agency]\n[outlet.A1]\ncountry = 'CN'\naliases = ['路透社']\n", "given to Reuters and to A1"),
        ("[agency]\n[outlet.A1]\ncountry = 'ZZ'\n", "no such country"),
        ("[agency]\n[outlet.A1]\ncountry = 'CN'\nmood = 'good'\n", "mood"),
        ("[agency", "Expected"),
    ],
)
def test_a_broken_table_is_named(table: str, words: str) -> None:
    with pytest.raises(OutletTableError, match=words):
        parse(table)
