import { describe, expect, it } from 'vitest';
import { batchesOf, estimateTokens, isLongText, workersAiIdentity } from '../../worker/engines/encoder/workers-ai.ts';
import { embedLocally } from '../../worker/platform/local/workers-ai.ts';

describe('which texts are long', () => {
  it.each<[string, boolean]>([
    ['Senior Software Engineer (m/w/d) – Backend', false],
    ['word '.repeat(50), false],
    ['We look for a nurse who '.repeat(20), true],
    ['看護師'.repeat(10), false],
    ['看護師を募集しています'.repeat(8), true],
    ['', false],
  ])('%s', (text, long) => {
    expect(isLongText(text)).toBe(long);
  });

  it('counts ideographs one by one, other letters by fours', () => {
    expect(estimateTokens('看護師')).toBe(3);
    expect(estimateTokens('nurses')).toBe(2);
    expect(estimateTokens('看護師 nurse')).toBe(5);
  });
});

describe('batches', () => {
  it('hold every text once, in order, at most 100 each', () => {
    const texts = Array.from({ length: 333 }, (_, n) => `title ${n}`);
    const batches = batchesOf(texts);
    expect(batches.map((batch) => batch.length)).toEqual([100, 100, 100, 33]);
    expect(batches.flat()).toEqual(texts);
  });

  it('hold at most what a call may hold; a longer text has a batch of its own', () => {
    const [short, long, beyond] = ['word', 'w'.repeat(100_000), 'w'.repeat(500_000)];
    expect(batchesOf([short, long, short, long, beyond, short]).map((batch) => batch.length)).toEqual([3, 1, 1, 1]);
    expect(batchesOf([])).toEqual([]);
  });
});

it('names a remote model by its name and the length of its vectors', () => {
  const hashes = [
    workersAiIdentity('@cf/baai/bge-m3', 1_024),
    workersAiIdentity('@cf/baai/bge-m3', 512),
    workersAiIdentity('@cf/baai/bge-large-en-v1.5', 1_024),
  ].map(({ hash }) => hash);
  expect(new Set(hashes).size).toBe(3);
  for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{16}$/u);
  expect(workersAiIdentity('@cf/baai/bge-m3', 1_024).hash).toBe(hashes[0]);
});

describe('the stand-in for Workers AI', () => {
  const encoder = {
    identity: { tier: 'STATIC', name: 'local', hash: '0'.repeat(16), dimensions: 2 },
    encode: async (texts: readonly string[]) => texts.map((text) => Float32Array.of(text.length, 0.5)),
  } as const;

  it('answers as Workers AI does, with the vectors of the local encoder', async () => {
    const answer = await embedLocally(encoder, '@local/static-encoder', { text: ['nurse', 'cook'] });
    expect(answer).toEqual({
      shape: [2, 2],
      data: [
        [5, 0.5],
        [4, 0.5],
      ],
    });
  });

  it('does not pass for another model', async () => {
    await expect(embedLocally(encoder, '@cf/baai/bge-m3', { text: ['nurse'] })).rejects.toThrow(
      /^5007: No such model/u,
    );
  });
});
