"""The registry: its own data, and tables that are not as they must be."""

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from briefwire.about.forms import countries
from briefwire.people.registry import UNCHECKED, Kind, RegistryError, Shown, key, parse, registry

NOT_MEMBERS = {"CK", "PS", "TW", "VA", "XK"}
IN_DEPTH = ("CN", "PK", "IN", "IR", "RU", "US", "GB", "TR", "SA", "AF")
MINISTRIES = '[names]\nPK = "="\nUS = "Department of State"\n[aliases.PK]\nen = ["FO"]\n'


def person(roles: str, more: str = "") -> str:
    return f'[PK.ali-khan]\nname = "Ali Khan"\n{more}roles = [{roles}]\n'


GOOD = '{ kind = "spokesperson", first = 2024-01-01, last = 2024-12-31, source = "unchecked" }'


def test_every_member_of_the_united_nations_has_a_ministry() -> None:
    codes = set(registry().ministries)
    assert len(codes - NOT_MEMBERS) == 193
    assert codes <= set(countries())
    assert registry().ministries["PK"].name == "Ministry of Foreign Affairs"
    assert registry().ministries["IN"].name == "Ministry of External Affairs"


@pytest.mark.parametrize("country", IN_DEPTH)
def test_the_ten_of_the_archive_are_held_in_depth(country: str) -> None:
    languages = {alias.language for alias in registry().ministries[country].aliases}
    assert {"zh", "ur"} <= languages
    ministers = [
        person
        for person in registry().persons.values()
        if any(role.ministry == country and role.kind is Kind.MINISTER for role in person.roles)
    ]
    assert ministers and all(
        {"ur"} <= {alias.language for alias in one.aliases} for one in ministers if one.person_id != "haroon-chakhansuri"
    )


@pytest.mark.parametrize("country", IN_DEPTH)
@pytest.mark.parametrize(
    "day", [date(2020, 2, 1), date(2021, 6, 1), date(2022, 6, 1), date(2023, 8, 1), date(2024, 3, 20), date(2025, 6, 1), date(2026, 11, 1)]
)
def test_somebody_is_minister_on_any_day_and_only_one(country: str, day: date) -> None:
    assert len(registry().in_office(country, (Kind.MINISTER,), day)) == 1


def test_terms_of_one_office_do_not_run_into_each_other_by_more_than_a_handover() -> None:
    """A spokesperson of Pakistan or India: one at a time, some days apart at most."""
    for country in ("PK", "IN"):
        terms = sorted(
            (role.first, role.last or date.max)
            for one in registry().persons.values()
            for role in one.roles
            if role.ministry == country and role.kind is Kind.SPOKESPERSON and role.first
        )
        assert all(abs((later[0] - earlier[1]).days) <= 25 for earlier, later in pairwise(terms)), terms


def test_every_term_says_where_it_comes_from() -> None:
    roles = [role for one in registry().persons.values() for role in one.roles]
    shown = Counter(role.shows for role in roles)
    assert all((role.source == UNCHECKED) == (role.shows is Shown.NOTHING) for role in roles)
    assert shown[Shown.TERM] + shown[Shown.OFFICE] > 0.7 * len(roles)


def test_an_unknown_bound_is_not_reached_and_an_open_term_goes_on() -> None:
    table = parse(MINISTRIES, [person('{ kind = "minister", source = "unchecked" }')])
    role = table.persons["ali-khan"].roles[0]
    assert role.held(date(1990, 1, 1)) and role.held(date(2030, 1, 1)) and role.held(None)
    assert (role.first, role.last) == (None, None)


def test_a_term_holds_on_its_first_and_last_day_only() -> None:
    role = parse(MINISTRIES, [person(GOOD)]).persons["ali-khan"].roles[0]
    assert [role.held(date(2024, 1, 1)), role.held(date(2024, 12, 31)), role.held(date(2023, 12, 31)), role.held(date(2025, 1, 1))] == [
        True,
        True,
        False,
        False,
    ]


def test_the_short_form_is_the_surname_or_the_family_name_or_what_the_table_says() -> None:
    assert parse(MINISTRIES, [person(GOOD)]).persons["ali-khan"].short == ("Khan",)
    assert parse(MINISTRIES, ["family_name_first = true\n" + person(GOOD)]).persons["ali-khan"].short == ("Ali",)
    assert parse(MINISTRIES, [person(GOOD, 'short = ["AK"]\n')]).persons["ali-khan"].short == ("AK",)


@pytest.mark.parametrize(
    ("persons", "why"),
    [
        (person(GOOD.replace("spokesperson", "chef")), "chef"),
        (person(GOOD.replace("2024-12-31", "2023-12-31")), "ends before"),
        (person(GOOD.replace("unchecked", "somebody told me")), "source"),
        (person(GOOD.replace('"unchecked"', '"https://example.org/a"')), "shows"),
        (person(GOOD.replace("2024-01-01", '"spring"')), "are days"),
        (person(GOOD.replace("first", "begin")), "begin"),
        (person(GOOD, 'nickname = "Ali"\n'), "nickname"),
        (person(""), "no role"),
        (person(GOOD).replace("PK", "QQ"), "QQ"),
        (person(GOOD).replace("ali-khan", "Ali_Khan"), "no id"),
        (person(GOOD) + person(GOOD).replace("ali-khan", "other"), "given to"),
        ("broken =", "Invalid"),
        (person(GOOD, 'aliases = "Ali"\n'), "list of texts"),
    ],
)
def test_a_wrong_table_is_refused_and_the_message_says_why(persons: str, why: str) -> None:
    with pytest.raises(RegistryError, match=why):
        parse(MINISTRIES, [persons])


def test_a_person_stands_in_one_file_only() -> None:
    with pytest.raises(RegistryError, match="twice"):
        parse(MINISTRIES, [person(GOOD), person(GOOD)])


@pytest.mark.parametrize(
    "table",
    [
        '[names]\nPK = "="\n',
        '[names]\npk = "="\n[aliases]\n',
        '[names]\nPK = "="\n[aliases.US]\nen = ["x"]\n',
        '[names]\nPK = "="\n[aliases.PK]\nfr = ["x"]\n',
    ],
)
def test_wrong_ministries_are_refused(table: str) -> None:
    with pytest.raises(RegistryError):
        parse(table, [])


def test_names_are_compared_without_capitals_stops_and_curly_marks() -> None:
    assert key("S. Jaishankar") == key("s jaishankar")
    assert key("Gideon Sa’ar") == "gideon sa'ar"
