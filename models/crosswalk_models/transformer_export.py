"""Writes a checkpoint of the transformer tier as the Worker reads it: weights/transformer.onnx, .onnx.data and the card .json.

Usage: python -m crosswalk_models.transformer_export build/transformer.checkpoint.pt [--out weights]

It stands on the static tier in the same folder, and the card names that tier's hash. Run crosswalk_models.oracle afterwards.
"""

import argparse
import hashlib
import json
import pathlib

import torch

from .export import LARGEST_FILE_BYTES, MODELS
from .transformer import Transformer
from .transformer_file import write

NAME = "crosswalk-transformer-1"


def main() -> None:
    parser = argparse.ArgumentParser(description="Writes weights/transformer.onnx.")
    parser.add_argument("checkpoint", type=pathlib.Path)
    parser.add_argument("--out", type=pathlib.Path, default=MODELS / "weights", help="where static.json lies")
    arguments = parser.parse_args()
    saved = torch.load(arguments.checkpoint, weights_only=False)
    model = Transformer(**saved["shape"])
    model.load_state_dict(saved["model"])
    static = json.loads((arguments.out / "static.json").read_text(encoding="utf-8"))
    if static["dimensions"] != saved["shape"]["dimensions"]:
        raise SystemExit(f"the static tier has {static['dimensions']} dimensions, the checkpoint {saved['shape']['dimensions']}")
    path = arguments.out / "transformer.onnx"
    write(model, path)
    files = [path.read_bytes(), path.with_name(f"{path.name}.data").read_bytes()]
    if sum(map(len, files)) > LARGEST_FILE_BYTES:
        raise SystemExit(f"{sum(map(len, files))} bytes are more than {LARGEST_FILE_BYTES}")
    card = {
        "name": NAME,
        "hash": hashlib.sha256(b"".join(files) + static["hash"].encode("ascii")).hexdigest()[:16],
        "dimensions": saved["shape"]["dimensions"],
        "bytes": sum(map(len, files)),
        "static": static["hash"],
    }
    path.with_suffix(".json").write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(card))


if __name__ == "__main__":
    main()
