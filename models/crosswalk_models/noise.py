"""Adverts' noise for training titles: level words, employment forms, gender markers, places, promotion and typos.

The words come from taxonomy/starter/lexicon; a typo is one deletion, doubling, swap or replacement inside a word of five
letters or more, in alphabetic scripts.
"""

import pathlib
import random
from collections import defaultdict

from .features import is_unspaced

UNSPACED_LANGUAGES = ("zh", "ja")


def read_lexicon(folder: pathlib.Path) -> dict[str, dict[str, list[str]]]:
    """-> language -> kind -> terms."""
    terms: dict[str, dict[str, list[str]]] = {}
    for path in sorted(folder.glob("??.tsv")):
        kinds = defaultdict(list)
        for line in path.read_text(encoding="utf-8").splitlines()[1:]:
            kind, term, *_ = line.split("\t")
            kinds[kind].append(term)
        terms[path.stem] = dict(kinds)
    return terms


def typo(text: str, rng: random.Random) -> str:
    words = [index for index, word in enumerate(text.split(" ")) if len(word) >= 5 and word.isalpha() and not any(map(is_unspaced, word))]
    if not words:
        return text
    parts = text.split(" ")
    chosen = rng.choice(words)
    word = parts[chosen]
    at = rng.randrange(1, len(word) - 1)
    parts[chosen] = rng.choice((
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :],
        word[:at] + rng.choice(word) + word[at + 1 :],
    ))
    return " ".join(parts)


def advertise(text: str, language: str, lexicon, rng: random.Random) -> str:
    """The title as an advert might write it; the language's own words, English ones where it has none."""
    terms = lexicon.get(language.split("-")[0], lexicon["en"])

    def pick(kind: str) -> str:
        return rng.choice(terms.get(kind) or lexicon["en"][kind])

    glue = "" if language.split("-")[0] in UNSPACED_LANGUAGES else " "
    form = rng.random()
    if form < 0.35:
        return typo(text, rng)
    if form < 0.6:
        return pick("SENIORITY") + glue + text
    if form < 0.7:
        return f"{text} - {pick('LOCATION')}"
    if form < 0.8:
        return f"{text} ({pick('GENDER_MARKER')})" if terms.get("GENDER_MARKER") else typo(text, rng)
    if form < 0.9:
        return f"{text} {pick('EMPLOYMENT_FORM')}"
    return f"{pick('SENIORITY')}{glue}{text} {pick('LOCATION')}"


def with_noise(group: list[tuple[str, str]], share: float, lexicon, rng: random.Random) -> list[tuple[str, str]]:
    """The group with a noisy copy of some of its texts beside them; texts of one language stay together."""
    out = []
    begin = 0
    while begin < len(group):
        end = begin
        while end < len(group) and group[end][0] == group[begin][0]:
            end += 1
        block = group[begin:end]
        out += block + [(language, noisy) for language, text in block if rng.random() < share and (noisy := advertise(text, language, lexicon, rng)) != text]
        begin = end
    return out
