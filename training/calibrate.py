"""From belief to confidence: how often an act is right that the model believes in so much.

python -m training.calibrate --model src/comity/reader/model      (training.train does it at its end)

Platt scaling (Platt 1999, "Probabilistic outputs for support vector machines"): a logistic curve over the log-odds of
the belief in an act, fitted on documents held out from training. An act is right if an annotated trigger overlaps its
own and bears its type.
"""

from __future__ import annotations

import argparse
import dataclasses
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from comity.reader.acts import find_acts
from comity.reader.encoder import Encoder
from training.data import Example
from training.matching import paired
from training.sources import held_out

LEAST = 0.02  # beliefs below this aren't asked about
ROUNDS = 30
Judged = tuple[float, bool]  # belief or confidence, and whether the act is right


def judge(encoder: Encoder, examples: list[Example]) -> Iterator[Judged]:
    """Each act that the model sees in the sentences, by its belief, and whether it is right."""
    labels = dataclasses.replace(encoder.labels, certainty=(1.0, 0.0))
    for example, encoded in zip(examples, encoder.encode([e.text for e in examples]), strict=True):
        told = [act for act in find_acts(example.text, encoded, labels, least=LEAST) if not act.is_tie]
        gold = [act for act in example.acts or [] if not act.is_tie]
        right = {id(got) for want, got in paired(gold, told) if want.type == got.type}
        yield from ((act.confidence, id(act) in right) for act in told)


def certainty(judged: Iterable[Judged]) -> tuple[float, float]:
    """Slope and offset of the logistic curve that fits best (Newton's method). Raises ValueError for no acts."""
    belief, right = (np.array(column, float) for column in zip(*judged, strict=True))
    odds = np.log(belief / (1 - belief).clip(1e-9))
    inputs = np.stack([odds, np.ones_like(odds)], 1)
    weights = np.array([1.0, 0.0])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (right - chance)
        bend = (inputs * (chance * (1 - chance))[:, None]).T @ inputs
        weights += np.linalg.solve(bend + 1e-6 * np.eye(2), slope)
    return round(float(weights[0]), 4), round(float(weights[1]), 4)


def calibrate(model: Path, examples: list[Example]) -> tuple[float, float]:
    """Fit the certainty of the model in a folder and write it into its labels.json."""
    encoder = Encoder(model)
    fitted = certainty(judge(encoder, examples))
    labels = dataclasses.replace(encoder.labels, certainty=fitted)
    (model / "labels.json").write_text(labels.to_json() + "\n", "utf-8")
    return fitted


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--model", type=Path, default=Path("src/comity/reader/model"))
    args = parser.parse_args()
    held = set(tomllib.loads((args.model / "card.toml").read_text("utf-8"))["held_out"]["documents"])
    print("slope and offset:", calibrate(args.model, held_out(args.shared, args.corpus, held)))


if __name__ == "__main__":
    main()
