"""`python -m tests`: the whole suite in two runs side by side, the one with Airflow beside all others: it mostly waits, and they mostly compute.

The others are shown as they go, the run with Airflow when both have ended. Exit code 0 only when both are green. For a part of the suite call pytest itself.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
AIRFLOW = "tests/airflow"


def main() -> int:
    """Runs both and answers the worse exit code."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"]
    with tempfile.TemporaryFile("w+", encoding="utf8", errors="replace") as told:
        with subprocess.Popen([*command, AIRFLOW], cwd=ROOT, stdout=told, stderr=subprocess.STDOUT) as airflow:
            others = subprocess.run([*command, f"--ignore={AIRFLOW}"], cwd=ROOT, check=False).returncode
            print(f"waiting for {AIRFLOW}, which runs beside", flush=True)
            with_airflow = airflow.wait()
        told.seek(0)
        print(told.read(), flush=True)
    return max(others, with_airflow, key=abs)


if __name__ == "__main__":
    sys.exit(main())
