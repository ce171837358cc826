"""What must hold of the compose files whoever edits them, on any machine: no engine is needed."""

import re
from typing import Any

import pytest

from tests.containers.conftest import COMPOSE_FILES, REPOSITORY

VARIABLE = re.compile(r"\$\{(?P<name>[A-Z_]+)(?P<rest>[^}]*)\}")
SECRET_NAME = re.compile(r"PASSWORD$|SECRET|FERNET|_KEY$")
AIRFLOW_SERVICES = {"airflow-init", "api-server", "scheduler", "dag-processor", "triggerer"}

Service = dict[str, Any]


def variables(text: str) -> dict[str, set[str]]:
    """Every ${NAME...} of a text: name -> what follows it there."""
    found: dict[str, set[str]] = {}
    for match in VARIABLE.finditer(text):
        found.setdefault(match["name"], set()).add(match["rest"])
    return found


def services(compose: dict[str, Any]) -> list[tuple[str, Service]]:
    return list(compose["services"].items())


def one_shot(service: Service) -> bool:
    return service.get("restart") == "no"


def environment_text(service: Service) -> str:
    return "\n".join(f"{name}={value}" for name, value in (service.get("environment") or {}).items())


def test_the_services_are_those_that_airflow_3_needs(compose: dict[str, Any]) -> None:
    assert set(compose["services"]) == {"postgres"} | AIRFLOW_SERVICES


def test_ports_are_published_on_loopback_only(any_compose: dict[str, Any]) -> None:
    published = [(name, port) for name, service in services(any_compose) for port in service.get("ports", [])]
    assert all(isinstance(port, str) and port.startswith("127.0.0.1:") for _, port in published), published


def test_something_is_published(compose: dict[str, Any]) -> None:
    assert {name for name, service in services(compose) if service.get("ports")} == {"postgres", "api-server"}


def test_no_service_shares_the_hosts_network_or_its_engine(any_compose: dict[str, Any]) -> None:
    for name, service in services(any_compose):
        assert service.get("network_mode") != "host", name
        assert not service.get("privileged"), name
        assert not any(str(volume).startswith("/") for volume in service.get("volumes", [])), name


def test_every_long_running_service_has_a_health_check(any_compose: dict[str, Any]) -> None:
    for name, service in services(any_compose):
        if one_shot(service) or "image" not in service:  # an override adds to a service that has one
            continue
        check = service["healthcheck"]
        assert check["test"][0] == "CMD", f"{name}: a check that goes through a shell"
        assert {"interval", "timeout", "retries", "start_period"} <= set(check), name


def test_only_init_runs_once_and_the_rest_is_started_again(compose: dict[str, Any]) -> None:
    assert [name for name, service in services(compose) if one_shot(service)] == ["airflow-init"]
    assert {service["restart"] for name, service in services(compose) if name != "airflow-init"} == {"unless-stopped"}


def test_every_service_starts_after_postgres_and_none_requires_a_container_that_ends(compose: dict[str, Any]) -> None:
    for name in AIRFLOW_SERVICES:
        needed = compose["services"][name]["depends_on"]
        assert needed["postgres"] == {"condition": "service_healthy"}, name
        assert not any(one_shot(compose["services"][other]) for other in needed), name


def test_every_service_is_hardened(any_compose: dict[str, Any]) -> None:
    for name, service in services(any_compose):
        if "image" not in service:
            continue
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert "no-new-privileges" in service["security_opt"], name
        assert name == "postgres" or "cap_add" not in service, name
        assert "user" not in service, f"{name}: the image's own user is not root and is not to be changed here"


def test_one_image_for_all_of_ours(compose: dict[str, Any]) -> None:
    assert {compose["services"][name]["image"] for name in AIRFLOW_SERVICES} == {"briefwire:local"}
    assert compose["services"]["postgres"]["image"] == "docker.io/library/postgres:17-bookworm"


def test_a_secret_never_has_a_value_or_a_default() -> None:
    for file in COMPOSE_FILES:
        for name, uses in variables((REPOSITORY / file).read_text("utf8")).items():
            if SECRET_NAME.search(name):
                assert all(rest.startswith(":?") and "docker/make-env.sh" in rest for rest in uses), (file, name, uses)
            else:
                assert all(rest.startswith(":-") for rest in uses), (file, name, uses)


def test_a_setting_that_is_a_secret_comes_from_a_variable(any_compose: dict[str, Any]) -> None:
    for name, service in services(any_compose):
        for key, value in (service.get("environment") or {}).items():
            if SECRET_NAME.search(key):
                assert re.fullmatch(r"\$\{[A-Z_]+:\?[^}]+\}", str(value)), (name, key)
            for password in re.findall(r"://[^/@\s]*?:(\S[^@]*)@", str(value)):
                assert re.fullmatch(r"\$\{[A-Z_]+:\?[^}]+\}", password), (name, key)


@pytest.mark.parametrize(
    ("secret", "holders"),
    [
        ("POSTGRES_PASSWORD", {"postgres"}),
        ("BRIEFWIRE_MIGRATOR_PASSWORD", {"postgres", "airflow-init"}),
        ("BRIEFWIRE_LOADER_PASSWORD", {"airflow-init", "scheduler"}),
        ("BRIEFWIRE_ANALYST_PASSWORD", {"airflow-init"}),
        ("BRIEFWIRE_READER_PASSWORD", {"airflow-init", "api-server"}),
        ("BRIEFWIRE_UI_PASSWORD", {"api-server"}),
        ("AIRFLOW_SECRET_KEY", {"api-server"}),
        ("AIRFLOW_JWT_SECRET", {"api-server", "scheduler"}),
        ("AIRFLOW_DB_PASSWORD", {"postgres"} | AIRFLOW_SERVICES),
    ],
)
def test_a_secret_is_known_only_to_who_uses_it(compose: dict[str, Any], secret: str, holders: set[str]) -> None:
    assert {name for name, service in services(compose) if secret in variables(environment_text(service))} == holders


def test_init_and_scheduler_mean_the_same_archive(compose: dict[str, Any]) -> None:
    archives = {compose["services"][name]["environment"]["BRIEFWIRE_ARCHIVE"] for name in ("airflow-init", "scheduler")}
    assert len(archives) == 1


def test_the_standin_is_on_loopback_of_the_container_that_runs_the_tasks() -> None:
    text = (REPOSITORY / "docker/compose.standin.yml").read_text("utf8")
    assert "http://127.0.0.1:8099" in text
    assert 'network_mode: "service:scheduler"' in text


def test_the_main_file_knows_no_standin() -> None:
    assert "STANDIN" not in (REPOSITORY / "docker-compose.yml").read_text("utf8")
