"""The table of agencies: what it says, and what it refuses to say."""

import pytest

from briefwire.clean import agencies
from briefwire.clean.agencies import AgencyTableError
from scrapers import registry

NOR = '[NOR]\ntitle = "Norland Press"\ncountry = "NO"\n'


def test_every_name_of_an_agency_leads_to_it() -> None:
    for agency in agencies.all_agencies():
        assert {agencies.known(name) for name in agency.names} == {agency.name}
        assert agencies.printed(agency.name) == agency.name
        assert agencies.known(agency.name.lower()) == agency.name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.p.p.", "APP"),
        (" Associated  Press of Pakistan", "APP"),
        ("ТАСС", "TASS"),
        ("新华社", "Xinhua"),
        ("The Harbour Post", None),
        ("", None),
    ],
)
def test_names_are_compared_without_case_dots_and_blanks(name: str, expected: str | None) -> None:
    assert agencies.known(name) == expected


def test_an_own_source_is_one_that_exists() -> None:
    own = {agency.name: agency.source for agency in agencies.all_agencies() if agency.source}
    assert own["APP"] == "app"
    assert set(own.values()) <= set(registry.names())
    assert all(agencies.own_source(name) == source for name, source in own.items())
    assert agencies.own_source("Reuters") is None
    assert agencies.own_source("Evening Post/ANN") is None


def test_a_table_is_read_in_its_order() -> None:
    table = NOR + '[Sud]\ntitle = "Sudmark Wire"\ncountry = "DE"\naliases = ["SW"]\nsource = "sud"\n'
    nor, sud = agencies.parse(table)
    assert (nor.name, nor.title, nor.country, nor.source, nor.aliases) == ("NOR", "Norland Press", "NO", None, ())
    assert (sud.names, sud.source) == (("Sud", "Sudmark Wire", "SW"), "sud")


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        (NOR + '[Sud]\ntitle = "Sudmark Wire"\ncountry = "DE"\naliases = ["N.O.R."]', "'nor' is given to NOR and to Sud"),
        (NOR + '[Sud]\ntitle = "norland  press"\ncountry = "DE"', "is given to NOR and to Sud"),
        (NOR + 'source = "x"\n[Sud]\ntitle = "Sudmark Wire"\ncountry = "DE"\nsource = "x"', "'x' is given to NOR and to Sud"),
        (NOR.replace('"NO"', '"XX"'), "no such country: XX"),
        (NOR.replace('"NO"', '"EU"'), "no such country: EU"),
        (NOR.replace('"NO"', '"no"'), "no such country: no"),
        (NOR.replace("[NOR]", '["NOR/SUD"]'), "must hold no separator"),
        (NOR.replace("title", "name"), "title"),
        (NOR + "url = 1", "url"),
        (NOR + 'source = "A b"', "source"),
        ("NOR = 1", "mapping"),
        ("[NOR", "NOR|Expected"),
    ],
)
def test_a_wrong_table_is_refused(table: str, complaint: str) -> None:
    with pytest.raises(AgencyTableError, match=complaint):
        agencies.parse(table)
