"""A training that was killed goes on as if it had not been; rows of roles are those of the whole.

Needs the training environment (`make train` makes it); skipped without.
"""

from __future__ import annotations

from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="torch is in the training environment only")
transformers = pytest.importorskip("transformers", reason="transformers is in the training environment only")

from training.data import Act, Example, attach_pieces  # noqa: E402
from training.network import WIDTH, Network  # noqa: E402
from training.settings import Settings  # noqa: E402
from training.train import train  # noqa: E402

from comity.reader.encoder import MODEL  # noqa: E402
from comity.reader.labels import Labels  # noqa: E402
from comity.reader.pieces import PieceMaker  # noqa: E402

LABELS = Labels(types=("AID", "SUPPORT"), modes=("AID:", "SUPPORT:"), aux=("future",), contexts=("health",))
MAKER = PieceMaker(MODEL / "vocab.txt")
TEXTS = ("Mali praised Chad.", "Chad praised Togo and Benin.", "Togo sent rice.", "Benin praised Mali again.")


def network() -> Network:
    torch.manual_seed(5)
    config = transformers.BertConfig(
        hidden_size=WIDTH, num_hidden_layers=1, num_attention_heads=6, intermediate_size=64, vocab_size=30522
    )
    return Network(LABELS, transformers.BertModel(config, add_pooling_layer=False))


def examples() -> list[Example]:
    found = []
    for text in TEXTS * 6:
        words = "praised" if "praised" in text else "sent"
        at = text.index(words)
        act = Act(
            (at, at + len(words)), "SUPPORT" if words == "praised" else "AID", None, [], [], [[(0, 4)], []], [1, 0]
        )
        found.append(Example(text, text, acts=[act], names=[(0, 4, "state")]))
    attach_pieces(found, MAKER)
    return found


def test_a_killed_training_goes_on_to_the_same_weights(tmp_path: Path) -> None:
    settings = Settings(epochs=2, batch=8, swap=0.0)
    whole = network()
    train(whole, examples(), LABELS, MAKER, settings)

    class Killed(Exception):
        pass

    def kill(epoch: int) -> None:
        raise Killed

    path = tmp_path / "checkpoint.pt"
    with pytest.raises(Killed):
        train(network(), examples(), LABELS, MAKER, settings, after=kill, checkpoint=path)
    resumed = network()
    train(resumed, examples(), LABELS, MAKER, settings, checkpoint=path)
    for name, weights in whole.state_dict().items():
        assert torch.equal(weights, resumed.state_dict()[name]), name


def test_another_run_s_state_is_refused_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "checkpoint.pt"
    train(network(), examples(), LABELS, MAKER, Settings(epochs=1, batch=8, swap=0.0), checkpoint=path)
    kept = path.read_bytes()
    with pytest.raises(SystemExit, match="another run"):
        train(network(), examples(), LABELS, MAKER, Settings(epochs=2, batch=8, swap=0.0), checkpoint=path)
    assert path.read_bytes() == kept


def test_rows_of_roles_are_those_of_the_whole() -> None:
    net, hidden = network().eval(), torch.randn(3, 12, WIDTH)
    owner, piece = torch.tensor([0, 0, 2]), torch.tensor([3, 7, 11])
    assert torch.allclose(net.roles(hidden)[owner, piece], net.roles_of(hidden, owner, piece), atol=1e-5)
