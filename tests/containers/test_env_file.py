""".env.example and the script that makes an .env of it."""

import re
import shutil
import stat
import subprocess
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from tests.containers.conftest import COMPOSE_FILES, REPOSITORY
from tests.containers.test_compose import SECRET_NAME, variables

EXAMPLE = REPOSITORY / ".env.example"


def assignments(text: str) -> dict[str, str]:
    return dict(re.findall(r"^([A-Z_]+)=(.*)$", text, re.MULTILINE))


def offered(text: str) -> dict[str, str]:
    return dict(re.findall(r"^# ([A-Z_]+)=(.*)$", text, re.MULTILINE))


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["sh", str(folder / "docker" / "make-env.sh"), *arguments], capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    (tmp_path / "docker").mkdir()
    shutil.copy(EXAMPLE, tmp_path)
    shutil.copy(REPOSITORY / "docker" / "make-env.sh", tmp_path / "docker")
    return tmp_path


def test_the_example_names_every_variable_of_the_compose_file_and_no_other() -> None:
    used = variables((REPOSITORY / "docker-compose.yml").read_text("utf8"))
    text = EXAMPLE.read_text("utf8")
    assert set(assignments(text)) == {name for name in used if SECRET_NAME.search(name)}
    assert set(offered(text)) == {name for name in used if not SECRET_NAME.search(name)}


def test_the_example_holds_no_secret() -> None:
    assert set(assignments(EXAMPLE.read_text("utf8")).values()) == {""}


def test_what_the_example_offers_is_the_default() -> None:
    text = "\n".join((REPOSITORY / file).read_text("utf8") for file in COMPOSE_FILES)
    defaults = {name: rest for name, uses in variables(text).items() for rest in uses}
    for name, value in offered(EXAMPLE.read_text("utf8")).items():
        assert defaults[name] in (f":-{value}", ":-"), name


def test_the_script_fills_every_empty_name_with_a_secret_of_its_own(copy: Path) -> None:
    assert run(copy).returncode == 0
    made = assignments((copy / ".env").read_text("utf8"))
    assert set(made) == set(assignments(EXAMPLE.read_text("utf8")))
    assert all(len(value) >= 43 for value in made.values())
    assert len(set(made.values())) == len(made)
    in_urls = [value for name, value in made.items() if name.endswith("PASSWORD")]
    assert all(re.fullmatch(r"[0-9A-Za-z_-]+", value) for value in in_urls)
    Fernet(made["AIRFLOW_FERNET_KEY"])


def test_two_machines_get_different_secrets(copy: Path) -> None:
    run(copy, "one.env")
    run(copy, "two.env")
    one, two = (set(assignments((copy / name).read_text("utf8")).values()) for name in ("one.env", "two.env"))
    assert one.isdisjoint(two)


def test_the_file_is_readable_by_its_owner_alone(copy: Path) -> None:
    run(copy)
    assert stat.S_IMODE((copy / ".env").stat().st_mode) == 0o600


def test_an_env_that_exists_is_kept(copy: Path) -> None:
    (copy / ".env").write_text("POSTGRES_PASSWORD=mine\n", "utf8")
    done = run(copy)
    assert done.returncode == 1
    assert "is kept" in done.stderr
    assert (copy / ".env").read_text("utf8") == "POSTGRES_PASSWORD=mine\n"


def test_no_secret_is_printed(copy: Path) -> None:
    done = run(copy)
    printed = done.stdout + done.stderr
    assert not any(value in printed for value in assignments((copy / ".env").read_text("utf8")).values())
