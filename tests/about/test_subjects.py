"""Countries and actors by code and name."""

import pytest
from babel import Locale

from briefwire.about import forms
from briefwire.about.subjects import Subject, subjects

BY_CODE = {one.code: one for one in subjects()}
OWNER = {name: one.code for one in subjects() for name in one.names}


def test_every_country_and_actor_stands_once() -> None:
    assert len(BY_CODE) == len(subjects())
    assert {one.code for one in subjects() if one.kind == "country"} == set(forms.countries())
    assert {one.code for one in subjects() if one.kind != "country"} == set(forms.actors())


@pytest.mark.parametrize("language", ["en", "zh", "ur"])
def test_every_country_answers_to_its_own_name(language: str) -> None:
    named = {code: Locale(language).territories[code].casefold() for code in forms.countries() if code in Locale(language).territories}
    shared = {name for name in named.values() if sum(other == name for other in named.values()) > 1}
    assert {code: name for code, name in named.items() if name not in shared and OWNER.get(name) != code} == {}


def test_a_name_belongs_to_one_subject_or_to_none() -> None:
    names = [name for one in subjects() for name in one.names]
    assert len(names) == len(set(names))
    assert all(name == name.casefold().strip() != "" for name in names)
    assert "congo" not in OWNER
    assert "korea" not in OWNER


def test_neither_peoples_nor_capitals_are_names() -> None:
    assert "chinese" not in OWNER
    assert "islamabad" not in OWNER


def test_an_actor_stands_for_its_country() -> None:
    assert BY_CODE["HAMAS"].country == "PS"
    assert (BY_CODE["UN"].kind, BY_CODE["UN"].name, BY_CODE["UN"].country) == ("organisation", "United Nations", None)
    assert isinstance(BY_CODE["CN"], Subject)
