/**
 * What GraphiQL's mark-up leaves to mend for keyboards and screen readers. GraphiQL writes its part of the page itself and
 * has no setting for any of this, so it is observed and mended after each change of it.
 *
 * Cost: nothing while somebody types or scrolls in an editor; else a walk over the tabs and, when open, the query builder.
 */
import { mendQueryBuilder, switchByKey } from './query-builder.ts';
import { mendTabs } from './tabs.ts';

const isInEditor = ({ target }: MutationRecord): boolean =>
  target instanceof Element && target.closest('.monaco-editor') !== null;

/** Buttons and checkboxes that a change may take away while they have the focus. */
const controlsOf = (root: Element): readonly (HTMLElement | SVGElement)[] => [
  ...root.querySelectorAll<HTMLElement | SVGElement>('.graphiql-tab-button, .graphiql-explorer-root svg'),
];

export function mendMarkup(root: Element): void {
  let focused: Element | undefined;
  let place = -1;

  root.addEventListener('focusin', ({ target }) => {
    focused = target instanceof Element ? target : undefined;
    place = controlsOf(root).findIndex((control) => control === focused);
  });

  /** Who switches a field or closes a tab goes on from there, and not from the top of the page. */
  const keepFocus = (): void => {
    if (focused === undefined || focused.isConnected) return;
    const wasTab = focused.matches('.graphiql-tab-close');
    focused = undefined;
    if (document.activeElement !== document.body) return;
    if (wasTab) root.querySelector<HTMLElement>('.graphiql-tab-active .graphiql-tab-button')?.focus();
    else controlsOf(root)[place]?.focus();
  };

  const mend = (): void => {
    mendTabs(root);
    mendQueryBuilder(root);
    keepFocus();
  };

  new MutationObserver((records) => {
    if (!records.every(isInEditor)) mend();
  }).observe(root, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['aria-selected', 'style', 'title'],
  });
  root.addEventListener('keydown', (event) => {
    if (event instanceof KeyboardEvent) switchByKey(event);
  });
}
