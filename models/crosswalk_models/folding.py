"""Folding, as worker/core/fold.ts does it: the table of single characters comes from there, the rules are the same.

`node models/fold-table.ts` writes the table; the oracle test holds both implementations together.
"""

import json
import pathlib
import unicodedata

TABLE = pathlib.Path(__file__).resolve().parent.parent / "build" / "fold-table.json"
VOICING = "\u3099\u309a"


class Folder:
    """Folds texts; `table` maps a character of the Basic Multilingual Plane to what it becomes (itself if absent)."""

    def __init__(self, table: dict[str, str]):
        self.table = table

    @classmethod
    def load(cls) -> "Folder":
        return cls(json.loads(TABLE.read_text(encoding="utf-8")))

    def _at(self, text: str, index: int) -> str:
        folded = self.table.get(text[index], text[index])
        if folded not in (".", "'"):
            return folded
        following = self.table.get(text[index + 1], text[index + 1]) if index + 1 < len(text) else " "
        if folded == ".":
            # Beyond the Basic Multilingual Plane the Worker sees half a character, which is no letter.
            is_letter = following[:1] and following[0] <= "\uffff" and unicodedata.category(following[0])[0] in "LN"
            return "." if is_letter else " "
        return " " if following[:1] in ("a", "e", "i", "o", "u", "h") and following else ""

    def fold(self, source: str) -> str:
        text = unicodedata.normalize("NFC", source)
        out: list[str] = []
        for index in range(len(text)):
            for unit in self._at(text, index):
                if unit == " " and (not out or out[-1] == " "):
                    continue
                if unit in VOICING and out:
                    out[-1] = unicodedata.normalize("NFC", out[-1] + unit)
                    continue
                out.append(unit)
        return "".join(out).rstrip(" ")
