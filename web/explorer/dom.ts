/** Building the page. Texts of the API become text nodes, never HTML. */

export type Child = Node | string | undefined;
type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

function fill(node: Element, attributes: Attributes, children: readonly Child[]): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    node.setAttribute(name, value === true ? '' : String(value));
  }
  node.append(...children.filter((child) => child !== undefined));
}

/** An HTML element; attributes that are undefined or false are left out. */
export function h<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const node = document.createElement(name);
  fill(node, attributes, children);
  return node;
}

/** An SVG element, likewise. */
export function svg<Name extends keyof SVGElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: Child[]
): SVGElementTagNameMap[Name] {
  const node = document.createElementNS('http://www.w3.org/2000/svg', name);
  fill(node, attributes, children);
  return node;
}

/** An element that the page is known to hold. */
export function find<Type extends HTMLElement>(
  selector: string,
  type: new () => Type,
  within: ParentNode = document,
): Type {
  const node = within.querySelector(selector);
  if (!(node instanceof type)) throw new Error(`The page holds no ${selector}`);
  return node;
}

/** A text in its own language and direction. */
export const inLanguage = (language: string | undefined, ...children: Child[]): HTMLElement =>
  h('span', { lang: language, dir: 'auto' }, ...children);

interface Range {
  readonly start: number;
  readonly end: number;
}

/** A text with ranges of it (in order, in UTF-16 code units) wrapped. */
export function wrapped<Part extends Range>(
  text: string,
  parts: readonly Part[],
  wrap: (text: string, part: Part) => Node,
): Node[] {
  const nodes: Node[] = [];
  let at = 0;
  for (const part of parts) {
    if (part.start > at) nodes.push(document.createTextNode(text.slice(at, part.start)));
    nodes.push(wrap(text.slice(part.start, part.end), part));
    at = part.end;
  }
  if (at < text.length) nodes.push(document.createTextNode(text.slice(at)));
  return nodes;
}

/** A bar of 0 to 1, drawn as a crossing. It says nothing that the text beside it does not. */
export function bar(share: number): HTMLElement {
  const node = h('span', { class: 'stripes', 'aria-hidden': 'true' });
  node.style.setProperty('--share', String(Math.max(0, Math.min(1, share))));
  return node;
}

/** "GENDER_MARKER" as a person says it. */
export const words = (name: string): string => name.toLowerCase().replaceAll('_', ' ');
