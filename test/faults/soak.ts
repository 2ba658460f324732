/**
 * `npm run soak [-- --titles 50000 --kills 20 --seed 1]`: the write path under faults, at length.
 *
 * Real processes, each killed by SIGKILL at a point chosen by the seed, over SQLite files: D1, vectors and the queue, with
 * the committed weights of the static tier.
 * The vector store fails 30 % of its calls, messages come twice and in any order. In the end every title that was
 * acknowledged must be indexed exactly once, and no vector too many be stored.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import { committedStatic } from '../../taxonomy/encoders.ts';
import { createTestD1 } from '../support/d1.ts';
import { createRandom } from '../support/random.ts';
import { CONTENTS, createStoresOf, taxonomyOf } from '../support/taxonomy.ts';
import { createTestVectorStore } from '../support/vector-store.ts';
import { type Life, WRITER, live, outcomeOf, search } from './life.ts';
import { planOf } from './plan.ts';
import { type DurableQueue, Process, type Surroundings } from './world.ts';

const MINUTE_MS = 60_000;
const TITLES_PER_CALL = 500;
const NO_FAULTS = { vectorFailures: 0, duplicates: 0 };
/** Titles that are searched for in the end. */
const SEARCHES = 200;

const { values } = parseArgs({
  options: {
    titles: { type: 'string', default: '50000' },
    kills: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    // Of a child: where its world is, and when it dies.
    folder: { type: 'string' },
    life: { type: 'string' },
  },
});
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** What the client, the queue and the clock remember, in one file. */
function openMemory(folder: string) {
  const sqlite = new DatabaseSync(join(folder, 'memory.sqlite'));
  sqlite.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;
    CREATE TABLE IF NOT EXISTS message (id INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT, attempts INTEGER, held INTEGER);
    CREATE INDEX IF NOT EXISTS waiting ON message (held, id);
    CREATE TABLE IF NOT EXISTS memory (name TEXT PRIMARY KEY, value TEXT);`);
  const get = sqlite.prepare('SELECT value FROM memory WHERE name = ?');
  const set = sqlite.prepare('INSERT OR REPLACE INTO memory VALUES (?, ?)');
  const count = sqlite.prepare('SELECT count(*) AS n FROM message WHERE held = 0');
  const pick = sqlite.prepare('SELECT id, body, attempts FROM message WHERE held = 0 ORDER BY id LIMIT 1 OFFSET ?');
  const size = (): number => Number(count.get()?.['n']);
  const queue: DurableQueue = {
    send: (body) =>
      void sqlite.prepare('INSERT INTO message (body, attempts, held) VALUES (?, 0, 0)').run(JSON.stringify(body)),
    take(random) {
      const row = pick.get(random.integer(size()));
      if (row === undefined) return undefined;
      sqlite.prepare('UPDATE message SET held = 1 WHERE id = ?').run(row['id']!);
      return { id: String(row['id']), body: JSON.parse(String(row['body'])), attempts: Number(row['attempts']) };
    },
    putBack: ({ id, attempts }) =>
      void sqlite.prepare('UPDATE message SET held = 0, attempts = ? WHERE id = ?').run(attempts, Number(id)),
    done: (id) => void sqlite.prepare('DELETE FROM message WHERE id = ?').run(Number(id)),
    get size() {
      return size();
    },
  };
  return {
    queue,
    get: (name: string): string | undefined => get.get(name)?.['value'] as string | undefined,
    set: (name: string, value: string | number) => void set.run(name, String(value)),
    /** What a dead process was working on waits again. */
    recover: () => sqlite.exec('UPDATE message SET held = 0'),
  };
}

async function openWorld(folder: string, random = createRandom(1)) {
  const memory = openMemory(folder);
  const { sqlite, client } = createTestD1(join(folder, 'd1.sqlite'));
  sqlite.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF');
  const vectors = createTestVectorStore(undefined, folder);
  const encoder = committedStatic();
  const around: Surroundings = {
    snapshot: createStoresOf([taxonomyOf(CONTENTS)]).snapshot,
    encoder,
    random,
    clock: () => Date.now() + Number(memory.get('ahead') ?? 0),
    faults: { vectorFailures: 0.3, duplicates: 0.1 },
    die: () => process.kill(process.pid, 'SIGKILL'),
  };
  const durable = { d1: client, openVectors: vectors.open, queue: memory.queue };
  const immortal = new Process(durable, { ...around, faults: NO_FAULTS }, Infinity);
  let collection = memory.get('collection');
  if (collection === undefined) {
    collection = (await immortal.domain.collections.create(WRITER, 'Soak')).id;
    memory.set('collection', collection);
  }
  const life: Life = {
    plan: planOf(Number(values.seed), Number(values.titles), TITLES_PER_CALL),
    collection,
    sqlite,
    queue: memory.queue,
    get acknowledged() {
      return Number(memory.get('acknowledged') ?? 0);
    },
    set acknowledged(count) {
      memory.set('acknowledged', count);
    },
    advance: () => memory.set('ahead', Number(memory.get('ahead') ?? 0) + 3 * MINUTE_MS),
  };
  return { life, durable, around, immortal, vectors, encoder, memory };
}

/** One process: ends by SIGKILL, or with 0 when all is done. */
async function beChild(folder: string, life: string): Promise<void> {
  const random = createRandom(Number(values.seed) * 1_000 + Number(life));
  const world = await openWorld(folder, random);
  world.memory.recover();
  await live(new Process(world.durable, world.around, life === 'forever' ? Infinity : Number(life)), world.life);
}

function spawnChild(folder: string, life: number | 'forever'): Promise<NodeJS.Signals | number> {
  const own = process.argv[1]!;
  const size = [`--titles=${values.titles}`, `--seed=${values.seed}`];
  const child = spawn(process.execPath, [own, ...size, `--folder=${folder}`, `--life=${life}`], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((resolve) => child.on('exit', (code, signal) => resolve(signal ?? code ?? 1)));
}

async function beParent(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'crosswalk-soak-'));
  const random = createRandom(Number(values.seed));
  const started = performance.now();
  const kills = Number(values.kills);
  // A hundred titles take about 15 reads and writes: all points lie within the first two thirds of the run.
  const longest = Math.ceil((Number(values.titles) * 0.1) / kills);
  let killed = 0;
  for (;;) {
    const end = await spawnChild(folder, killed < kills ? 10 + random.integer(longest) : 'forever');
    if (end === 0) break;
    if (end !== 'SIGKILL') throw new Error(`A process ended with ${end}`);
    killed += 1;
    const { acknowledged, plan } = (await openWorld(folder)).life;
    say(`killed ${killed} times; ${acknowledged} of ${plan.calls.length} calls acknowledged`);
  }
  const { life, immortal, vectors, encoder } = await openWorld(folder);
  const { titles, rows, indexed, wanted, stored } = await outcomeOf(life, vectors.open, encoder.identity);
  const { expected } = life.plan;
  const kept = new Set(stored);
  const asked = [...expected].filter((_, place) => place % Math.ceil(expected.size / SEARCHES) === 0);
  let found = 0;
  for (const [id, title] of asked) if ((await search(immortal, life, title))[0] === id) found += 1;
  const report = {
    calls: life.plan.calls.length,
    expected: expected.size,
    rows,
    indexed,
    missing: [...expected].filter(([id, title]) => titles.get(id) !== title).length,
    vectorsMissing: wanted.filter((id) => !kept.has(id)).length,
    vectorsTooMany: stored.length - wanted.length,
    kills: killed,
    found: `${found} of ${asked.length}`,
    seconds: Math.round((performance.now() - started) / 1000),
  };
  say(JSON.stringify(report, undefined, 2));
  rmSync(folder, { recursive: true, force: true });
  const right =
    rows === expected.size &&
    indexed === rows &&
    report.missing === 0 &&
    report.vectorsMissing === 0 &&
    report.vectorsTooMany === 0 &&
    found === asked.length &&
    killed === kills;
  say(right ? 'Every acknowledged title is indexed exactly once.' : 'SOMETHING IS WRONG.');
  process.exitCode = right ? 0 : 1;
}

await (values.folder === undefined ? beParent() : beChild(values.folder, values.life ?? 'forever'));
