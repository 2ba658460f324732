/** Bulk jobs from the start to the result; what makes rows of a file is tested in test/bulk. */
import { beforeEach, describe, expect, it } from 'vitest';
import { LIMITS } from '../../worker/core/limits.ts';
import { createKey } from '../support/admission.ts';
import { type Answer, type Json, type TestApp, createTestApp } from '../support/app.ts';

let app: TestApp;
let key = '';
beforeEach(async () => {
  app = createTestApp();
  ({ key } = await createKey(app.d1));
});

const ask = (query: string, variables: Record<string, unknown> = {}, by = key): Promise<Answer> =>
  app.ask(query, variables, { authorization: `Bearer ${by}` });
const JOB = '{ id state format rowCount doneRows failedRows resultUrl error }';

async function start(options = 'format: CSV'): Promise<{ job: Json; uploadUrl: string }> {
  const { data, errors } = await ask(`mutation { startBulkNormalization(${options}) { uploadUrl job ${JOB} } }`);
  expect(errors).toBeUndefined();
  return data.startBulkNormalization;
}

const put = (url: string, text: string): Promise<Response> =>
  app.fetch(url, { method: 'PUT', body: text, headers: { 'content-length': String(Buffer.byteLength(text)) } });
const codeOf = async (response: Response): Promise<unknown> => JSON.parse(await response.text()).errors[0].extensions;
const find = async (id: string): Promise<Json> =>
  (await ask(`query ($id: ID!) { bulkNormalization(id: $id) ${JOB} }`, { id })).data.bulkNormalization;
const download = async (id: string): Promise<string> => (await app.fetch((await find(id)).resultUrl)).text();

/** The whole way. */
async function normalize(text: string, options?: string): Promise<{ job: Json; result: string }> {
  const { job, uploadUrl } = await start(options);
  expect((await put(uploadUrl, text)).status).toBe(204);
  await app.workOffBulk();
  return { job: await find(job.id), result: await download(job.id) };
}

describe('a job', () => {
  it('normalises a CSV file', async () => {
    const { job, uploadUrl } = await start();
    expect(job).toMatchObject({ state: 'AWAITING_UPLOAD', rowCount: null, doneRows: 0, resultUrl: null });
    const file =
      'id,Title,language\r\na,"Senior software engineer, Berlin",en\r\n\r\nb,Krankenschwester,\r\nc,,en\r\nd,nurse,xx\r\n';
    expect((await put(uploadUrl, file)).status).toBe(204);
    expect(await find(job.id)).toMatchObject({ state: 'RUNNING', rowCount: null });
    await app.workOffBulk();
    const done = await find(job.id);
    expect(done).toMatchObject({ state: 'DONE', rowCount: 4, doneRows: 4, failedRows: 2, error: null });
    const response = await app.fetch(done.resultUrl);
    expect(response.headers.get('content-type')).toContain('text/csv');
    expect(response.headers.get('cache-control')).toContain('no-store');
    const [header, ...lines] = (await response.text()).trim().split('\r\n');
    expect(header).toBe('row,id,title,cleaned,language,occupation,code,iscoCode,label,confidence,error');
    expect(lines[0]).toMatch(
      /^1,a,"Senior software engineer, Berlin",software engineer,en,occupation:software-developer,2512.4,2512,software developer,0?\.?\d+,$/,
    );
    expect(lines[1]).toMatch(
      /^2,b,Krankenschwester,Krankenschwester,de,occupation:nurse,2221.1,2221,registered nurse,/,
    );
    expect(lines[2]).toBe('3,c,,,,,,,,,no title');
    expect(lines[3]).toBe('4,d,nurse,,,,,,,,"the taxonomy does not know the language ""xx"""');
    expect(lines).toHaveLength(4);
  });

  it('normalises NDJSON, with several matches and names in another language', async () => {
    const file = '{"title":"staff nurse","id":7}\n{"title":5}\nnonsense\n\n{"title":"midwife","language":"en"}';
    const { job, result } = await normalize(file, 'format: NDJSON, matches: 3, labelLanguage: "de"');
    expect(job).toMatchObject({ state: 'DONE', rowCount: 4, failedRows: 2 });
    const rows = result
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows.map(({ row, error }) => [row, error])).toEqual([
      [1, undefined],
      [2, 'no "title"'],
      [3, 'not JSON'],
      [4, undefined],
    ]);
    expect(rows[0]).toMatchObject({
      id: '7',
      matches: [{ occupation: 'occupation:nurse', label: 'Krankenpfleger' }, {}],
    });
  });

  it('is divided into parts, whose results come in the order of the rows', async () => {
    const rows = Array.from({ length: 2_500 }, (_, row) => `nurse ${row}`);
    const { job, uploadUrl } = await start('format: CSV');
    await put(uploadUrl, ['title', ...rows].join('\n'));
    // Parts come in any order, and twice.
    const scan = app.bulk.sent.shift();
    expect(scan).toEqual({ kind: 'SCAN', job: job.id });
    app.bulk.sent.unshift(scan!);
    await app.workOffBulk();
    const result = (await download(job.id)).trim().split('\r\n').slice(1);
    expect(result.map((line) => line.split(',')[2])).toEqual(rows);
    expect([...app.bulk.results.keys()]).toHaveLength(3);
  });

  it('may have no rows at all', async () => {
    expect((await normalize('title\n')).result.trim().split('\r\n')).toHaveLength(1);
    expect(await normalize('\n', 'format: NDJSON')).toMatchObject({ job: { state: 'DONE', rowCount: 0 }, result: '' });
  });

  it.each([
    ['name,language\nnurse,en\n', /one must be "title"/],
    [`title\n${'nurse\n'.repeat(LIMITS.bulkRows + 1)}`, /more than 1000000 rows/],
    [`title\n"${'nurse\n'.repeat(1_000_000)}`, /is a quote left open/],
  ])('fails where the file cannot be read', async (file, error) => {
    const { job, uploadUrl } = await start();
    await put(uploadUrl, file);
    await app.bulkWork.run({ kind: 'SCAN', job: job.id });
    expect(await find(job.id)).toMatchObject({ state: 'FAILED', error: expect.stringMatching(error), resultUrl: null });
  });
});

