/**
 * GraphiQL's query builder, the second pane: a tree of the schema in which the fields and arguments of the query are
 * ticked. Its marks are drawings that know the mouse alone, and its fields have no names. Here each mark is a checkbox that
 * Tab reaches and Space or Enter switches, and each field is called after its argument.
 */
import { setAttribute } from './attributes.ts';

/** What its buttons show -> what they do; those not listed have a title. */
const BUTTONS: Readonly<Record<string, string>> = {
  '+': 'Add',
  '✕': 'Remove this operation',
  '⎘': 'Copy this operation',
};

/** Marks of fields, arguments and types: circles, or arrows where there is something to unfold. */
const marksIn = (pane: Element): readonly SVGElement[] => [...pane.querySelectorAll('svg')];

/** A ticked circle is filled by its style, an open arrow turned by it. */
const isTicked = (mark: SVGElement): boolean => mark.style.fill !== '' || mark.style.transform !== '';

const rowOf = (mark: Element): HTMLElement | null => mark.closest<HTMLElement>('[data-field-name], [data-arg-name]');

function nameOf(mark: Element): string {
  const { fieldName, argName } = rowOf(mark)?.dataset ?? {};
  return fieldName ?? argName ?? mark.parentElement?.textContent.trim() ?? '';
}

/** With what it belongs to, which the eye sees by its indent: "label of Occupation", "limit, argument of skills". */
function fullNameOf(mark: Element): string {
  const indented = mark.closest('div[style*="margin-left"]');
  const owner = indented?.previousElementSibling?.querySelector('svg') ?? null;
  if (owner === null) return nameOf(mark);
  const belongs = rowOf(mark)?.dataset['argName'] === undefined ? ' of' : ', argument of';
  return `${nameOf(mark)}${belongs} ${nameOf(owner)}`;
}

function nameField(field: Element): void {
  const mark = field.closest('[data-arg-name]')?.querySelector('svg') ?? null;
  if (mark !== null) setAttribute(field, 'aria-label', fullNameOf(mark));
  else if (field.matches('select')) setAttribute(field, 'aria-label', 'Add new operation');
  else setAttribute(field, 'aria-label', field.getAttribute('placeholder') ?? undefined);
}

export function mendQueryBuilder(root: Element): void {
  const pane = root.querySelector('.graphiql-explorer-root');
  if (pane === null) return;
  for (const mark of marksIn(pane)) {
    setAttribute(mark, 'role', 'checkbox');
    setAttribute(mark, 'tabindex', '0');
    setAttribute(mark, 'aria-checked', String(isTicked(mark)));
    setAttribute(mark, 'aria-label', fullNameOf(mark));
  }
  for (const field of pane.querySelectorAll('input, select')) nameField(field);
  for (const button of pane.querySelectorAll('button')) {
    setAttribute(button, 'aria-label', BUTTONS[button.textContent.trim()] ?? button.title);
  }
}

/** Space and Enter do to a mark what a click does. */
export function switchByKey(event: KeyboardEvent): void {
  const { target, key } = event;
  if (!(target instanceof SVGElement) || target.role !== 'checkbox') return;
  if ((key !== ' ' && key !== 'Enter') || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  target.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
}
