"""A title in pieces, as the transformer tier takes it: each piece has some of the title's features (features.py).

The same in worker/engines/encoder/transformer/pieces.ts. A word of up to seven letters is one piece, a longer one is cut
into pieces of about six, and an n-gram belongs to the piece in which it starts; of unspaced scripts every character is a piece.
The word as a whole belongs to its first piece:

    fachkraft pflege      fachk raft pflege
    软件工程师            软 件 工 程 师

At most MAXIMUM_PIECES: all that follows belongs to the last.
"""

from .features import MAXIMUM_FEATURES, MAXIMUM_WORDS, is_unspaced

MAXIMUM_PIECES = 24
LONGEST_WHOLE_WORD = 7
PIECE_LETTERS = 6


def pieces(folded: str) -> list[int]:
    """The piece of each feature of `features(folded)`, in the same order."""
    found: list[int] = []
    first = 0
    for word in folded.split(" ")[:MAXIMUM_WORDS]:
        if word == "":
            continue
        found.append(first)
        unspaced = any(is_unspaced(character) for character in word)
        letters = len(word)
        if unspaced:
            count = letters
            for length in (1, 2, 3):
                found.extend(first + start for start in range(letters - length + 1))
        else:
            count = 1 if letters <= LONGEST_WHOLE_WORD else -(-letters // PIECE_LETTERS)
            for length in (3, 4):
                found.extend(first + start * count // letters for start in range(letters + 3 - length))
        first += count
    return [min(piece, MAXIMUM_PIECES - 1) for piece in found[:MAXIMUM_FEATURES]]
