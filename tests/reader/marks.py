"""What some tests need that a checkout may lack, and the reason that is given when they are skipped."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.reader.encoder import MODEL

ROOT = Path(__file__).parents[2]
SEED = ROOT.parent / "shared" / "seed"

needs_model = pytest.mark.skipif(
    not (MODEL / "model.onnx").exists(), reason="no model: src/comity/reader/model/model.onnx is missing (make train)"
)
needs_seed = pytest.mark.skipif(not SEED.is_dir(), reason="the seed isn't part of the project: no ../shared/seed here")
