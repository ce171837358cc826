"""Countries and actors that a text names. All sentences are invented."""

import re

import pytest
from babel import Locale

from briefwire.about import forms
from briefwire.about.forms import Form, How, TableError
from briefwire.about.mentions import about, named

SENTENCE = {"en": "Yesterday {} was named, and it was {}.", "zh": "昨天提到{}，又提到{}。", "ur": "کل {} کا نام آیا اور پھر {} کا۔"}
FORMS = {"en": forms.english, "zh": forms.chinese, "ur": forms.urdu}


def codes(text: str) -> list[str]:
    return [mention.code for mention in about(text)]


def test_the_249_countries_of_iso_3166_and_kosovo() -> None:
    assert len(forms.countries()) == 250
    assert not set(forms.countries()) & {"EU", "UN", "EZ", "AC", "CP", "DG", "EA", "IC", "TA", "ZZ", "QO", "XA", "XB"}


@pytest.mark.parametrize("language", ["en", "zh", "ur"])
def test_every_country_is_found_by_its_name_in_unicode_cldr(language: str) -> None:
    lost = {}
    for code in forms.countries():
        name = " ".join(re.sub(r" SAR China$|\(.*\)", "", Locale(language).territories[code]).split())
        if code not in named(SENTENCE[language].format(name, name), language):
            lost[code] = name
    assert lost == {}


@pytest.mark.parametrize("language", ["en", "zh", "ur"])
def test_every_form_is_found_where_it_stands_and_means_its_country(language: str) -> None:
    """Each form of each table, twice in a sentence: the very span, the very codes. Forms in capitals and those that one of several countries owns included."""
    wrong = []
    for form in FORMS[language]():
        text = SENTENCE[language].format(form.text, form.text)
        found = [mention for mention in about(text, language) if text[mention.start : mention.end] == form.text]
        expected = form.codes[:1] if form.either else form.codes
        if [mention.code for mention in found] != [*expected, *expected]:
            wrong.append((form.text, form.codes, [(mention.code, mention.form) for mention in found]))
    assert wrong == []


