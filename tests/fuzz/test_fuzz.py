"""Every reader of bytes from outside, on pages and files that are broken: it answers, or says by type why it cannot, and in less than two seconds.

`python -m benches.fuzz` does the same a hundred thousand times, with the stand-in outlets' pages and real ones.
"""

import warnings
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benches.fuzz import Cases, run
from tests.cost import seconds
from tests.fuzz import mutations, subjects
from tests.fuzz.subjects import Finding, Seed, mutated, own_seeds, read

SEEDS = own_seeds()
EXAMPLES = {
    "page": 900,
    "listing": 400,
    "record": 200,
    "dateline": 200,
    "date": 200,
    "revision": 60,
    "archive": 60,
    "ledger": 60,
    "requests": 60,
    "report": 60,
}


@pytest.mark.parametrize("kind", EXAMPLES)
def test_no_input_is_too_much(kind: str) -> None:
    mine = [seed for seed in SEEDS if seed.kind == kind]
    groups = {seed.subject: [other for other in mine if other.subject == seed.subject] for seed in mine}

    @settings(max_examples=EXAMPLES[kind], deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(sorted(groups)), st.integers(0, 2**32))
    def holds(group: str, number: int) -> None:
        random = Random(number)
        seed = random.choice(groups[group])
        payload = mutated(seed, mine, random)
        with warnings.catch_warnings(action="ignore"):
            assert seconds(lambda: read(seed, payload), 2) < 2

    holds()


_STRANGE = st.text(
    st.one_of(st.characters(), st.sampled_from("\u202e\u200b\u200d\u0301\u0316\x00\ufeff\u00ad\ud800 \n:,()/-–—0123456789年月日ا٣")),
    max_size=400,
)


@settings(max_examples=400, deadline=None)
@given(
    st.lists(_STRANGE, max_size=6), st.sampled_from(["dateline", "date", "revision"]), st.sampled_from(["meta", "feed", "url", "byline"])
)
def test_no_text_is_too_strange(lines: list[str], kind: str, method: str) -> None:
    read(Seed(kind, "", b"", method=method), "\n".join(lines).encode("utf8", "surrogatepass"))


def test_every_source_and_every_reader_has_seeds() -> None:
    from scrapers import registry

    for kind in ("page", "listing", "record"):
        assert {seed.source for seed in SEEDS if seed.kind == kind} == set(registry.names())
    assert {seed.kind for seed in SEEDS} == set(subjects.READERS) == set(subjects.MUTATIONS)


def test_seeds_are_read_and_mutations_bite() -> None:
    ends = {
        subject: {read(seed, seed.payload) for seed in SEEDS if seed.subject == subject} for subject in {seed.subject for seed in SEEDS}
    }
    assert all("article" in ends[subject] for subject in ends if subject.startswith("page "))
    assert all("listing" in ends[subject] for subject in ends if subject.startswith("listing "))
    assert ends["archive"] == {"3 of 3 payloads"} and ends["ledger"] == ends["requests"] == ends["report"] == {"read"}
    page = next(seed.payload for seed in SEEDS if seed.subject == "page dawn")
    for mutation in mutations.MARKUP:
        assert any(mutation(page, Random(number)) != page for number in range(40)), mutation.__name__


def test_the_fuzzer_finds_holes_and_hangs_and_goes_on_behind_them(monkeypatch: pytest.MonkeyPatch) -> None:
    def reader(_seed: Seed, payload: bytes) -> str:
        if payload == b"hole":
            raise KeyError("a hole")
        if payload == b"unfit":
            raise Finding("a NUL")
        while payload == b"hang":
            pass
        return "read"

    monkeypatch.setattr("benches.fuzz.read", reader)
    monkeypatch.setattr("benches.fuzz.SECONDS", 0.2)
    payloads = [b"fine", b"hang", b"hole", b"fine", b"unfit", b"hang", b"fine"]

    class Planned(Cases):
        def make(self, number: int) -> tuple[Seed, bytes]:
            return SEEDS[0], payloads[number]

    tally = run(Planned(1, SEEDS), len(payloads))
    assert {number: finding.split(":")[0] for number, (_, finding) in tally.findings.items()} == {
        1: "more than 0 s", 2: "KeyError", 4: "Finding", 5: "more than 0 s",
    }  # fmt: skip
    assert sum(ends.total() for ends in tally.ends.values()) == len(payloads)
