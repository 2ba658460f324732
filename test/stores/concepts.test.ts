import { describe, expect, it } from 'vitest';
import { createConceptStore } from '../../worker/stores/concepts.ts';
import { CONTENTS, createStoresOf, taxonomyOf } from '../support/taxonomy.ts';

const NOTHING = { facts: [], labels: [], descriptions: [], codes: [] };

describe('the concept store', () => {
  const { d1 } = createStoresOf([CONTENTS, { ...CONTENTS, version: '2' }].map(taxonomyOf));
  const store = createConceptStore(d1.client);

  it('reads every kind of detail in one round trip, and no more than was asked for', async () => {
    const nurse = { versionId: 'test-1', conceptId: 'occupation:nurse' };
    const developer = { versionId: 'test-2', conceptId: 'occupation:software-developer' };
    const before = d1.roundTrips();
    const rows = await store.details({
      facts: [nurse],
      labels: [nurse],
      descriptions: [nurse, developer],
      codes: [developer],
    });
    expect(d1.roundTrips() - before).toBe(1);
    expect(rows.facts.map(({ id, versionId }) => [versionId, id])).toEqual([['test-1', 'occupation:nurse']]);
    expect(rows.labels.map(({ text }) => text)).toEqual([
      'Krankenpfleger',
      'Krankenschwester',
      'registered nurse',
      'staff nurse',
      'infirmier',
      'infirmière',
    ]);
    expect(rows.descriptions.map(({ versionId, text }) => `${versionId} ${text}`).toSorted()).toEqual([
      'test-1 Pflegt Kranke.',
      'test-2 Develops software.',
      'test-2 Entwickelt Software.',
    ]);
    expect(rows.codes.map(({ code }) => code)).toEqual(['2512', '15-1252.00']);
  });

  it('reads more concepts than a statement has parameters', async () => {
    const labels = Array.from({ length: 500 }, (_, index) => ({
      versionId: 'test-1',
      conceptId: `occupation:${index}`,
    }));
    labels.push({ versionId: 'test-1', conceptId: 'skill:java' });
    const rows = await store.details({ ...NOTHING, labels });
    expect(rows.labels.map(({ text }) => text)).toEqual(['Java', 'Java', 'Java programming']);
  });

  it('reads ids as they are, whatever stands in them', async () => {
    const facts = [{ versionId: 'test-1', conceptId: `'); DROP TABLE concept; --"` }];
    expect(await store.details({ ...NOTHING, facts })).toEqual(NOTHING);
    expect(await store.versions()).toHaveLength(2);
  });

  it('lists versions, newest import first', async () => {
    expect((await store.versions()).map(({ id }) => id)).toEqual(['test-2', 'test-1']);
  });
});
