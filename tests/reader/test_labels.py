from __future__ import annotations

from pathlib import Path

import pytest

from comity.codebook import load_codebook
from comity.errors import ModelError
from comity.reader.encoder import MODEL
from comity.reader.labels import PAIR_TYPES, Labels, load_labels
from comity.testing import codebook_labels

SHIPPED = MODEL / "labels.json"
LIST = "[]"
LABELS = Labels(types=("AGREE", "tie:member"), modes=("AGREE:",), aux=("future",), contexts=("economic",))


def test_labels_survive_their_file(tmp_path: Path) -> None:
    path = tmp_path / "labels.json"
    path.write_text(LABELS.to_json(), encoding="utf-8")
    assert load_labels(path) == LABELS


@pytest.mark.parametrize("content", [None, "{", '{"types": []}', LIST])
def test_unusable_file_is_a_model_error_that_names_it(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "labels.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(ModelError, match=r"labels\.json.*install comity again"):
        load_labels(path)


def test_pairs_are_of_all_types_that_go_from_one_to_another() -> None:
    assert set(PAIR_TYPES) == set(load_codebook().types) - {"STATE"}


@pytest.mark.skipif(not SHIPPED.exists(), reason="the model isn't shipped yet: no labels.json")
def test_model_says_nothing_that_the_codebook_lacks() -> None:
    labels, known = load_labels(SHIPPED), codebook_labels()
    assert set(labels.types) <= set(known.types)
    assert set(labels.modes) <= set(known.modes)
    assert set(labels.contexts) <= set(known.contexts)
    assert labels.aux == known.aux
