"""Writes a checkpoint of the static tier as the Worker reads it: weights/static.bin and the card static.json beside it.

Usage: python -m crosswalk_models.export build/s1.checkpoint.pt [--rows 114688] [--out weights] [--compare]

The rows are ranked by frequency: --rows keeps the first ones. --compare also writes build/<name>.int4.checkpoint.pt and
.int8, which crosswalk_models.evaluate reads. Run crosswalk_models.oracle afterwards: it holds for these weights alone.
"""

import argparse
import hashlib
import json
import pathlib

import numpy as np
import torch

from .static_file import quantise
from .static_train import BUILD

MODELS = BUILD.parent
LARGEST_FILE_BYTES = 16_000_000
NAME = "crosswalk-static-1"


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Writes weights/static.bin.")
    parser.add_argument("checkpoint", type=pathlib.Path)
    parser.add_argument("--rows", type=int, help="learnt rows to keep, the most frequent ones; all unless given")
    parser.add_argument("--out", type=pathlib.Path, default=MODELS / "weights")
    parser.add_argument("--compare", action="store_true", help="write what int4 and int8 make of the checkpoint")
    return parser.parse_args()


def int8_rows(weights: np.ndarray) -> np.ndarray:
    """The same rows in eight bits, by their largest number: for comparison only."""
    worth = np.abs(weights).max(1, keepdims=True).clip(1e-9) / 127
    return (np.rint(weights / worth) * worth).astype(np.float32)


def main() -> None:
    arguments = options()
    saved = torch.load(arguments.checkpoint, weights_only=False)
    fallback = saved["arguments"]["fallback_rows"]
    kept = min(arguments.rows or len(saved["vocabulary"]), len(saved["vocabulary"]))
    weights = saved["weights"][:kept].numpy()
    static = quantise(NAME, saved["vocabulary"][:kept], weights, fallback)
    file = static.write()
    if len(file) > LARGEST_FILE_BYTES:
        raise SystemExit(f"{len(file)} bytes are more than {LARGEST_FILE_BYTES}: give fewer --rows than {kept}")
    card = {
        "name": NAME,
        "hash": hashlib.sha256(file).hexdigest()[:16],
        "dimensions": weights.shape[1],
        "rows": kept,
        "bytes": len(file),
    }
    arguments.out.mkdir(parents=True, exist_ok=True)
    (arguments.out / "static.bin").write_bytes(file)
    (arguments.out / "static.json").write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")

    def share_lost(rows: np.ndarray) -> float:
        return float(((rows - weights) ** 2).sum() / (weights**2).sum())

    int4, int8 = static.dequantised(), int8_rows(weights)
    print(json.dumps(card))
    print(f"squared error, of the rows' squares: int4 {share_lost(int4):.5f}, int8 {share_lost(int8):.6f}")
    print(f"a unit is {static.unit:.6f}; multipliers from {static.multipliers.min()} to {static.multipliers.max()}, median {np.median(static.multipliers):.0f}")
    if arguments.compare:
        name = arguments.checkpoint.name.removesuffix(".checkpoint.pt")
        for label, rows in (("int4", int4), ("int8", int8)):
            together = torch.cat([torch.from_numpy(rows), saved["weights"][len(saved["vocabulary"]) :]])
            path = BUILD / f"{name}.{label}.checkpoint.pt"
            torch.save({"weights": together, "vocabulary": saved["vocabulary"][:kept], "arguments": saved["arguments"]}, path)
            print(path)


if __name__ == "__main__":
    main()
