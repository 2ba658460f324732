"""What the encoders must answer for 2,000 texts, for the TypeScript that runs them.

Usage: python -m crosswalk_models.oracle      (again after every export: it holds for the weights in weights/)

Writes oracle/static.jsonl.gz and, where there are weights of it, oracle/transformer.jsonl.gz. The first line names the weights;
each other one is {text, tokens, vector} or {text, pieces, vector}: tokens are row numbers, pieces those of the features, the
vector is int8 in base64, scaled so that its largest number is 127. The transformer's vectors are those of the model in
float32, with its matrices as they are stored: what the network rounds while it runs is not in them. Texts are labels of the
starter taxonomy in 26 languages, as they are and as people type them, and strings that try to break a reader.
"""

import argparse
import base64
import gzip
import hashlib
import json
import pathlib
import unicodedata
from collections.abc import Iterable

import numpy as np
import torch

from .data import ROOT
from .export import MODELS
from .folding import Folder
from .pieces import pieces
from .static_file import StaticFile
from .transformer import Transformer
from .transformer_file import read as read_transformer

LABELS = ROOT / "taxonomy" / "starter" / "labels"
TEXTS = 2_000

HOSTILE = [
    "", " ", "\t\n\r\v\f", "\u00a0\u2003\u3000", "!!!", "...", "'", "''''", "-", "<>", "<nurse>", "&", "+", "#", ".", "a", "é", "ß", "ẞ",
    "C++", "C#", ".NET", "node.js", "Node.js.", "a.b.c", "U.S. driver's", "L'infirmière d'État", "d’entretien", "O'Brien", "ʼn",
    "(m/w/d)", "Lehrer:in / Lehrer*innen", "Lehrer_innen", "enfermero/a", "Ingénieur(e)", "Krankenschwester\u00ad-pfleger",
    "\u0000", "\u0000nurse\u0000", "nurse\u0007doctor", "\u001b[31mnurse\u001b[0m", "\u007f\u0080\u009f", "\ufeffnurse", "nurse\u2028doctor",
    "\ud800", "\udc00", "\ud800nurse", "nurse\udfff", "\ud83dnurse\ude00", "\ud83d \ude00", "\udc00\ud800", "a\ud800\ud800b",
    "😀", "👩‍💻", "👩🏽‍⚕️ nurse", "🇩🇪 Arzt", "nurse 👍🏿👍🏿", "𝐍𝐮𝐫𝐬𝐞", "𠮷野家", "𠀀𠀁𠀂𠀃", "🧑‍🍳🧑‍🍳🧑‍🍳",
    "e\u0301", "u\u0308ber", "\u0301", "\u0301\u0301\u0301", "Z̸̡̢a̷͝l̴̛g̶̀o̵", "n" + "\u0303" * 50, "が", "か\u3099", "ｶﾞｲﾄﾞ", "ﾞ", "a\u3099", " \u309a",
    "\u202eesrun\u202c", "\u2066nurse\u2069", "\u200fممرضة\u200e", "مُمَرِّضَة", "ـــ", "מוֹרֶה", "ك\u064e", "کتاب", "لا إله", "\u061cx",
    "नर्स", "क्ष", "शिक्षक\u200dा", "ক্ষ", "ஆசிரியர்", "ครู", "គ្រូ", "ဆရာ", "ᄀ", "각", "가", "한국어 간호사", "ㄱㄴㄷ", "간호사nurse",
    "軟件工程師", "软件工程师", "護士", "エンジニア", "看護師（夜勤）", "ABC株式会社", "ＡＢＣ", "①②③", "㈱", "ﬁreﬁghter", "Ⅳ", "½", "µ", "Ω", "ſ",
    "İSTANBUL", "ı", "ΣΊΣΥΦΟΣ", "ЁЛКА", "Ґанок", "Đorđe", "Þór", "Ŋ", "Œuvre", "ÆØÅ", "ǅ", "ﷺ", "\ufdfa \ufdfb", "\ue000", "\uffff", "\ufffd",
    "x" * 10_000, "nurse " * 2_000, "护" * 5_000, "😀" * 3_000, "a\u0301" * 4_000, "\ud800" * 3_000, "\u0000" * 10_000, "." * 10_000, " " * 10_000,
    "ab" * 79, "ab" * 80, "ab" * 81, "x" * 157, "x" * 158, "x" * 159, "x" * 160, "护" * 158, "护" * 159, "护" * 160, "护士" * 60,
    " ".join("abcdefghijklmnop"), " ".join("abcdefghijklmnopq"), " ".join(["electrical"] * 15), " ".join(["engineer"] * 17),
]


