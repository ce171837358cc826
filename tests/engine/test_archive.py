"""The archive without Scrapy: written, read, torn, altered."""

import contextlib
import errno
import gzip
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.checker import Checker

from scrapers.engine.archive import ARCHIVE_FILE, PART_FILE, ArchiveWriter, Exchange, digest, read_payload, recover
from scrapers.engine.decoding import LARGEST_BODY, DecodingError
from scrapers.errors import ArchiveError
from scrapers.records import ArchivePosition

AT = datetime(2025, 5, 6, 12, 0, 0, 123456, tzinfo=UTC)


def exchange(body: bytes, status: int = 200, **headers: str) -> Exchange:
    return Exchange(
        "https://www.example.org/a?b=1",
        "GET",
        [("Host", "www.example.org")],
        status,
        "HTTP/1.1",
        list(headers.items()),
        body,
        "192.0.2.1",
        AT,
    )


def write(folder: Path, *exchanges: Exchange) -> tuple[Path, list[ArchivePosition]]:
    writer = ArchiveWriter(folder, {"software": "test"})
    positions = [writer.write(one) for one in exchanges]
    writer.close()
    return folder / ARCHIVE_FILE, positions


BODIES = [b"plain", b"", bytes(range(256)) * 40, "中文".encode(), bytes(3_000_000)]


def test_each_position_gives_its_body_again(tmp_path: Path) -> None:
    coded = [exchange(gzip.compress(body), **{"Content-Encoding": "gzip"}) for body in BODIES]
    path, positions = write(tmp_path, *(exchange(body) for body in BODIES), *coded)
    for position, body in zip(positions, BODIES * 2, strict=True):
        assert read_payload(path, position) == body
        with path.open("rb") as file:
            assert read_payload(file, position) == body
        assert position.digest == digest(body)


def test_codings_told_in_two_headers(tmp_path: Path) -> None:
    twice = gzip.compress(gzip.compress(b"page"))
    coded = Exchange("https://www.example.org/", "GET", [], 200, "HTTP/1.1", [("Content-Encoding", "gzip")] * 2, twice, None, AT)
    path, (position,) = write(tmp_path, coded)
    assert read_payload(path, position) == b"page"


def test_recover_of_a_whole_file_keeps_all(tmp_path: Path) -> None:
    # Sizes around the step in which members are unfolded, the largest last.
    path, positions = write(
        tmp_path, *(exchange(bytes(size)) for size in range(256 * 1024 - 600, 256 * 1024, 7)), exchange(bytes(2_000_000))
    )
    whole = path.read_bytes()
    assert recover(path, tmp_path / "again") == 1 + 2 * len(positions)
    assert (tmp_path / "again").read_bytes() == whole


def test_standard_tools_find_nothing_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, _ = write(
        tmp_path, exchange(b"page"), exchange(b"", 304, ETag='"x"'), exchange(b"gone", 404), exchange(b"caf\xe9", 200, Server="caf\xe9")
    )

    class Arguments:
        inputs = (str(path),)
        verbose = True

    assert Checker(Arguments).process_all() == 0
    assert "fail" not in capsys.readouterr().out


def test_the_final_name_appears_only_at_the_end(tmp_path: Path) -> None:
    writer = ArchiveWriter(tmp_path, {"software": "test"})
    writer.write(exchange(b"page"))
    assert [file.name for file in tmp_path.iterdir()] == [PART_FILE]
    writer.close()
    assert [file.name for file in tmp_path.iterdir()] == [ARCHIVE_FILE]
    with pytest.raises(FileExistsError):
        ArchiveWriter(tmp_path, {"software": "test"})


def test_behind_half_a_record_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = ArchiveWriter(tmp_path, {"software": "test"})
    writer.write(exchange(b"page"))

    def half(record: object) -> None:
        writer._file.write(b"\x1f\x8b\x08")
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as full_disk:
        full_disk.setattr(writer._writer, "write_record", half)
        with pytest.raises(OSError, match="No space"):
            writer.write(exchange(b"page"))
    for act in (lambda: writer.write(exchange(b"page")), writer.close):
        with pytest.raises(OSError, match="not written whole"):
            act()
    assert not (tmp_path / ARCHIVE_FILE).exists()
    writer._file.flush()
    assert recover(tmp_path / PART_FILE, tmp_path / ARCHIVE_FILE) == 3


