"""`python -m scrapers.engine.crawl`: what it refuses, in words and exit codes."""

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from scrapers import registry
from scrapers.engine.crawl import spider_class
from scrapers.engine.job import JOB_FILE, CrawlJob
from scrapers.engine.settings import crawl_settings
from scrapers.errors import DeclarationError

NOW = datetime(2025, 5, 6, tzinfo=UTC)


def job(**changes: object) -> CrawlJob:
    return CrawlJob(**({"run_id": "dawn.x", "source": "dawn", "day": date(2025, 5, 6), "now": NOW} | changes))  # type: ignore[arg-type]


def crawl(folder: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "scrapers.engine.crawl", str(folder)], capture_output=True, text=True, timeout=60, check=False
    )


def test_live_crawl_needs_a_contact(tmp_path: Path) -> None:
    job().write(tmp_path / JOB_FILE)
    refused = crawl(tmp_path)
    assert refused.returncode == 2
    assert "set BRIEFWIRE_CONTACT" in refused.stderr
    assert [file.name for file in tmp_path.iterdir()] == [JOB_FILE], "nothing was begun"


def test_unknown_source(tmp_path: Path) -> None:
    job(source="nosuch", contact="a@example.org").write(tmp_path / JOB_FILE)
    refused = crawl(tmp_path)
    assert refused.returncode == 2
    assert "no source is called 'nosuch'" in refused.stderr


def test_missing_job(tmp_path: Path) -> None:
    refused = crawl(tmp_path)
    assert refused.returncode == 2
    assert "cannot be read" in refused.stderr


@pytest.mark.parametrize("name", registry.names())
def test_each_source_has_its_one_spider(name: str) -> None:
    assert spider_class(name).name == name


def test_a_folder_without_a_spider() -> None:
    with pytest.raises(ModuleNotFoundError):
        spider_class("nosuch")
    with pytest.raises(DeclarationError, match="one SourceSpider"):
        spider_class_of_this_file()


def spider_class_of_this_file() -> None:
    sys.modules["scrapers.sources.empty.spider"] = sys.modules[__name__]
    try:
        spider_class("empty")
    finally:
        del sys.modules["scrapers.sources.empty.spider"]


@pytest.mark.parametrize("name", registry.names())
def test_live_settings_are_polite_and_closed(name: str) -> None:
    declared = registry.load(name)
    settings = crawl_settings(job(source=name, contact="a@example.org"), declared)
    assert settings["DOWNLOAD_DELAY"] == declared.politeness.delay >= 0.5
    assert settings["AUTOTHROTTLE_ENABLED"] is True
    assert settings["CONCURRENT_REQUESTS_PER_DOMAIN"] == declared.politeness.concurrency
    assert settings["DOWNLOAD_VERIFY_CERTIFICATES"] is True
    for closed in ("TELNETCONSOLE_ENABLED", "REMOTE_CONTROL_ENABLED", "COOKIES_ENABLED", "HTTPPROXY_ENABLED", "METAREFRESH_ENABLED"):
        assert settings[closed] is False, closed
    handlers = settings["DOWNLOAD_HANDLERS"]
    assert isinstance(handlers, dict)
    assert {scheme for scheme, handler in handlers.items() if handler} == {"http", "https"}


def test_a_standin_is_unpaced_unless_asked() -> None:
    declared = registry.load("dawn")
    assert crawl_settings(job(standin="http://127.0.0.1:8099"), declared)["DOWNLOAD_DELAY"] == 0
    assert crawl_settings(job(standin="http://127.0.0.1:8099", standin_paced=True), declared)["DOWNLOAD_DELAY"] == declared.politeness.delay


def test_how_long_a_response_may_take() -> None:
    declared = registry.load("dawn")
    for told, seconds in (
        ({"contact": "a@example.org"}, 30),
        ({"standin": "http://127.0.0.1:8099", "standin_paced": True}, 30),
        ({"standin": "http://127.0.0.1:8099"}, 5),
    ):
        assert crawl_settings(job(**told), declared)["DOWNLOAD_TIMEOUT"] == seconds
