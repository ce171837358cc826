#!/usr/bin/env bash
# Makes the project's environment from the lock file: uv from the PATH, else uv of a private virtual environment made with the system's Python.
set -euo pipefail
cd "$(dirname "$0")"
export UV_PROJECT_ENVIRONMENT=${UV_PROJECT_ENVIRONMENT:-.venv}
uv=$(command -v uv || true)
if [ -z "$uv" ]; then
  python=$(command -v python3.13 || command -v python3.12 || command -v python3.11 || command -v python3 || true)
  [ -n "$python" ] || { echo "No Python found: install Python 3.11, 3.12 or 3.13, then run make again." >&2; exit 1; }
  "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || {
    echo "$python is $("$python" --version 2>&1); Briefwire needs Python 3.11, 3.12 or 3.13. Install one of them, then run make again." >&2
    exit 1
  }
  tool=.briefwire/tool
  if [ ! -x "$tool/bin/uv" ]; then
    echo "uv is missing: installing it into $tool" >&2
    "$python" -m venv "$tool" || { echo "Making a virtual environment failed: on Debian and Ubuntu install python3-venv." >&2; exit 1; }
    "$tool/bin/python" -m pip install --quiet --disable-pip-version-check 'uv>=0.9,<1'
  fi
  uv=$PWD/$tool/bin/uv
fi
# Behind a proxy that signs with a certificate of its own, only the system's trust store knows it.
"$uv" sync --frozen --all-groups --quiet 2>/dev/null || exec env UV_SYSTEM_CERTS=true UV_NATIVE_TLS=true "$uv" sync --frozen --all-groups --quiet
