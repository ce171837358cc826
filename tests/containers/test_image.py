"""What must hold of the image's recipe and of what is sent to the builder."""

import re

from tests.containers.conftest import REPOSITORY

DOCKERFILE = (REPOSITORY / "Dockerfile").read_text("utf8")
STAGES = re.split(r"^(?=FROM )", DOCKERFILE, flags=re.MULTILINE)[1:]


def instructions(text: str) -> list[tuple[str, str]]:
    joined = re.sub(r"\\\n\s*", " ", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE))
    return [(line.split(maxsplit=1)[0], line.split(maxsplit=1)[1]) for line in joined.splitlines() if line.strip()]


def test_the_image_does_not_run_as_root() -> None:
    users = [value for name, value in instructions(STAGES[-1]) if name == "USER"]
    assert users
    user, _, group = users[-1].partition(":")
    assert int(user) > 0, "a number, so that a cluster can check it"
    assert int(group) > 0


def test_the_base_is_the_official_python_by_its_full_name() -> None:
    assert {stage.split()[1] for stage in STAGES} == {"docker.io/library/python:3.11-slim-bookworm"}


def test_dependencies_come_from_the_lock_file_and_uv_is_pinned() -> None:
    build = dict.fromkeys(value for name, value in instructions(STAGES[0]) if name == "RUN")
    syncs = [value for value in build if "uv sync" in value]
    assert syncs
    assert all("--frozen" in value and "--no-dev" in value for value in syncs)
    assert re.search(r"^ARG UV_VERSION=\d+\.\d+\.\d+$", STAGES[0], re.MULTILINE)
    assert '"uv==${UV_VERSION}"' in STAGES[0]


def test_no_secret_is_baked_in() -> None:
    for name, value in instructions(DOCKERFILE):
        if name in ("ENV", "ARG"):
            assert not re.search(r"PASSWORD|SECRET|TOKEN|_KEY|DSN|AIRFLOW__", value), value
        assert name != "ADD", "COPY copies; ADD also downloads and unpacks"


def test_the_builder_gets_only_what_is_named() -> None:
    patterns = [line for line in (REPOSITORY / ".dockerignore").read_text("utf8").splitlines() if line and not line.startswith("#")]
    assert patterns[0] == "*"
    allowed = {pattern.removeprefix("!").rstrip("/") for pattern in patterns if pattern.startswith("!")}
    assert allowed == {
        "pyproject.toml",
        "uv.lock",
        "README.md",
        "LICENSE",
        "briefwire",
        "scrapers",
        "dags",
        "console",
        "docs",
        "schema",
        "docker",
    }
    assert all((REPOSITORY / path).exists() for path in allowed)
    assert "**/.env" in patterns


def test_nothing_names_the_machine_it_was_written_on() -> None:
    files = [REPOSITORY / name for name in ("Dockerfile", "docker-compose.yml", ".env.example", ".dockerignore")]
    for path in files + sorted(path for path in (REPOSITORY / "docker").rglob("*") if path.suffix in {".py", ".sh", ".sql", ".yml"}):
        assert not re.search(r"/(?:root|home|work|Users)/", path.read_text("utf8")), path