def test_recover_at_every_length(tmp_path: Path) -> None:
    path, positions = write(tmp_path, *(exchange(body) for body in BODIES[:3]))
    whole = path.read_bytes()
    part, target = tmp_path / "torn.part", tmp_path / "torn.gz"
    before = 0
    for size in [*range(0, len(whole), 7), len(whole)]:
        part.write_bytes(whole[:size])
        kept = recover(part, target)
        assert kept >= before
        before = kept
        if kept:
            assert whole.startswith(target.read_bytes())
            for position, body in zip(positions, BODIES, strict=False):
                if position.offset + position.length <= target.stat().st_size:
                    assert read_payload(target, position) == body
            target.unlink()
        else:
            assert not target.exists()
    assert before == 7


def test_recover_cuts_garbage(tmp_path: Path) -> None:
    path, _ = write(tmp_path, exchange(b"page"))
    whole = path.read_bytes()
    (tmp_path / "part").write_bytes(whole + bytes(5000))
    assert recover(tmp_path / "part", tmp_path / "target") == 3
    assert (tmp_path / "target").read_bytes() == whole


@pytest.fixture(scope="module")
def one_page(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, ArchivePosition]:
    """An archive of one page."""
    path, (position,) = write(tmp_path_factory.mktemp("altered"), exchange(b"the ministry said this and that"))
    return path.read_bytes(), position


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(where=st.floats(0, 1, exclude_max=True), flip=st.integers(1, 255))
def test_an_altered_archive_is_never_believed(one_page: tuple[bytes, ArchivePosition], where: float, flip: int) -> None:
    content, position = bytearray(one_page[0]), one_page[1]
    content[position.offset + int(where * position.length)] ^= flip
    with contextlib.suppress(ArchiveError):
        assert read_payload(io.BytesIO(content), position) == b"the ministry said this and that"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"digest": "sha256:" + "0" * 64}, "expected sha256:0000"),
        ({"offset": 3}, "not a whole response record"),
        ({"offset": 10_000_000}, "not a whole response record"),
        ({"length": 20}, "not a whole response record"),
        ({"length": 0}, "no record is 0 bytes"),
        ({"length": 2**40}, "no record is"),
    ],
)
def test_wrong_positions(tmp_path: Path, change: dict[str, object], why: str) -> None:
    path, (position,) = write(tmp_path, exchange(b"page"))
    fields = {"file": position.file, "offset": position.offset, "length": position.length, "digest": position.digest}
    with pytest.raises(ArchiveError, match=why):
        read_payload(path, ArchivePosition(**fields | change))  # type: ignore[arg-type]


def test_positions_of_other_records(tmp_path: Path) -> None:
    path, (position,) = write(tmp_path, exchange(b"page"))
    request = ArchivePosition(
        position.file, position.offset + position.length, path.stat().st_size - position.offset - position.length, digest(b"")
    )
    for wrong in (ArchivePosition(position.file, 0, position.offset, digest(b"")), request):
        with pytest.raises(ArchiveError, match="no response record"):
            read_payload(path, wrong)
    with pytest.raises(ArchiveError, match="cannot be read"):
        read_payload(tmp_path / "nowhere", position)


def test_bombs_are_evidence_but_no_pages(tmp_path: Path) -> None:
    bomb = gzip.compress(bytes(LARGEST_BODY + 1), 9)
    writer = ArchiveWriter(tmp_path, {"software": "test"})
    with pytest.raises(DecodingError, match="body too large"):
        writer.write(exchange(bomb, **{"Content-Encoding": "gzip"}))
    after = writer.write(exchange(b"next"))
    writer.close()
    assert read_payload(tmp_path / ARCHIVE_FILE, after) == b"next"
    content = (tmp_path / ARCHIVE_FILE).read_bytes()
    assert bomb[:200] in gzip.decompress(content)


def test_a_record_that_unfolds_too_far_is_refused(tmp_path: Path) -> None:
    bomb = gzip.compress(b"WARC/1.1\r\nWARC-Type: response\r\n" + bytes(200 * 1024 * 1024), 1)
    (tmp_path / "bomb.gz").write_bytes(bomb)
    with pytest.raises(ArchiveError, match="body too large"):
        read_payload(tmp_path / "bomb.gz", ArchivePosition("bomb.gz", 0, len(bomb), digest(b"")))
