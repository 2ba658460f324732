/**
 * The snapshot's vectors: of every label a sign code, of every concept the mean of its labels, each language alike, and
 * of every group and occupation what lies around it.
 *
 * Costs about ten microseconds a label, and a tenth of a millisecond an occupation.
 */
import type { SynchronousEncoder } from '../worker/engines/encoder/encoder.ts';
import { readContainer } from '../worker/engines/snapshot/container.ts';
import type { LabelRecord } from '../worker/engines/snapshot/label-pool.ts';
import { type IndexedKind } from '../worker/engines/snapshot/manifest.ts';
import { bitmapOf, buildCodeIndex, buildVectorIndex, openVectorIndex } from '../worker/engines/vector-index/index.ts';
import { compileKernel } from './encoders.ts';
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

/** Occupations that make up the surroundings of one: itself and those nearest to it. Chosen on the development sets. */
const NEIGHBOURS = 5;
/** How fast a neighbour's share falls with its distance. */
const NEIGHBOUR_TEMPERATURE = 0.5;

/**
 * The file of what lies around groups and occupations, which come before the skills: row c is the mean of the vectors of
 * the five occupations nearest to concept c, nearer ones counting more. A title that is drawn there moves towards its
 * field of work rather than to one of its occupations.
 */
export function buildSurroundings(
  { concepts }: Taxonomy,
  encoder: SynchronousEncoder,
  conceptVectors: Uint8Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> {
  const container = readContainer(conceptVectors);
  if (!container.ok) throw new Error(`The concepts' vectors cannot be read: ${container.failure.reason}`);
  const vectors = openVectorIndex(container.value, { encoder: encoder.identity, kernel: compileKernel() });
  const firstSkill = concepts.findIndex(({ kind }) => kind === 'SKILL');
  const rows = firstSkill === -1 ? concepts.length : firstSkill;
  const accept = bitmapOf(
    rows,
    (concept) => concepts[concept]!.kind === 'OCCUPATION' && !concepts[concept]!.deprecated,
  );
  return buildVectorIndex({
    encoder: encoder.identity,
    rows,
    vectorOf: (concept, into) => {
      const vector = new Float32Array(into.length);
      vectors.read(concept, vector);
      const near = vectors.search(vector, { limit: NEIGHBOURS, accept });
      const mean = new Float32Array(into.length);
      vectors.addTo(
        mean,
        near.map(({ owner }) => owner),
        near.map(({ score }) => Math.exp((score - 1) / NEIGHBOUR_TEMPERATURE)),
      );
      into.fill(0);
      addNormalised(mean, into, 0);
    },
  });
}
