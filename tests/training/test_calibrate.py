"""From belief to confidence: the curve is found, and the error of a calibration is what it says."""

from __future__ import annotations

import numpy as np
import pytest
from bench.confidence import calibration_error
from training.calibrate import certainty

from comity.reader.acts import certain


def drawn(slope: float, offset: float, count: int = 20_000) -> list[tuple[float, bool]]:
    """Beliefs, and acts that are right as often as a curve says."""
    rng = np.random.default_rng(1)
    beliefs = rng.uniform(0.02, 0.999, count)
    return [(float(b), bool(rng.random() < certain(float(b), (slope, offset)))) for b in beliefs]


@pytest.mark.parametrize(("slope", "offset"), [(1.0, 0.0), (0.6, -0.8), (1.7, 0.4)])
def test_the_curve_that_drew_the_acts_is_found(slope: float, offset: float) -> None:
    assert certainty(drawn(slope, offset)) == pytest.approx((slope, offset), abs=0.1)


def test_calibrated_confidence_has_less_error_than_belief() -> None:
    judged = drawn(0.6, -0.8)
    curve = certainty(judged)
    assert calibration_error(judged) > 0.1
    assert calibration_error([(certain(belief, curve), right) for belief, right in judged]) < 0.02


def test_error_is_the_mean_gap_of_confidence_and_share() -> None:
    assert calibration_error([(0.95, True), (0.95, False)]) == pytest.approx(0.45)
    assert calibration_error([(0.95, True), (0.05, False)]) == pytest.approx(0.05)
    assert calibration_error([(1.0, True), (0.0, False)]) == 0


def test_without_calibration_belief_is_confidence() -> None:
    assert certain(0.3, (1.0, 0.0)) == pytest.approx(0.3)
    assert 0 <= certain(0.0, (2.0, 0.0)) < 1e-6 and 1 - 1e-6 < certain(1.0, (2.0, 0.0)) <= 1
