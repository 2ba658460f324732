/**
 * Who searches the same vectors: our index with its kernel and with its twin, codes, and the libraries for it. All
 * answer with rows, best first, on one thread.
 */
import * as onnx from 'onnxruntime-web';
import usearch from 'usearch';
import { createCodeIndex, encodeRows } from '../worker/engines/vector-index/codes.ts';
import { createVectorIndex, quantise } from '../worker/engines/vector-index/index.ts';
import { floatModel, integerModel } from './onnx-model.ts';
import type { VectorCorpus } from './vector-corpus.ts';

export type Search = (query: Float32Array) => Promise<readonly number[]> | readonly number[];

export interface VectorSubject {
  readonly name: string;
  /** How many rows it is asked for. */
  readonly limit: number;
  open(corpus: VectorCorpus): Promise<{ readonly search: Search; readonly bytes: number | null }>;
}

const BEST = 10;

const rowOf = ({ vectors, dimensions }: VectorCorpus, row: number): Float32Array =>
  vectors.subarray(row * dimensions, (row + 1) * dimensions);

function crosswalk(name: string, kernel: WebAssembly.Module | undefined): VectorSubject {
  return {
    name,
    limit: BEST,
    async open(corpus) {
      const index = createVectorIndex({ dimensions: corpus.dimensions, kernel });
      index.reserve(corpus.rows);
      for (let row = 0; row < corpus.rows; row++) index.set(row, row, quantise(rowOf(corpus, row)));
      return { search: (query) => index.search(query, { limit: BEST }).map(({ row }) => row), bytes: index.bytes };
    },
  };
}

/** Candidates for exact scoring. */
function codes(limit: number, kernel: WebAssembly.Module): VectorSubject {
  return {
    name: 'crosswalk-codes',
    limit,
    async open(corpus) {
      const { dimensions, rows } = corpus;
      const encoded = encodeRows(rows, dimensions, (row, into) => into.set(rowOf(corpus, row)));
      const index = createCodeIndex({ dimensions, rows, codes: encoded, owners: undefined, kernel });
      return { search: (query) => index.search(query, { limit }).map(({ row }) => row), bytes: index.bytes };
    },
  };
}

/** What one writes without a library: float32, a loop, the best ten in a sorted list. */
const scan: VectorSubject = {
  name: 'typescript-float32',
  limit: BEST,
  async open({ dimensions, rows, vectors }) {
    return {
      bytes: vectors.byteLength,
      search(query) {
        const best: { row: number; score: number }[] = [];
        for (let row = 0; row < rows; row++) {
          let score = 0;
          for (let d = 0, at = row * dimensions; d < dimensions; d++, at++) score += vectors[at]! * query[d]!;
          if (best.length === BEST && score <= best[BEST - 1]!.score) continue;
          best.push({ row, score });
          best.sort((left, right) => right.score - left.score);
          best.length = Math.min(best.length, BEST);
        }
        return best.map(({ row }) => row);
      },
    };
  },
};

const THREADS = 1;

function usearchExact(name: string, kind: 'f32' | 'i8'): VectorSubject {
  /** One scale for all rows, for it takes no scale a row: cosines do not need any. */
  const convert = (numbers: Float32Array): Float32Array | Int8Array => {
    if (kind === 'f32') return numbers;
    return quantise(numbers).values;
  };
  return {
    name,
    limit: BEST,
    async open(corpus) {
      const { dimensions, rows } = corpus;
      const stored = kind === 'f32' ? corpus.vectors : new Int8Array(rows * dimensions);
      if (kind === 'i8') for (let row = 0; row < rows; row++) stored.set(convert(rowOf(corpus, row)), row * dimensions);
      const metric = usearch.MetricKind.Cos;
      return {
        bytes: stored.byteLength,
        search(query) {
          const found = usearch.exactSearch(stored, convert(query), dimensions, BEST, metric, THREADS);
          return Array.from(found.keys, Number);
        },
      };
    },
  };
}

function onnxruntime(name: string, kind: 'f32' | 'i8'): VectorSubject {
  return {
    name,
    limit: BEST,
    async open(corpus) {
      const { dimensions, rows, vectors } = corpus;
      onnx.env.wasm.numThreads = THREADS;
      const quantised = Array.from({ length: kind === 'i8' ? rows : 0 }, (_, row) => quantise(rowOf(corpus, row)));
      const values = new Int8Array(quantised.length * dimensions);
      for (const [row, { values: own }] of quantised.entries()) values.set(own, row * dimensions);
      const scales = Float32Array.from(quantised, ({ scale }) => scale);
      const model = kind === 'f32' ? floatModel(vectors, rows, BEST) : integerModel(values, scales, BEST);
      const session = await onnx.InferenceSession.create(model);
      return {
        bytes: model.length,
        async search(query) {
          const input =
            kind === 'f32'
              ? new onnx.Tensor('float32', query, [1, dimensions])
              : new onnx.Tensor('int8', quantise(query).values, [1, dimensions]);
          const { rows: found } = await session.run({ query: input });
          return Array.from(found!.data as BigInt64Array, Number);
        },
      };
    },
  };
}

export const vectorSubjects = (kernel: WebAssembly.Module): readonly VectorSubject[] => [
  crosswalk('crosswalk', kernel),
  crosswalk('crosswalk-twin', undefined),
  codes(100, kernel),
  codes(200, kernel),
  scan,
  usearchExact('usearch-exact-f32', 'f32'),
  usearchExact('usearch-exact-i8', 'i8'),
  onnxruntime('onnxruntime-matmul-f32', 'f32'),
  onnxruntime('onnxruntime-matmul-i8', 'i8'),
];
