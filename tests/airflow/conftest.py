"""An Airflow home of its own, made before anything imports Airflow, for the tests that only parse."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
_HOME = tempfile.TemporaryDirectory(prefix="briefwire-airflow-")

os.environ["AIRFLOW_HOME"] = _HOME.name
os.environ["AIRFLOW__CORE__LOAD_EXAMPLES"] = "False"
os.environ["AIRFLOW__CORE__DAGS_FOLDER"] = str(ROOT / "dags")


@pytest.fixture(scope="session", autouse=True)
def _home_is_removed() -> Iterator[None]:
    yield
    _HOME.cleanup()


@pytest.fixture(scope="session")
def dag_bag() -> Any:
    """All DAG files as Airflow parses them."""
    from airflow.dag_processing.dagbag import DagBag

    return DagBag(ROOT / "dags")
