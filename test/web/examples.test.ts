/** What GraphiQL's tabs offer runs as it stands. */
import { describe, expect, it } from 'vitest';
import { EXAMPLES } from '../../scripts/web/examples.ts';
import { createTestApp } from '../support/app.ts';

describe('an example of GraphiQL', () => {
  const app = createTestApp();
  it.each(EXAMPLES.map(({ query, variables }) => [/query (\w+)/.exec(query)?.[1], query, variables] as const))(
    '%s is answered without errors',
    async (name, query, variables) => {
      expect(name).toBeDefined();
      const { data, errors } = await app.ask(query, JSON.parse(variables ?? '{}'));
      expect(errors).toBeUndefined();
      expect(data).not.toBeNull();
    },
  );
});
