"""A trained network to the shipped file: ONNX with 8-bit weights."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from training.data import Array
from training.network import Network

INPUTS = ("ids", "caps", "mask", "actor", "recipient")
OUTPUTS = ("bio", "acts", "roles", "mention", "pair")


class Shrunk(nn.Module):
    """Word vectors as 8-bit numbers, one scale a word: half of the encoder's weights, looked up, never multiplied."""

    numbers: Tensor
    scale: Tensor

    def __init__(self, words: nn.Embedding) -> None:
        super().__init__()
        weight = words.weight.detach()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-6) / 127
        self.register_buffer("numbers", torch.round(weight / scale).to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        return self.numbers[ids].to(torch.float32) * self.scale[ids]


def export(net: Network, path: Path, *, rounded: bool = True) -> None:
    """Write the network as ONNX, its matrix weights as 8-bit blocks; as they are without `rounded`.

    Activations are rounded row by row inside the product, so that a sentence's numbers don't depend on its batch.
    """
    net.eval()
    if rounded:
        net.encoder.embeddings.word_embeddings = Shrunk(net.encoder.embeddings.word_embeddings)
    example = {name: torch.ones(2, 9, dtype=torch.int64) for name in INPUTS}
    axes = {name: {0: "sentences", 1: "pieces"} for name in (*INPUTS, *OUTPUTS)}
    axes["roles"][2] = "pieces"
    axes["pair"] = {0: "sentences"}
    full = path.with_suffix(".float.onnx")
    torch.onnx.export(
        net, tuple(example.values()), str(full), input_names=list(INPUTS), output_names=list(OUTPUTS),
        dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip
    onnx.save(quantize(onnx.load(full)) if rounded else onnx.load(full), path)
    full.unlink()


def quantize(model: onnx.ModelProto) -> onnx.ModelProto:
    """Every product with a constant matrix in 8-bit integers.

    Weights have one scale a column; activations one a row, found as they come (uint8 around 128), so that a sentence's
    numbers depend neither on its batch nor on padding, which the usual scale for the whole tensor makes them do.
    """
    graph = model.graph
    weights = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    added = _constants()
    nodes: list[onnx.NodeProto] = []
    done: set[str] = set()
    for node in graph.node:
        if node.op_type != "MatMul" or weights.get(node.input[1], np.zeros(0)).ndim != 2:
            nodes.append(node)
            continue
        rows, matrix = node.input
        if rows not in done:
            nodes += _round_rows(rows)
            done.add(rows)
        added += _round_columns(matrix, weights[matrix])
        nodes += _multiply(rows, matrix, node.output[0])
        weights[matrix] = np.zeros(0)
    used = {name for node in nodes for name in node.input}
    kept = [tensor for tensor in graph.initializer if tensor.name in used]
    del graph.node[:], graph.initializer[:]
    graph.node.extend(nodes)
    graph.initializer.extend([*kept, *added])
    onnx.checker.check_model(model)
    return model


def _constants() -> list[onnx.TensorProto]:
    values = (("q_127", 127.0), ("q_tiny", 1e-9), ("q_128", 128.0))
    zero = numpy_helper.from_array(np.array(128, np.uint8), "q_zero")
    return [*(numpy_helper.from_array(np.array(value, np.float32), name) for name, value in values), zero]


def _round_columns(name: str, matrix: Array) -> list[onnx.TensorProto]:
    """A constant matrix as 8-bit integers, and the scale of each column."""
    scale = np.maximum(np.abs(matrix).max(0), 1e-9) / 127
    return [
        numpy_helper.from_array(np.round(matrix / scale).astype(np.int8), f"{name}_q"),
        numpy_helper.from_array(scale.astype(np.float32), f"{name}_scale"),
    ]


def _multiply(rows: str, matrix: str, out: str) -> list[onnx.NodeProto]:
    """The product of rounded rows and a rounded matrix, scaled back."""
    return [
        helper.make_node("MatMulInteger", [f"{rows}_q", f"{matrix}_q", "q_zero"], [f"{out}_int"]),
        helper.make_node("Cast", [f"{out}_int"], [f"{out}_float"], to=TensorProto.FLOAT),
        helper.make_node("Mul", [f"{out}_float", f"{matrix}_scale"], [f"{out}_columns"]),
        helper.make_node("Mul", [f"{out}_columns", f"{rows}_scale"], [out]),
    ]


def _round_rows(rows: str) -> list[onnx.NodeProto]:
    return [
        helper.make_node("Abs", [rows], [f"{rows}_abs"]),
        helper.make_node("ReduceMax", [f"{rows}_abs"], [f"{rows}_max"], axes=[-1], keepdims=1),
        helper.make_node("Max", [f"{rows}_max", "q_tiny"], [f"{rows}_most"]),
        helper.make_node("Div", [f"{rows}_most", "q_127"], [f"{rows}_scale"]),
        helper.make_node("Div", [rows, f"{rows}_scale"], [f"{rows}_unit"]),
        helper.make_node("Round", [f"{rows}_unit"], [f"{rows}_whole"]),
        helper.make_node("Add", [f"{rows}_whole", "q_128"], [f"{rows}_up"]),
        helper.make_node("Cast", [f"{rows}_up"], [f"{rows}_q"], to=TensorProto.UINT8),
    ]