describe('the link', () => {
  it('takes one file', async () => {
    const { uploadUrl } = await start();
    expect((await put(uploadUrl, 'title\nnurse\n')).status).toBe(204);
    const second = await put(uploadUrl, 'title\nother\n');
    expect(second.status).toBe(403);
    expect(await codeOf(second)).toMatchObject({ code: 'LINK_INVALID', reason: 'USED' });
    expect(Buffer.from(app.bulk.uploads.values().next().value!).toString()).toBe('title\nnurse\n');
  });

  it('cannot be forged, and expires', async () => {
    const { job, uploadUrl } = await start();
    const { job: other } = await start();
    const forged = [
      uploadUrl.replace(job.id, other.id),
      uploadUrl.replace(/expires=\d+/, 'expires=9999999999'),
      uploadUrl.replace(/signature=.*/, 'signature='),
      `/bulk/${job.id}/rows`,
    ];
    for (const url of forged) expect(await codeOf(await put(url, 'title\n'))).toMatchObject({ reason: 'FORGED' });
    expect(await codeOf(await app.fetch(uploadUrl.replace('/rows', '/result')))).toMatchObject({ reason: 'FORGED' });
    app.bulk.ahead = 3_601_000;
    expect(await codeOf(await put(uploadUrl, 'title\n'))).toMatchObject({ reason: 'EXPIRED' });
    expect(app.bulk.uploads.size).toBe(0);
  });

  it('takes no file without a length, or one that is too long', async () => {
    const { uploadUrl } = await start();
    const without = await app.fetch(uploadUrl, { method: 'PUT', body: 'title\n' });
    expect(without.status).toBe(411);
    const huge = { method: 'PUT', body: 'title\n', headers: { 'content-length': String(LIMITS.bulkBytes + 1) } };
    expect((await app.fetch(uploadUrl, huge)).status).toBe(413);
  });
});

