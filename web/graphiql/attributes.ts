/** Sets an attribute, or takes it away; writes only what differs, so that whoever observes attributes comes to rest. */
export function setAttribute(element: Element | null, name: string, value: string | undefined): void {
  if (element === null || (element.getAttribute(name) ?? undefined) === value) return;
  if (value === undefined) element.removeAttribute(name);
  else element.setAttribute(name, value);
}
