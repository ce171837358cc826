"""`python -m tests`: the whole suite in two runs side by side: the suites that run whole systems, which mostly wait, beside all others, which mostly compute.

The others are shown as they go, the systems when both have ended. Exit code 0 only when both are green. For a part of the suite call pytest itself.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SYSTEMS = ("tests/airflow", "tests/flow")  # about half of the time


def main() -> int:
    """Runs both and answers the worse exit code."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"]
    with tempfile.TemporaryFile("w+", encoding="utf8", errors="replace") as told:
        with subprocess.Popen([*command, *SYSTEMS], cwd=ROOT, stdout=told, stderr=subprocess.STDOUT) as beside:
            others = subprocess.run([*command, *(f"--ignore={folder}" for folder in SYSTEMS)], cwd=ROOT, check=False).returncode
            print(f"waiting for {' and '.join(SYSTEMS)}, which run beside", flush=True)
            systems = beside.wait()
        told.seek(0)
        print(told.read(), flush=True)
    return max(others, systems, key=abs)


if __name__ == "__main__":
    sys.exit(main())
