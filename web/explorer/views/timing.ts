/** Three times of one answer on one scale, from a microsecond to a second, so that their orders of magnitude show. */
import type { Timing } from '../api.ts';
import { bar, find, h } from '../dom.ts';
import { languageName } from '../languages.ts';

const timing = (): HTMLElement => find('#timing', HTMLElement);

/** 1 us to 1 s as 0 to 1, each decade as long. */
const onScale = (microseconds: number): number => Math.log10(Math.max(1, microseconds)) / 6;

/** "38 µs", "2.4 ms". */
function readable(microseconds: number): string {
  if (microseconds < 1_000) return `${microseconds < 10 ? microseconds.toFixed(1) : Math.round(microseconds)} µs`;
  return `${(microseconds / 1_000).toFixed(microseconds < 10_000 ? 1 : 0)} ms`;
}

function row(name: string, microseconds: number, value = readable(microseconds)): HTMLElement {
  return h('div', {}, h('dt', {}, name), h('dd', {}, bar(onScale(microseconds)), h('span', {}, value)));
}

interface EngineTime {
  /** Undefined where it was not measured. */
  readonly engineUs: number | undefined;
  readonly language: string;
}

/** Undefined hides it. The engine's time comes later than the others, when its index has been fetched. */
export function showTiming(shown: Timing | undefined, engine?: EngineTime): void {
  timing().hidden = shown === undefined;
  if (shown === undefined) return;
  const { roundTripMs, workerMs, cached } = shown;
  const engineUs = engine?.engineUs;
  const rows = [
    engineUs === undefined
      ? h(
          'div',
          {},
          h('dt', {}, 'Engine'),
          h('dd', {}, bar(0), h('span', {}, engine === undefined ? '...' : 'not measured')),
        )
      : row('Engine', engineUs),
    cached
      ? h('div', {}, h('dt', {}, 'Worker'), h('dd', {}, bar(0), h('span', {}, 'not asked')))
      : row('Worker', (workerMs ?? 0) * 1_000, (workerMs ?? 0) < 1 ? 'under 1 ms' : `${Math.round(workerMs ?? 0)} ms`),
    row(cached ? 'Browser’s cache' : 'Network', roundTripMs * 1_000),
  ];
  find('dl', HTMLElement, timing()).replaceChildren(...rows);
  find('p', HTMLElement, timing()).textContent =
    engine === undefined || engineUs === undefined
      ? 'Each decade, from a microsecond to a second, is a sixth of the bar.'
      : `Engine: the same code over the same index (${languageName(engine.language)}), run in this page, because a Worker’s clock stands still while it computes. Each decade is a sixth of the bar.`;
}
