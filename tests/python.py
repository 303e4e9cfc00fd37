"""A fresh Python that knows this checkout's comity: for what only a new process shows."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import comity

SOURCES = Path(comity.__file__).parent.parent


def run_python(code: str, **options: Any) -> subprocess.CompletedProcess[str]:
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL} | options
    env = os.environ | {"PYTHONPATH": str(SOURCES)}
    return subprocess.run([sys.executable, "-c", code], text=True, env=env, timeout=60, check=False, **streams)