def test_no_form_means_two_countries_unless_the_tables_say_so() -> None:
    owners: dict[str, set[str]] = {}
    for code in forms.countries():
        entry = forms.table("countries.toml")[code]
        assert isinstance(entry, dict)
        for field, texts in entry.items():
            for text in texts.replace("*", "").split("|"):
                owners.setdefault(f"{field in ('zh', 'ur')} {text}", set()).add(code)
    assert {text: sorted(found) for text, found in owners.items() if len(found) > 1} == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister flew to Georgia and thanked Georgian officials.", ["GE", "GE"]),
        ("A plant in Atlanta, Georgia, closed.", []),
        ("Giorgia and Georgia Meloni are two people.", []),
        ("Voters in the US state of Georgia queued.", []),
        ("King Abdullah of Jordan and the Jordanian minister met.", ["JO", "JO"]),
        ("Michael Jordan played golf with Jordan Peterson.", []),
        ("Chad closed its border.", ["TD"]),
        ("Chad Smith drummed and a hanging chad fell near Lake Chad.", []),
        ("Niger, Nigeria and the Niger Delta; the Niger River rose.", ["NE", "NG", "NG"]),
        ("Nigerien and Nigerian troops", ["NE", "NG"]),
        ("Guinea, Guinea-Bissau, Equatorial Guinea, Papua New Guinea and a guinea pig", ["GN", "GW", "GQ", "PG"]),
        ("the Democratic Republic of the Congo and the Republic of the Congo", ["CD", "CG"]),
        ("Congo-Brazzaville spoke first. Congolese troops followed.", ["CG", "CG"]),
        ("Congolese troops fled.", ["CD"]),
        ("North Korea, South Korea and Korean food", ["KP", "KR", "KP"]),
        ("Korean food", ["KR"]),
        ("the Korean Peninsula", ["KP", "KR"]),
        ("piracy in the Indian Ocean", []),
        ("The Washington Post and the New York mayor", []),
        ("Washington said no.", ["US"]),
        ("Denzel Washington starred.", []),
        ("Turkey basted a turkey; Roast Turkey sandwiches sold out.", ["TR"]),
        ("The China-Pakistan Economic Corridor grows.", ["CN", "PK"]),
        ("The Islamabad High Court adjourned.", []),
        ("Islamabad rejected the claim.", ["PK"]),
        ("medals at the Beijing Olympics", []),
        ("Beijing will act.", ["CN"]),
        ("They told us that the US and the U.S. differ.", ["US", "US"]),
        ("HE TOLD US EVERYTHING ABOUT CHINA", ["CN"]),
        ("PAKISTAN CONDEMNS ATTACK", ["PK"]),
        ("bone china, polish, swiss cheese and brazil nuts", []),
        ("US-China and Pak-India talks; Sino-Pakistan ties", ["US", "CN", "PK", "IN", "CN", "PK"]),
        ("Indian Illegally Occupied Jammu and Kashmir", ["IN"]),
        ("the South China Sea and the Persian Gulf", []),
        ("Omani, Romanian and Panamanian flags", ["OM", "RO", "PA"]),
        ("Indiana, Chinatown and Germantown", []),
        ("anti-Pakistan remarks and India’s reply", ["PK", "IN"]),
        ("West Indian cricketers and American Indians", []),
        ("Israel Katz visited Israel.", ["IL"]),
        ("the Jordan Valley, the Congo River and Niger State", []),
        ("Northern Ireland, the Northern Irish and the Irish", ["GB", "GB", "IE"]),
        ("IIOJ&K and South Block", ["IN", "IN"]),
        ("condolences on the passing of Pope Francis", ["VA"]),
        ("South Sudan and Sudan; Dominica and the Dominican Republic", ["SS", "SD", "DM", "DO"]),
        ("Hong Kong, Macao and Taiwan", ["HK", "MO", "TW"]),
        ("Türkiye, Turkiye and Turkey", ["TR", "TR", "TR"]),
        ("Côte d'Ivoire is Ivory Coast", ["CI", "CI"]),
        ("", []),
    ],
)
def test_names_that_look_alike(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("中方注意到印度和巴基斯坦的表态", ["CN", "IN", "PK"]),
        ("索马里、马里、尼日尔、尼日利亚、几内亚比绍、赤道几内亚、巴布亚新几内亚", ["SO", "ML", "NE", "NG", "GW", "GQ", "PG"]),
        ("印度尼西亚在印度洋沿岸", ["ID"]),
        ("中美关系和朝鲜半岛", ["CN", "US", "KP", "KR"]),
        ("中巴经济走廊", ["CN", "PK"]),
        ("刚果（金）与刚果（布）", ["CD", "CG"]),
        ("多米尼加与多米尼克", ["DO", "DM"]),
        ("巴勒斯坦问题上，巴方愿以方便的方式", ["PS", "PS"]),
        ("安理会和上合组织", ["UNSC", "SCO"]),
        ("بھارتی وزارت خارجہ اور پاکستانی عوام", ["IN", "PK"]),
        ("افغانوں نے طالبان سے کہا", ["AF", "TALIBAN"]),
        ("سلامتی کونسل میں چین اور روس", ["UNSC", "CN", "RU"]),
        ("پاک بھارت مذاکرات", ["PK", "IN"]),
    ],
)
def test_chinese_and_urdu(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "actor", "of"),
    [
        ("The UN Security Council met.", "UNSC", None),
        ("The UN and the European Union", "UN", None),
        ("NATO allies", "NATO", None),
        ("the OIC", "OIC", None),
        ("the SCO summit", "SCO", None),
        ("ASEAN ministers", "ASEAN", None),
        ("the IAEA board", "IAEA", None),
        ("the International Criminal Court", "ICC", None),
        ("Hamas agreed", "HAMAS", "PS"),
        ("the Afghan Taliban", "TALIBAN", "AF"),
        ("Tehreek-e-Taliban Pakistan", "TTP", None),
        ("the BLA", "BLA", None),
    ],
)
def test_actors(text: str, actor: str, of: str | None) -> None:
    found = about(text)[0]
    assert (found.code, found.how, found.is_country) == (actor, How.ACTOR, False)
    assert forms.actors()[actor].of == of


def test_actors_do_not_hide_words() -> None:
    assert codes("Who united nations? An eu-phoric quad of nato-rious units.") == []


def test_spans_are_the_form_in_code_points() -> None:
    text = "🙂 “Pakistan’s” stand; 中国; ایران"
    assert [(text[found.start : found.end], found.form, found.code) for found in about(text)] == [
        ("Pakistan", "Pakistan", "PK"),
        ("中国", "中国", "CN"),
        ("ایران", "ایران", "IR"),
    ]


def test_a_language_restricts_the_search() -> None:
    text = "China 中国 چین"
    assert [found.form for found in about(text, "en")] == ["China"]
    assert [found.form for found in about(text, "zh")] == ["中国"]
    assert [found.form for found in about(text, "ur")] == ["چین"]


def test_how_a_country_is_named() -> None:
    assert [found.how for found in about("Chinese aid from China, says Beijing of CPEC")] == [
        How.PEOPLE,
        How.NAME,
        How.SEAT,
        How.PROJECT,
        How.PROJECT,
    ]


def test_wrong_tables_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    forms.actors.cache_clear()
    for entry in ({"kind": "club", "en": "X"}, {"kind": "court", "of": "QQ"}, {"kind": "court", "fr": "X"}, "X"):
        monkeypatch.setattr(forms, "table", lambda name, entry=entry: {"X": entry} if name == "actors.toml" else {})
        with pytest.raises(TableError):
            forms.actors()
    monkeypatch.undo()
    assert Form("x", (), How.NAME).either is False
