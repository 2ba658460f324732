/**
 * Similar occupations around the one that is shown: the nearer to the middle, the more similar. The list beside the plot
 * says the same in words, so the plot is hidden from assistive technology.
 */
import { bar, h, svg } from '../dom.ts';
import { addressOf } from '../router.ts';

export interface Scored {
  readonly score: number;
  readonly occupation: { readonly id: string; readonly label: string };
}

/** Half the plot's width, in its own units. */
const HALF = 172;
const NEAREST = 60;
const FARTHEST = 150;

/** Distance from the middle by where a score stands between the best and the worst. */
function distances(scored: readonly Scored[]): number[] {
  const scores = scored.map(({ score }) => score);
  const [best, worst] = [Math.max(...scores), Math.min(...scores)];
  return scores.map(
    (score) => NEAREST + (FARTHEST - NEAREST) * (best === worst ? 0.5 : (best - score) / (best - worst)),
  );
}

function plot(name: string, scored: readonly Scored[]): SVGElement {
  const away = distances(scored);
  const points = scored.map((one, at) => {
    const angle = (at / scored.length) * 2 * Math.PI - Math.PI / 2;
    const distance = away[at] ?? FARTHEST;
    return { one, at, x: Math.cos(angle) * distance, y: Math.sin(angle) * distance };
  });
  return svg(
    'svg',
    { viewBox: `${-HALF} ${-HALF} ${2 * HALF} ${2 * HALF}`, class: 'radial', 'aria-hidden': 'true' },
    ...[NEAREST, (NEAREST + FARTHEST) / 2, FARTHEST].map((radius) => svg('circle', { r: radius, class: 'ring' })),
    ...points.map(({ x, y }) => svg('line', { x1: 0, y1: 0, x2: x, y2: y, class: 'spoke' })),
    svg('circle', { r: 26, class: 'middle' }, svg('title', {}, name)),
    ...points.map(({ one, at, x, y }) =>
      svg(
        'a',
        { href: addressOf('browse', { id: one.occupation.id }), tabindex: -1 },
        svg('title', {}, one.occupation.label),
        svg('circle', { cx: x, cy: y, r: 15, class: 'dot' }),
        svg('text', { x, y: y + 5, 'text-anchor': 'middle' }, String(at + 1)),
      ),
    ),
  );
}

/** The plot and the list of what is similar to `name`; nothing where nothing is. */
export function similarTo(name: string, scored: readonly Scored[]): Element[] {
  if (scored.length === 0) return [];
  return [
    plot(name, scored),
    h(
      'ol',
      { class: 'similar' },
      ...scored.map(({ score, occupation }) =>
        h(
          'li',
          {},
          h('a', { href: addressOf('browse', { id: occupation.id }) }, h('bdi', {}, occupation.label)),
          bar(score),
          h('span', { class: 'fine' }, score.toFixed(2)),
        ),
      ),
    ),
  ];
}