describe('a job that is interrupted', () => {
  it('goes on where it was, and no row comes twice', async () => {
    const rows = Array.from({ length: 5_300 }, (_, row) => `nurse ${row}`);
    const { job, uploadUrl } = await start();
    await put(uploadUrl, ['title', ...rows].join('\n'));
    // The queue delivers one task twice and forgets the others, again and again; the repair finds what is missing.
    for (let round = 0; (await find(job.id)).state !== 'DONE'; round += 1) {
      expect(round).toBeLessThan(20);
      const [task] = app.bulk.sent.splice(0);
      if (task === undefined) {
        app.bulk.ahead += 301_000;
        expect(await app.bulkWork.repair()).toBe(1);
      } else for (let time = 0; time < 2; time += 1) await app.bulkWork.run(task);
    }
    const result = (await download(job.id)).trim().split('\r\n').slice(1);
    expect(result.map((line) => line.split(',')[2])).toEqual(rows);
    for (const { writes } of app.bulk.results.values()) expect(writes).toBe(1);
  });

  it('has failed where a part fails too often', async () => {
    const { job, uploadUrl } = await start();
    await put(uploadUrl, 'title\nnurse\n');
    await app.bulkWork.giveUp({ kind: 'PART', job: job.id, part: 0 });
    expect(await find(job.id)).toMatchObject({ state: 'FAILED', error: expect.stringMatching(/failed too often/) });
  });
});

describe('cancelling', () => {
  it('ends a job; what is still under way changes nothing', async () => {
    const { job, uploadUrl } = await start();
    await put(uploadUrl, 'title\nnurse\n');
    const { data } = await ask(`mutation ($id: ID!) { cancelBulkNormalization(id: $id) ${JOB} }`, { id: job.id });
    expect(data.cancelBulkNormalization.state).toBe('CANCELLED');
    await app.workOffBulk();
    expect(await find(job.id)).toMatchObject({ state: 'CANCELLED', resultUrl: null });
    expect(app.bulk.results.size).toBe(0);
  });

  it('makes room: a tenant has ten jobs that are not over', async () => {
    const jobs = [];
    for (let count = 0; count < LIMITS.bulkJobsPerTenant; count += 1) jobs.push((await start()).job.id);
    const refused = await ask('mutation { startBulkNormalization(format: CSV) { uploadUrl } }');
    expect(refused.errors?.[0]?.message).toMatch(/10 jobs are not over/);
    await ask('mutation ($id: ID!) { cancelBulkNormalization(id: $id) { state } }', { id: jobs[0] });
    await start();
  });
});

describe('watching', () => {
  const watch = (id: string, by = key): Promise<Response> =>
    app.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', authorization: `Bearer ${by}` },
      body: JSON.stringify({
        query: 'subscription ($id: ID!) { bulkNormalization(id: $id) { state doneRows } }',
        variables: { id },
      }),
    });
  const eventsOf = (text: string): Json[] =>
    [...text.matchAll(/event: next\ndata: (.*)\n\n/g)].map(([, data = '']) => JSON.parse(data));

  it('tells by server-sent events how a job gets on, until it is over', async () => {
    const { job, uploadUrl } = await start();
    const response = await watch(job.id);
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const reading = response.text();
    await put(uploadUrl, 'title\nnurse\nmidwife\n');
    await new Promise((resolve) => setTimeout(resolve, 20));
    await app.workOffBulk();
    const text = await reading;
    const states = eventsOf(text).map(({ data }) => data.bulkNormalization.state);
    expect([...new Set(states)]).toEqual(['AWAITING_UPLOAD', 'RUNNING', 'DONE']);
    expect(text.endsWith('event: complete\ndata:\n\n')).toBe(true);
  });

  it("tells nothing of another tenant's job, and nothing without events", async () => {
    const { job } = await start();
    const { key: other } = await createKey(app.d1, { tenant: 'other' });
    const [event] = eventsOf(await (await watch(job.id, other)).text());
    expect(event.errors[0].extensions.code).toBe('NOT_FOUND');
    expect(event.data?.bulkNormalization).toBeUndefined();
    const plain = await ask('subscription ($id: ID!) { bulkNormalization(id: $id) { state } }', { id: job.id });
    expect(plain.errors?.[0]).toMatchObject({
      extensions: { code: 'BAD_REQUEST' },
      message: expect.stringMatching(/text\/event-stream/),
    });
  });
});