def labels(path: pathlib.Path, count: int) -> list[str]:
    """Evenly spread over a language's labels."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        found += [form for cell in line.split("\t")[1:] for label in cell.split("|") for form in label.split("~") if form]
    return [found[index * len(found) // count] for index in range(count)]


def as_typed(text: str, index: int) -> str:
    """Upper case, decomposed or without marks, a letter left out, an advert's rest: by turns."""
    bare = "".join(letter for letter in unicodedata.normalize("NFD", text) if unicodedata.category(letter) != "Mn")
    middle = len(text) // 2
    return [
        text.upper(),
        unicodedata.normalize("NFD", text),
        bare,
        text[:middle] + text[middle + 1 :],
        f"Senior {text} (m/w/d) – 80-100 %, ab sofort!",
        f"  {text},{text}  ",
    ][index % 6]


def texts() -> list[str]:
    files = sorted(LABELS.glob("*.tsv"))
    hostile = [json.loads(json.dumps(text)) for text in HOSTILE]
    each = (TEXTS - len(hostile)) // len(files) + 1
    plain = [text for path in files for text in labels(path, each)][: TEXTS - len(hostile)]
    return [as_typed(text, index // 4) if index % 4 == 3 else text for index, text in enumerate(plain)] + hostile


def int8(vector: np.ndarray) -> str:
    small = np.rint(vector * (127 / max(1e-9, np.abs(vector).max()))).astype(np.int8)
    return base64.b64encode(small.tobytes()).decode()


def static_line(static: StaticFile, folded: str) -> dict[str, object]:
    return {"tokens": static.tokens(folded), "vector": int8(static.encode(folded))}


def transformer_line(static: StaticFile, transformer: Transformer, folded: str) -> dict[str, object]:
    piece = np.array(pieces(folded), np.int64)
    if len(piece) == 0:
        return {"pieces": [], "vector": int8(np.zeros(static.steps.shape[1]))}
    rows = np.array(static.tokens(folded))
    sums = np.stack([static.total(rows[piece == number].tolist()) for number in range(piece.max() + 1)])  # (pieces, dimensions)
    contributions = torch.from_numpy(sums / np.linalg.norm(sums.sum(0)).clip(1)).float()
    with torch.inference_mode():
        vector = transformer(contributions[None], torch.ones(1, len(sums), dtype=torch.bool))[0].numpy()
    return {"pieces": piece.tolist(), "vector": int8(vector)}


def write(path: pathlib.Path, card: dict[str, str], lines: Iterable[dict[str, object]]) -> None:
    texts = [json.dumps(line, separators=(",", ":")) for line in lines]
    first = json.dumps({"name": card["name"], "hash": card["hash"]})
    packed = gzip.compress(("\n".join([first, *texts]) + "\n").encode("ascii"), mtime=0)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(packed)
    print(f"{len(texts)} texts, {len(packed)} bytes: {path}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Writes oracle/static.jsonl.gz and oracle/transformer.jsonl.gz.")
    parser.add_argument("--weights", type=pathlib.Path, default=MODELS / "weights", help="a folder of exported weights")
    parser.add_argument("--out", type=pathlib.Path, default=MODELS / "oracle", help="a folder")
    arguments = parser.parse_args()
    file = (arguments.weights / "static.bin").read_bytes()
    static, folder = StaticFile.read(file), Folder.load()
    folded = [(text, folder.fold(text)) for text in texts()]
    card = {"name": static.name, "hash": hashlib.sha256(file).hexdigest()[:16]}
    write(arguments.out / "static.jsonl.gz", card, ({"text": text} | static_line(static, short) for text, short in folded))
    card_path = arguments.weights / "transformer.json"
    if card_path.exists():
        torch.set_num_threads(1)
        transformer = read_transformer(arguments.weights / "transformer.onnx")
        lines = ({"text": text} | transformer_line(static, transformer, short) for text, short in folded)
        write(arguments.out / "transformer.jsonl.gz", json.loads(card_path.read_text(encoding="utf-8")), lines)


if __name__ == "__main__":
    main()
