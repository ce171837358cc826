"""`python -m tests`: the whole suite in two runs side by side: the suites that mostly wait, for Airflow and for polite crawls, beside all others, which mostly compute.

The others are shown as they go, those that wait when both have ended. Exit code 0 only when both are green. For a part of the suite call pytest itself.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WAITING = ("tests/airflow", "tests/engine", "tests/newsroom")  # about half of the time


def main() -> int:
    """Runs both and answers the worse exit code."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"]
    with tempfile.TemporaryFile("w+", encoding="utf8", errors="replace") as told:
        with subprocess.Popen([*command, *WAITING], cwd=ROOT, stdout=told, stderr=subprocess.STDOUT) as beside:
            others = subprocess.run([*command, *(f"--ignore={folder}" for folder in WAITING)], cwd=ROOT, check=False).returncode
            print(f"waiting for {', '.join(WAITING)}, which run beside", flush=True)
            waited = beside.wait()
        told.seek(0)
        print(told.read(), flush=True)
    return max(others, waited, key=abs)


if __name__ == "__main__":
    sys.exit(main())
