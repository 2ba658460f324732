/**
 * The snapshot's vectors: of every label a sign code, of every concept the mean of its labels, each language alike.
 *
 * Costs about ten microseconds a label.
 */
import type { SynchronousEncoder } from '../worker/engines/encoder/encoder.ts';
import type { LabelRecord } from '../worker/engines/snapshot/label-pool.ts';
import { type IndexedKind } from '../worker/engines/snapshot/manifest.ts';
import { buildCodeIndex, buildVectorIndex } from '../worker/engines/vector-index/index.ts';
import type { Taxonomy } from './model.ts';

/** The labels whose codes are searched for a kind: an occupation's also in the names of groups. */
function codedLabels({ concepts }: Taxonomy, pool: readonly LabelRecord[], kind: IndexedKind): number[] {
  return pool.flatMap(({ concept }, label) => {
    const record = concepts[concept];
    if (record === undefined || record.deprecated) return [];
    const isOfKind = record.kind === kind && !record.isGroup;
    return isOfKind || (kind === 'OCCUPATION' && record.kind === 'GROUP') ? [label] : [];
  });
}

/** The file of a language's sign codes; undefined where it has no label of the kind. */
export function buildLabelCodes(
  taxonomy: Taxonomy,
  pool: readonly LabelRecord[],
  kind: IndexedKind,
  encoder: SynchronousEncoder,
): Uint8Array<ArrayBuffer> | undefined {
  const labels = codedLabels(taxonomy, pool, kind);
  if (labels.length === 0) return undefined;
  return buildCodeIndex({
    encoder: encoder.identity,
    rows: labels.length,
    owners: Uint32Array.from(labels),
    vectorOf: (row, into) => encoder.encodeInto(pool[labels[row]!]!.text, into),
  });
}

function addNormalised(from: Float32Array, to: Float32Array, offset: number): void {
  let squares = 0;
  for (const number of from) squares += number * number;
  if (squares === 0) return;
  const scale = 1 / Math.sqrt(squares);
  for (let d = 0; d < from.length; d++) to[offset + d]! += from[d]! * scale;
}

/** The file of the concepts' vectors: row c is concept c. */
export function buildConceptVectors(taxonomy: Taxonomy, encoder: SynchronousEncoder): Uint8Array<ArrayBuffer> {
  const { dimensions } = encoder.identity;
  const totals = new Float32Array(taxonomy.concepts.length * dimensions);
  const vector = new Float32Array(dimensions);
  const ofLanguage = new Float32Array(dimensions);
  const addPool = (pool: readonly LabelRecord[]): void => {
    for (let label = 0; label < pool.length;) {
      const { concept } = pool[label]!;
      ofLanguage.fill(0);
      for (; label < pool.length && pool[label]!.concept === concept; label++) {
        encoder.encodeInto(pool[label]!.text, vector);
        for (let d = 0; d < dimensions; d++) ofLanguage[d]! += vector[d]!;
      }
      addNormalised(ofLanguage, totals, concept * dimensions);
    }
  };
  for (const pool of taxonomy.labels.values()) addPool(pool);
  return buildVectorIndex({
    encoder: encoder.identity,
    rows: taxonomy.concepts.length,
    vectorOf: (concept, into) => {
      into.fill(0);
      addNormalised(totals.subarray(concept * dimensions, (concept + 1) * dimensions), into, 0);
    },
  });
}
