/**
 * What is computed around an embedding model on Workers AI: which texts go there, in which batches, and whether its
 * answer is one. The calls are made in worker/platform/workers-ai.ts.
 */
import { failed, type Result, success } from '../../core/result.ts';
import type { EncoderIdentity } from './encoder.ts';

/** Texts with more tokens than this are better served by the large model: ours were trained on titles. */
const LONG_TEXT_TOKENS = 64;
/** What one call takes (bge-m3: 100 texts, a context of 60,000 tokens; some room for what the estimate misses). */
const TEXTS_PER_CALL = 100;
const TOKENS_PER_CALL = 40_000;
/** Characters a token, in scripts with spaces; ideographs, kana, Hangul and Thai count one each. */
const CHARACTERS_PER_TOKEN = 4;

const UNSPACED = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Thai}]/gu;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** An estimate, from above for most texts: no vocabulary of the model is loaded. */
export function estimateTokens(text: string): number {
  const unspaced = text.match(UNSPACED)?.length ?? 0;
  return unspaced + Math.ceil((text.length - unspaced) / CHARACTERS_PER_TOKEN);
}

export function isLongText(text: string): boolean {
  return estimateTokens(text) > LONG_TEXT_TOKENS;
}

/** Whether a text says anything; the vector of one that does not is all zero. */
export function hasLetters(text: string): boolean {
  return LETTER_OR_DIGIT.test(text);
}

/** Consecutive texts in batches that fit one call each; a text beyond the model's context is cut off there. */
export function batchesOf(texts: readonly string[]): string[][] {
  const batches: string[][] = [];
  let tokens = 0;
  for (const text of texts) {
    const more = estimateTokens(text);
    const last = batches.at(-1);
    if (last === undefined || last.length === TEXTS_PER_CALL || tokens + more > TOKENS_PER_CALL) {
      batches.push([text]);
      tokens = more;
    } else {
      last.push(text);
      tokens += more;
    }
  }
  return batches;
}

/** FNV-1a, 64 bits, as 16 hex digits. Names things; defends against nothing. */
function fingerprint(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash.toString(16).padStart(16, '0');
}

/** A remote model's weights cannot be seen: its name and length of vectors stand for them. */
export function workersAiIdentity(model: string, dimensions: number): EncoderIdentity {
  return { tier: 'WORKERS_AI', name: model, hash: fingerprint(`${model} ${dimensions}`), dimensions };
}

/** The vectors of an answer, each of length 1; or what is wrong with it. */
export function parseEmbeddings(answer: unknown, texts: number, dimensions: number): Result<Float32Array[], string> {
  const data: unknown = typeof answer === 'object' && answer !== null && 'data' in answer ? answer.data : undefined;
  if (!Array.isArray(data)) return failed('the answer holds no list of vectors');
  if (data.length !== texts) return failed(`${data.length} vectors for ${texts} texts`);
  const vectors: Float32Array[] = [];
  for (const row of data as readonly unknown[]) {
    if (!Array.isArray(row) || row.length !== dimensions)
      return failed(`a vector is not a list of ${dimensions} numbers`);
    const vector = new Float32Array(dimensions);
    let squares = 0;
    for (const [d, value] of (row as readonly unknown[]).entries()) {
      if (typeof value !== 'number') return failed('a vector holds something that is not a number');
      vector[d] = value;
      squares += value * value;
    }
    if (!Number.isFinite(squares) || squares === 0) return failed('a vector has no direction');
    const length = Math.sqrt(squares);
    vectors.push(vector.map((value) => value / length));
  }
  return success(vectors);
}
