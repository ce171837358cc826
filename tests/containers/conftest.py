"""The container files, read as text and as YAML; and the scripts under docker/, which are no package, as modules."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

REPOSITORY = Path(__file__).resolve().parents[2]
COMPOSE_FILES = ("docker-compose.yml", "docker/compose.standin.yml")


@pytest.fixture(scope="session")
def compose() -> dict[str, Any]:
    """docker-compose.yml, anchors and merges resolved, variables not."""
    return yaml.safe_load((REPOSITORY / "docker-compose.yml").read_text("utf8"))


@pytest.fixture(scope="session", params=COMPOSE_FILES)
def any_compose(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Each compose file in turn."""
    return yaml.safe_load((REPOSITORY / request.param).read_text("utf8"))


def script(name: str) -> ModuleType:
    """A script under docker/ as a module."""
    spec = importlib.util.spec_from_file_location(f"docker_{name}", REPOSITORY / "docker" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
