"""Every field of every page fixture is a test of its own."""

import dataclasses
import json
from functools import cache
from typing import Any

import pytest

from scrapers import errors, registry
from scrapers.records import PageRecord, to_json
from tests.sources.cases import Case, pages

FIELDS = {field.name for field in dataclasses.fields(PageRecord)} - {"source", "url"}
CASES = {str(case): case for case in pages()}
ARTICLES = [case for case in CASES.values() if "error" not in case.expected]
REFUSED = [case for case in CASES.values() if "error" in case.expected]


@cache
def record(name: str) -> dict[str, Any]:
    case = CASES[name]
    parsed = registry.page_module(case.source).parse(case.payload, case.meta["url"])
    answer: dict[str, Any] = json.loads(to_json(parsed))
    return answer


@pytest.mark.parametrize(
    ("case", "field"), [pytest.param(case, field, id=f"{case}:{field}") for case in ARTICLES for field in case.expected]
)
def test_field(case: Case, field: str) -> None:
    assert record(str(case))[field] == case.expected[field]


@pytest.mark.parametrize("case", ARTICLES, ids=str)
def test_every_field_is_expected_and_no_other(case: Case) -> None:
    assert set(case.expected) == FIELDS
    assert record(str(case))["source"] == case.source
    assert record(str(case))["url"] == case.meta["url"]


@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_refused_with_its_type_and_reason(case: Case) -> None:
    assert set(case.expected) == {"error", "reason"}
    with pytest.raises(getattr(errors, case.expected["error"])) as refusal:
        registry.page_module(case.source).parse(case.payload, case.meta["url"])
    assert type(refusal.value).__name__ == case.expected["error"]
    assert case.expected["reason"] in str(refusal.value)


@pytest.mark.parametrize("source", registry.names())
def test_every_source_has_articles_and_refusals(source: str) -> None:
    assert len([case for case in ARTICLES if case.source == source]) >= 4
    assert len([case for case in REFUSED if case.source == source]) >= 4


@pytest.mark.parametrize("source", registry.names())
@pytest.mark.parametrize(
    "payload", [b"", b"\x00", b"<", b"<html>", b"[]", b"{}", b"null", b"\xff\xfe\x00", b"<p>" * 3000, b"\x1f\x8b"], ids=repr
)
def test_hostile_bytes_are_refused_and_nothing_worse(source: str, payload: bytes) -> None:
    url = next(case.meta["url"] for case in ARTICLES if case.source == source)
    with pytest.raises(errors.PageError):
        registry.page_module(source).parse(payload, url)
