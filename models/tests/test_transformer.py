import unittest

import numpy as np
import torch
import torch.nn.functional as F

from crosswalk_models.transformer import Transformer
from crosswalk_models.transformer_train import turned


class Turned(unittest.TestCase):
    def test_a_turned_transformer_says_the_same_in_the_turned_space(self):
        rng = np.random.default_rng(1)
        old = rng.normal(size=(600, 32)).astype(np.float32)
        old /= np.linalg.norm(old, axis=1, keepdims=True)
        turn = np.linalg.qr(rng.normal(size=(32, 32)))[0].astype(np.float32)
        torch.manual_seed(1)
        shape = {"dimensions": 32, "width": 16, "layers": 2, "heads": 2, "inner": 24}
        first, second = Transformer(**shape), Transformer(**shape)
        for head in (first.gain, first.correction):  # they start at zero, where a turn changes nothing
            torch.nn.init.normal_(head.weight)
            torch.nn.init.normal_(head.bias)
        second.load_state_dict(turned(first.state_dict(), old, old @ turn))
        pieces = F.normalize(torch.from_numpy(old[:20]).view(5, 4, 32), dim=-1) / 4
        present = torch.ones(5, 4, dtype=torch.bool)
        with torch.inference_mode():
            expected = first(pieces, present) @ torch.from_numpy(turn)
            found = second(pieces @ torch.from_numpy(turn), present)
        self.assertGreater(F.cosine_similarity(expected, found).min().item(), 0.9999)


if __name__ == "__main__":
    unittest.main()
