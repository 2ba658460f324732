/** Keys, sent wherever a client may put one by mistake, are looked for in everything that is logged and answered. */
import { expect, it } from 'vitest';
import { createKey } from '../support/admission.ts';
import { createTestApp } from '../support/app.ts';

const NAME = '{ taxonomy { name } }';

it('a key is in no log line, no data point and no answer', async () => {
  const app = createTestApp();
  const { key, id } = await createKey(app.d1);
  const { key: gone, id: goneId } = await createKey(app.d1);
  app.d1.sqlite.prepare('UPDATE api_key SET revoked_at = created_at WHERE id = ?').run(goneId);
  const answers: string[] = [];
  const ask = async (query: string, headers: Record<string, string>, variables = {}, path = '/graphql') => {
    const response = await app.fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });
    answers.push(await response.text(), JSON.stringify([...response.headers]));
    return response.status;
  };

  expect(await ask(NAME, { authorization: `Bearer ${key}` })).toBe(200);
  expect(await ask(NAME, { authorization: `Bearer ${gone}` })).toBe(401);
  const wrong = `${key.slice(0, -2)}00`;
  for (const sent of [key, gone, wrong, `${key}0`, key.slice(0, -1), `${key}${key}`, key.toUpperCase()]) {
    await ask(NAME, { authorization: `Bearer ${sent}` });
    await ask(NAME, { authorization: sent, 'x-request-id': sent.slice(0, 64) });
    await ask(`query ${sent} ${NAME}`, {});
    await ask(`{ ${sent} }`, {});
    await ask(`{ taxonomy { name(key: "${sent}") } }`, {});
    await ask('query ($id: ID!) { node(id: $id) { id } }', {}, { id: sent });
    await ask(`{ autocomplete(text: "a", within: "${sent}") { text } }`, {});
    await ask('query ($l: LanguageTag) { autocomplete(text: "a", language: $l) { text } }', {}, { l: sent });
    await ask('query ($l: Int) { autocomplete(text: "a", limit: $l) { text } }', {}, { l: sent });
    await ask(`{ occupations(after: "${sent}") { totalCount } }`, {});
    await ask(`{ taxonomyChanges(from: "${sent}") { totalCount } }`, {});
    await app.fetch(`/${sent}/graphql`); // What it answers is the test's own asset.
    await ask(NAME, {}, {}, `/graphql?key=${sent}`);
    await app.fetch(`/graphql?documentId=${sent}`).then(async (response) => answers.push(await response.text()));
  }
  expect(app.log.length).toBeGreaterThan(80);
  // The id is public, and tells whose key it was.
  expect(JSON.stringify(app.log)).toContain(id);
  const written = [...app.log, ...app.points].map((line) => JSON.stringify(line));
  const all = [...written, ...answers].join('\n').toLowerCase();
  for (const secret of [key, gone].map((one) => one.slice(-64))) {
    const at = all.indexOf(secret.slice(0, 8));
    expect(at < 0 ? '' : all.slice(at - 200, at + 100)).toBe('');
  }
});
