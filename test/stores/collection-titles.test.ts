/** How SQLite answers the statements of a collection's titles: by an index that leads to few rows, however many there are. */
import type { SQLInputValue } from 'node:sqlite';
import { expect, it } from 'vitest';
import { type CollectionTitleStore, createCollectionTitleStore } from '../../worker/stores/collection-titles.ts';
import { createTestD1 } from '../support/d1.ts';

interface Recorded {
  readonly sql: string;
  readonly parameters: readonly SQLInputValue[];
}

const { sqlite, client } = createTestD1();
const recorded: Recorded[] = [];
const watched = new Proxy(client, {
  get(target, name) {
    if (name !== 'prepare') return Reflect.get(target, name);
    return (sql: string) => {
      const statement = target.prepare(sql);
      const bind = statement.bind.bind(statement);
      statement.bind = (...parameters: SQLInputValue[]) => {
        recorded.push({ sql, parameters });
        return bind(...parameters);
      };
      return statement;
    };
  },
});
const store = createCollectionTitleStore(watched);

const VERSIONS = [{ key: 1, version: 1 }];
const STAMP = {
  stamp: 's',
  now: 1,
  audit: { tenant: 't', actor: 'a', requestId: 'r', action: 'x', subject: 's', count: 1 },
};
const FILTER = { attributes: [{ name: 'remote', values: ['yes'] }], languages: ['en'], groups: ['25'] };
const QUERY = { keys: [1], folded: 'nurse', occupations: ['a', 'b', 'c', 'd'], limit: 40, filteredLimit: 300 };

const CALLS: Readonly<Record<string, (titles: CollectionTitleStore) => Promise<unknown>>> = {
  markDeleted: (titles) => titles.markDeleted('t', 'c', ['1'], STAMP),
  byKeys: (titles) => titles.byKeys('c', [1]),
  fail: (titles) => titles.fail(VERSIONS, 'reason'),
  purge: (titles) => titles.purge(VERSIONS),
  remove: (titles) => titles.remove([1]),
  page: (titles) => titles.page('c', 0, 10),
  outdated: (titles) => titles.outdated('c', 'e', 's', 0, 10),
  takeUnsettled: (titles) => titles.takeUnsettled('PENDING', 1, 1, 10),
  candidates: (titles) => titles.candidates('t', 'c', { ...QUERY, filter: {} }),
  'candidates with a filter': (titles) => titles.candidates('t', 'c', { ...QUERY, filter: FILTER }),
  visible: (titles) => titles.visible('t', 'c', [1], {}),
  'visible with a filter': (titles) => titles.visible('t', 'c', [1], FILTER),
  byIds: (titles) => titles.byIds('t', 'c', ['1']),
  list: (titles) => titles.list('t', 'c', undefined, 0, 10),
  'list of one state': (titles) => titles.list('t', 'c', 'INDEXED', 0, 10),
  descriptions: (titles) => titles.descriptions('t', 'c', [1]),
};

/** What reads a table without a condition, and what reads all rows of a collection. */
const WHOLE =
  /^SCAN (title|title_attribute)\b|^SEARCH title(_attribute)? .*\((collection_id=\?|collection_id=\? AND name=\?)\)$/;

it.each(Object.entries(CALLS))('%s reads no collection whole', async (_, call) => {
  recorded.length = 0;
  await call(store);
  expect(recorded.length).toBeGreaterThan(0);
  for (const { sql, parameters } of recorded) {
    const plan = sqlite.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters);
    expect(plan.map(({ detail }) => detail)).not.toContainEqual(expect.stringMatching(WHOLE));
    expect(plan.map(({ detail }) => detail)).not.toContain('USE TEMP B-TREE FOR ORDER BY');
  }
});
