"""A title's features: words, character n-grams of words, and for unspaced scripts n-grams alone.

The same in worker/engines/encoder/static/features.ts. Of "java developer" (folded):

    java developer   whole words, marked with a leading space: " java", " developer"
    <ja jav ava va>  3-grams of "<java>";  <jav java ava>  4-grams;  likewise "<developer>"

Of "软件工程师": the run itself (" 软件工程师") and its 1- to 3-grams.
"""

MAXIMUM_WORDS = 16
MAXIMUM_FEATURES = 160


def is_unspaced(character: str) -> bool:
    """Han and kana (worker/core/fold.ts, isUnspacedScript) and Hangul: short n-grams carry meaning there."""
    code = ord(character)
    return 0x3040 <= code <= 0x30FF or 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0xAC00 <= code <= 0xD7A3


def features(folded: str) -> list[str]:
    """Features of a folded text, in order, with repetitions; at most MAXIMUM_FEATURES."""
    found: list[str] = []
    for word in folded.split(" ")[:MAXIMUM_WORDS]:
        if word == "":
            continue
        found.append(" " + word)
        if any(is_unspaced(character) for character in word):
            for length in (1, 2, 3):
                found.extend(word[i : i + length] for i in range(len(word) - length + 1))
        else:
            marked = f"<{word}>"
            for length in (3, 4):
                found.extend(marked[i : i + length] for i in range(len(marked) - length + 1))
    return found[:MAXIMUM_FEATURES]
