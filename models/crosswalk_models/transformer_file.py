"""The transformer tier as it is stored and run: an ONNX graph (opset 17), and its weights in a file beside it.

    contributions  float32 (texts, pieces, dimensions): of each piece, as pieces.py and the static tier give it
    present        float32 (texts, pieces): 1 where there is a piece, 0 where a shorter text is filled up
    vector         float32 (texts, dimensions), of length 1

Matrices are int8, with one scale a column; what they are multiplied with is rounded to eight bits too, with one scale a
piece, so that a text's vector does not depend on the texts beside it. These are uint8 around 128: onnxruntime-web multiplies int8
with int8 eight times slower. Everything else is float32.
"""

import pathlib

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from .transformer import INPUT_SCALE, Transformer

LARGEST = 127
# What stands for zero in uint8.
ZERO = 128
# Added to the attention of what is not there.
ABSENT = -1e4


def int8_columns(weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """weights: (inputs, outputs) -> int8 (inputs, outputs), the scale of each column."""
    scales = (np.abs(weights).max(0) / LARGEST).clip(1e-12).astype(np.float32)
    return np.clip(np.rint(weights / scales), -LARGEST, LARGEST).astype(np.int8), scales


class Graph:
    """Nodes and constants in the order in which they are added; a value is its name."""

    def __init__(self):
        self.nodes, self.constants = [], []

    def constant(self, name: str, value: np.ndarray) -> str:
        self.constants.append(numpy_helper.from_array(np.array(value, order="C"), name))
        return name

    def number(self, value: float) -> str:
        return self.constant(f"number_{len(self.constants)}", np.array(value, np.float32))

    def numbers(self, *values: int) -> str:
        return self.constant(f"numbers_{len(self.constants)}", np.array(values, np.int64))

    def __call__(self, operator: str, *inputs: str, **attributes) -> str:
        output = f"{operator}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, inputs, [output], **attributes))
        return output


def build(model: Transformer) -> onnx.ModelProto:
    shape = model.shape
    width, heads = shape["width"], shape["heads"]
    state = {name: value.detach().numpy().astype(np.float32) for name, value in model.state_dict().items()}
    graph = Graph()

    zero = graph.constant("zero", np.array(ZERO, np.uint8))

    def rounded(x: str) -> tuple[str, str]:
        """(texts, pieces, n) -> the same in uint8, and the scale of each piece (texts, pieces, 1)."""
        largest = graph("ReduceMax", graph("Abs", x), axes=[-1], keepdims=1)
        scale = graph("Max", graph("Mul", largest, graph.number(1 / LARGEST)), graph.number(1e-9))
        # Casting cuts off.
        return graph("Cast", graph("Add", graph("Div", x, scale), graph.number(ZERO + 0.5)), to=TensorProto.UINT8), scale

    def linear(name: str, x: str) -> str:
        weights, scales = int8_columns(state[f"{name}.weight"].T)
        whole, scale = rounded(x)
        sums = graph("MatMulInteger", whole, graph.constant(f"{name}.weight", weights), zero)
        product = graph("Mul", graph("Cast", sums, to=TensorProto.FLOAT), graph.constant(f"{name}.scale", scales))
        return graph("Add", graph("Mul", product, scale), graph.constant(f"{name}.bias", state[f"{name}.bias"]))

    def norm(name: str, x: str) -> str:
        constants = [graph.constant(f"{name}.{part}", state[f"{name}.{part}"]) for part in ("weight", "bias")]
        return graph("LayerNormalization", x, *constants, axis=-1, epsilon=1e-5)

    def gelu(x: str) -> str:
        error = graph("Erf", graph("Mul", x, graph.number(0.5**0.5)))
        return graph("Mul", graph("Mul", x, graph.number(0.5)), graph("Add", error, graph.number(1.0)))

    one = graph.number(1.0)
    absent = graph("Mul", graph("Sub", one, graph("Unsqueeze", "present", graph.numbers(1, 2))), graph.number(ABSENT))
    split = graph.numbers(0, 0, 3, heads, width // heads)
    joined = graph.numbers(0, 0, width)

    def attention(layer: str, x: str) -> str:
        """The heads stand between texts and pieces while they are apart: (3, texts, heads, pieces, width / heads)."""
        together = graph("Reshape", linear(f"{layer}.queries_keys_values", x), split)
        apart = graph("Transpose", together, perm=[2, 0, 3, 1, 4])
        queries, keys, values = (graph("Gather", apart, graph.constant(f"{layer}.{part}", np.array(part, np.int64)), axis=0) for part in range(3))
        scaled = graph("Mul", queries, graph.number((width // heads) ** -0.5))
        scores = graph("MatMul", scaled, graph("Transpose", keys, perm=[0, 1, 3, 2]))
        attended = graph("MatMul", graph("Softmax", graph("Add", scores, absent), axis=-1), values)
        return linear(f"{layer}.out", graph("Reshape", graph("Transpose", attended, perm=[0, 2, 1, 3]), joined))

    x = linear("project", graph("Mul", "contributions", graph.number(INPUT_SCALE)))
    pieces = graph("Slice", graph("Shape", "contributions"), graph.numbers(1), graph.numbers(2), graph.numbers(0))
    position = graph("Slice", graph.constant("position", state["position"]), graph.numbers(0), pieces, graph.numbers(0))
    x = graph("Add", x, position)
    for number in range(shape["layers"]):
        layer = f"layers.{number}"
        x = graph("Add", x, attention(layer, norm(f"{layer}.before_attention", x)))
        inner = linear(f"{layer}.inner", norm(f"{layer}.before_inner", x))
        x = graph("Add", x, linear(f"{layer}.outer", gelu(inner)))
    x = norm("last", x)
    gain = graph("Add", graph("MatMul", x, graph.constant("gain.weight", state["gain.weight"].T)), graph.constant("gain.bias", state["gain.bias"]))
    there = graph("Unsqueeze", "present", graph.numbers(2))
    count = graph("Max", graph("ReduceSum", there, graph.numbers(1), keepdims=1), one)
    corrected = graph("Add", graph("Mul", "contributions", graph("Add", gain, one)), graph("Div", linear("correction", x), count))
    total = graph("ReduceSum", graph("Mul", corrected, there), graph.numbers(1), keepdims=0)
    length = graph("Max", graph("ReduceL2", total, axes=[1], keepdims=1), graph.number(1e-12))
    graph.nodes.append(helper.make_node("Div", [total, length], ["vector"]))

    dimensions = shape["dimensions"]
    inputs = [
        helper.make_tensor_value_info("contributions", TensorProto.FLOAT, ["texts", "pieces", dimensions]),
        helper.make_tensor_value_info("present", TensorProto.FLOAT, ["texts", "pieces"]),
    ]
    output = helper.make_tensor_value_info("vector", TensorProto.FLOAT, ["texts", dimensions])
    made = helper.make_model(
        helper.make_graph(graph.nodes, "transformer", inputs, [output], graph.constants),
        opset_imports=[helper.make_opsetid("", 17)],
        ir_version=8,
        producer_name="crosswalk_models",
    )
    helper.set_model_props(made, {name: str(value) for name, value in shape.items()})
    return made


def write(model: Transformer, path: pathlib.Path) -> None:
    """Writes the graph to `path`, and its constants beside it to the same name with ".data"."""
    data = path.with_name(f"{path.name}.data")
    data.unlink(missing_ok=True)  # onnx appends
    onnx.save_model(build(model), path, save_as_external_data=True, all_tensors_to_one_file=True, location=data.name, size_threshold=256)
    data.chmod(path.stat().st_mode)


def read(path: pathlib.Path) -> Transformer:
    """The model in float32, its matrices as they were rounded."""
    stored = onnx.load(path)
    constants = {constant.name: numpy_helper.to_array(constant) for constant in stored.graph.initializer}
    shape = {entry.key: int(entry.value) for entry in stored.metadata_props}
    model = Transformer(**shape)
    state = {}
    for name in model.state_dict():
        value = constants[name]
        scale = constants.get(f"{name.removesuffix('.weight')}.scale")
        if name.endswith(".weight") and scale is not None:
            value = (value.astype(np.float32) * scale).T
        elif name == "gain.weight":
            value = value.T
        state[name] = torch.from_numpy(np.array(value, np.float32))
    model.load_state_dict(state)
    return model.eval()
