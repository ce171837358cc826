#!/usr/bin/env bash
# Makes the project's environment from the lock file: uv from the PATH, else uv of a private virtual environment made with the system's Python.
set -euo pipefail
cd "$(dirname "$0")"
export UV_PROJECT_ENVIRONMENT=${UV_PROJECT_ENVIRONMENT:-.venv}
uv=$(command -v uv || true)
if [ -z "$uv" ]; then
  # A name on the PATH may be a version manager's shim that runs nothing, so each candidate is asked for its version.
  python=
  for candidate in python3.13 python3.12 python3.11 python3; do
    if "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then
      python=$candidate
      break
    fi
  done
  if [ -z "$python" ]; then
    found=$(python3 --version 2>/dev/null || echo "no Python that runs")
    echo "Briefwire needs Python 3.11, 3.12 or 3.13, and this machine has $found. Install one of them, then run make again." >&2
    exit 1
  fi
  tool=.briefwire/tool
  if [ ! -x "$tool/bin/uv" ]; then
    echo "uv is missing: installing it into $tool" >&2
    "$python" -m venv "$tool" || { echo "Making a virtual environment failed: on Debian and Ubuntu install python3-venv." >&2; exit 1; }
    "$tool/bin/python" -m pip install --quiet --disable-pip-version-check 'uv>=0.9,<1'
  fi
  uv=$PWD/$tool/bin/uv
fi
# Every step is a process of its own: compiled once here, none of them compiles what it imports, not even where Python may write no cache.
sync=("$uv" sync --frozen --all-groups --compile-bytecode --quiet)
# Behind a proxy that signs with a certificate of its own, only the system's trust store knows it.
"${sync[@]}" 2>/dev/null || exec env UV_SYSTEM_CERTS=true UV_NATIVE_TLS=true "${sync[@]}"
