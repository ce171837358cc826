"""The laws of the house, held by reading what every module imports."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SQL_WORD = re.compile(
    r"\b(select|insert\s+into|update|delete\s+from|create|alter|drop|grant|copy|with)\b.+\b(from|into|set|table|view|role|to|as)\b",
    re.I | re.S,
)
PURE_SOURCE_IMPORTS = {
    "scrapers.dated",
    "scrapers.errors",
    "scrapers.feeds",
    "scrapers.html",
    "scrapers.records",
    "scrapers.engine.address",
}
IMPURE_MODULES = {
    "os",
    "io",
    "pathlib",
    "socket",
    "subprocess",
    "urllib.request",
    "http",
    "requests",
    "time",
    "random",
    "shutil",
    "tempfile",
    "scrapy",
    "twisted",
}


def modules(package: str) -> list[Path]:
    return sorted(path for path in (ROOT / package).rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide the direction of a dependency"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def tops(path: Path) -> set[str]:
    return {name.split(".")[0] for name in imports(path)}


@pytest.mark.parametrize(
    ("package", "forbidden"),
    [
        ("scrapers", {"airflow", "psycopg2", "alembic", "sqlalchemy", "briefwire", "dags", "console", "tests"}),
        ("briefwire", {"airflow", "scrapy", "twisted", "dags", "console", "tests"}),
        ("schema", {"airflow", "scrapy", "scrapers", "dags", "tests"}),
        ("dags", {"scrapy", "psycopg2", "requests", "console", "tests", "schema"}),
        ("console", {"scrapy", "requests", "tests", "schema"}),
    ],
)
def test_a_package_imports_only_what_lies_below_it(package: str, forbidden: set[str]) -> None:
    assert modules(package), f"{package} holds no module: this test would prove nothing"
    broken = {str(path.relative_to(ROOT)): sorted(tops(path) & forbidden) for path in modules(package) if tops(path) & forbidden}
    assert broken == {}


def test_dags_import_airflow_only_through_its_public_interface() -> None:
    broken = {
        path.name: name
        for path in modules("dags")
        for name in imports(path)
        if name.startswith("airflow") and not name.startswith(("airflow.sdk", "airflow.providers."))
    }
    assert broken == {}


def test_dag_files_are_wiring_of_sixty_lines_at_most() -> None:
    long = {
        path.name: lines for path in (ROOT / "dags").glob("[!_]*.py") if (lines := len(path.read_text(encoding="utf8").splitlines())) > 60
    }
    assert long == {}


@pytest.mark.parametrize("path", sorted((ROOT / "scrapers" / "sources").glob("*/page.py")), ids=lambda path: path.parent.name)
def test_page_modules_are_pure(path: Path) -> None:
    named = set(imports(path))
    assert not {name for name in named if name in IMPURE_MODULES or name.split(".")[0] in IMPURE_MODULES}
    own = {name for name in named if name.startswith("scrapers.")}
    stray = {name for name in own if not any(name == allowed or name.startswith(f"{allowed}.") for allowed in PURE_SOURCE_IMPORTS)}
    assert stray == set()
    source = path.read_text(encoding="utf8")
    assert not re.search(r"\b(open|eval|exec|compile|input|print)\(", re.sub(r"re\.compile\(", "", source))
    assert not re.search(r"\.(now|today|utcnow)\(", source)


@pytest.mark.parametrize(
    "folder", sorted(path.parent for path in (ROOT / "scrapers" / "sources").glob("*/source.toml")), ids=lambda path: path.name
)
def test_a_source_is_three_files(folder: Path) -> None:
    files = {path.name for path in folder.iterdir() if path.name not in ("__init__.py", "__pycache__")}
    assert files == {"source.toml", "spider.py", "page.py"}


@pytest.mark.parametrize("package", ["briefwire", "scrapers", "dags"])
def test_statements_live_in_sql_files(package: str) -> None:
    broken = []
    for path in modules(package):
        tree = ast.parse(path.read_text(encoding="utf8"))
        docstrings = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
                text = node.value
                if "\n" in text.strip() and SQL_WORD.match(text.strip()):
                    broken.append(f"{path.relative_to(ROOT)}:{node.lineno}: a statement of several lines belongs in schema/queries")
    assert broken == []


def test_importing_briefwire_loads_neither_scrapy_nor_airflow() -> None:
    """What the import statements promise, seen in a fresh interpreter: nothing heavy comes in by a side door."""
    code = "import sys, briefwire.cli; print(sorted(name for name in ('scrapy', 'twisted', 'airflow') if name in sys.modules))"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert answer.stdout.strip() == "[]"


def test_no_secret_and_no_address_of_a_machine_is_tracked() -> None:
    tracked = subprocess.run(["git", "ls-files", "-z"], capture_output=True, text=True, check=True, cwd=ROOT).stdout.split("\0")
    texts = [ROOT / name for name in tracked if name and not name.endswith((".lock", ".png", ".gz"))]
    pattern = re.compile(r"(?<![\w.])/(?:home|Users|root)/\w+/|BEGIN [A-Z ]*PRIVATE KEY|AKIA[0-9A-Z]{16}")
    found = [
        str(path.relative_to(ROOT))
        for path in texts
        if path.is_file() and path != Path(__file__) and pattern.search(path.read_text(encoding="utf8", errors="replace"))
    ]
    assert found == []
