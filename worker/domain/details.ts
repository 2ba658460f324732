/**
 * What D1 says about concepts, read in one round trip however many concepts and kinds of detail a level of a query
 * asks for. A request gets a loader of its own; what is asked for twice is read once.
 */
import DataLoader from 'dataloader';
import type {
  CodeMappingRow,
  ConceptKey,
  ConceptRow,
  ConceptStore,
  DescriptionRow,
  LabelRow,
} from '../stores/concepts.ts';
import type { Concept } from './concepts.ts';

type DetailKey = ConceptKey & { readonly detail: 'facts' | 'labels' | 'descriptions' | 'codes' };

interface ConceptDetails {
  facts: ConceptRow[];
  labels: LabelRow[];
  descriptions: DescriptionRow[];
  codes: CodeMappingRow[];
}

export interface Details {
  labels(concept: Concept): Promise<readonly LabelRow[]>;
  descriptions(concept: Concept): Promise<readonly DescriptionRow[]>;
  codes(concept: Concept): Promise<readonly CodeMappingRow[]>;
  /** A concept's own facts in a version; undefined where the version does not hold it. */
  facts(key: ConceptKey): Promise<ConceptRow | undefined>;
}

const name = (versionId: string, conceptId: string): string => `${versionId} ${conceptId}`;

async function readDetails(store: ConceptStore, keys: readonly DetailKey[]): Promise<ConceptDetails[]> {
  const wanted = (detail: DetailKey['detail']): ConceptKey[] => keys.filter((key) => key.detail === detail);
  const rows = await store.details({
    facts: wanted('facts'),
    labels: wanted('labels'),
    descriptions: wanted('descriptions'),
    codes: wanted('codes'),
  });
  const byConcept = new Map<string, ConceptDetails>();
  const of = (versionId: string, conceptId: string): ConceptDetails => {
    const key = name(versionId, conceptId);
    const known = byConcept.get(key) ?? { facts: [], labels: [], descriptions: [], codes: [] };
    byConcept.set(key, known);
    return known;
  };
  for (const row of rows.facts) of(row.versionId, row.id).facts.push(row);
  for (const row of rows.labels) of(row.versionId, row.conceptId).labels.push(row);
  for (const row of rows.descriptions) of(row.versionId, row.conceptId).descriptions.push(row);
  for (const row of rows.codes) of(row.versionId, row.conceptId).codes.push(row);
  return keys.map(({ versionId, conceptId }) => of(versionId, conceptId));
}

export function createDetails(store: ConceptStore): Details {
  const loader = new DataLoader<DetailKey, ConceptDetails, string>((keys) => readDetails(store, keys), {
    cacheKeyFn: ({ detail, versionId, conceptId }) => `${detail} ${name(versionId, conceptId)}`,
  });
  const load = ({ versionId, id }: Concept, detail: DetailKey['detail']): Promise<ConceptDetails> =>
    loader.load({ detail, versionId, conceptId: id });
  return {
    labels: async (concept) => (await load(concept, 'labels')).labels,
    descriptions: async (concept) => (await load(concept, 'descriptions')).descriptions,
    codes: async (concept) => (await load(concept, 'codes')).codes,
    facts: async (key) => (await loader.load({ ...key, detail: 'facts' })).facts[0],
  };
}
