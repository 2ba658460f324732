/** The completion engine of the Worker, in the page: fetched on demand, to be measured. */
import { idle } from './idle.ts';
import { openPrefixIndex, type PrefixIndex } from '../../worker/engines/prefix-index/index.ts';
import { readContainer } from '../../worker/engines/snapshot/container.ts';
import { parseManifest } from '../../worker/engines/snapshot/manifest.ts';

const indexes = new Map<string, Promise<PrefixIndex | undefined>>();

async function load(language: string): Promise<PrefixIndex | undefined> {
  const manifest = parseManifest(await (await fetch('/snapshot/manifest.json')).text());
  if (!manifest.ok) return undefined;
  const file = Object.entries(manifest.value.files.prefix.OCCUPATION).find(([tag]) => tag === language)?.[1];
  if (file === undefined) return undefined;
  const container = readContainer(new Uint8Array(await (await fetch(`/snapshot/${file.name}`)).arrayBuffer()));
  return container.ok ? openPrefixIndex(container.value) : undefined;
}

/** A browser's clock ticks in steps of up to 100 us, so a look-up is repeated for this long and the mean taken. */
const BATCH_MS = 4;
const BATCHES = 3;
/** Batches before the measured ones, so that the code is compiled. */
const WARM_UP = 5;

/** Mean milliseconds of what is repeated for a batch, in a pause of the page's: a phone feels none of them. */
async function batch(work: () => void): Promise<number> {
  await idle();
  const start = performance.now();
  let done = 0;
  let elapsed = 0;
  while (elapsed < BATCH_MS) {
    work();
    done++;
    elapsed = performance.now() - start;
  }
  return elapsed / done;
}

/** Microseconds of a completion of eight, once the code is warm; undefined where the language has no index. */
export async function timeOf(text: string, language: string): Promise<number | undefined> {
  let index = indexes.get(language);
  if (index === undefined) {
    index = load(language);
    indexes.set(language, index);
    index.catch(() => indexes.delete(language));
  }
  const opened = await index;
  if (opened === undefined) return undefined;
  const complete = (): void => void opened.complete(text, { limit: 8 });
  for (let done = 0; done < WARM_UP; done++) await batch(complete);
  // The best of a few: what else the machine did meanwhile is no part of the engine.
  let best = Infinity;
  for (let done = 0; done < BATCHES; done++) best = Math.min(best, await batch(complete));
  return best * 1_000;
}
