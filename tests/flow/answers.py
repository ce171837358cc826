"""The questions of the README and of the cookbook with their answers. `python -m tests.flow.answers` writes the answers anew: read the difference before it is kept."""

import re
from collections.abc import Iterator
from pathlib import Path

from benches.chaos import Site, site
from tests.serving import newsroom

ROOT = Path(__file__).resolve().parents[2]
PAGES = (ROOT / "README.md", ROOT / "docs" / "cookbook.md")
_QUESTION = re.compile(r"(?P<before>```sql\n(?P<question>.*?)```\n```\n)(?P<answer>.*?)(?=\n```)", re.DOTALL)


def ingest() -> list[str]:
    """The command whose news the questions ask about, as the README names it."""
    named = re.search(r"`briefwire (ingest app china_mfa [^`]+)`", PAGES[0].read_text(encoding="utf8"))
    assert named is not None
    return named[1].split()


def questions() -> Iterator[tuple[str, str]]:
    """Every question with the answer that stands below it."""
    for page in PAGES:
        yield from ((found["question"], found["answer"]) for found in _QUESTION.finditer(page.read_text(encoding="utf8")))


def answer(house: Site, question: str) -> str:
    """What psql prints, without blanks at the ends of lines."""
    got = house.briefwire("psql", "-qc", question)
    assert got.returncode == 0, got.stderr
    return "\n".join(line.rstrip() for line in got.stdout.rstrip().splitlines())


def main() -> None:
    """Writes all answers anew."""
    with newsroom() as origin, site(origin, ()) as house:
        done = house.briefwire(*ingest())
        assert done.returncode == 0, done.stderr
        for page in PAGES:
            text = page.read_text(encoding="utf8")
            page.write_text(_QUESTION.sub(lambda found: found["before"] + answer(house, found["question"]), text), encoding="utf8")


if __name__ == "__main__":
    main()
