/**
 * How the element looks: the system's own field colours, so that it fits a page, its dark mode and forced colours
 * unstyled. A page styles the parts (`::part(input)`), or sets the custom properties.
 */
const CSS = `
:host { display: block; position: relative; font: inherit; text-align: start; }
:host([hidden]), [hidden] { display: none; }
input {
  box-sizing: border-box;
  inline-size: 100%;
  margin: 0;
  padding: var(--crosswalk-padding, .55em .7em);
  border: 1px solid var(--crosswalk-border-color, light-dark(#6f7a78, #8d9a97));
  border-radius: var(--crosswalk-radius, .4em);
  background: var(--crosswalk-background, Field);
  color: var(--crosswalk-color, FieldText);
  font: inherit;
  text-align: start;
}
input:focus-visible {
  outline: 2px solid var(--crosswalk-accent, light-dark(#0b6e60, #4fd1bb));
  outline-offset: 1px;
}
input::placeholder { color: inherit; opacity: .7; }
input:disabled { opacity: .6; }
ul {
  box-sizing: border-box;
  position: absolute;
  z-index: var(--crosswalk-z-index, 10);
  inset-inline: 0;
  inset-block-start: calc(100% + .25em);
  max-block-size: min(22em, 50vh);
  margin: 0;
  padding: .25em;
  overflow-y: auto;
  overscroll-behavior: contain;
  border: 1px solid var(--crosswalk-border-color, light-dark(#6f7a78, #8d9a97));
  border-radius: var(--crosswalk-radius, .4em);
  background: var(--crosswalk-background, Field);
  color: var(--crosswalk-color, FieldText);
  box-shadow: 0 .4em 1.4em rgb(0 0 0 / 18%);
  list-style: none;
}
ul.above { inset-block: auto calc(100% + .25em); }
li {
  padding: .45em .5em;
  border-radius: calc(var(--crosswalk-radius, .4em) / 2);
  overflow-wrap: anywhere;
  cursor: pointer;
}
@media (pointer: coarse) { li { padding-block: .7em; } }
li:hover { background: color-mix(in srgb, currentColor 7%, transparent); }
li[aria-selected=true] {
  background: color-mix(in srgb, var(--crosswalk-accent, light-dark(#0b6e60, #4fd1bb)) 20%, transparent);
  outline: 2px solid transparent;
  outline-offset: -2px;
}
@media (forced-colors: active) { li[aria-selected=true] { outline-color: Highlight; } }
li[part~=typed]:not(:first-child) {
  border-block-start: 1px solid color-mix(in srgb, currentColor 20%, transparent);
}
mark { background: none; color: inherit; font-weight: 700; }
.failure { margin: .35em 0 0; font-size: .875em; }
.announcement { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
`;

let sheet: CSSStyleSheet | undefined;

/** One sheet for all elements of a page; made by script, so that a strict Content-Security-Policy lets it be. */
export function styleSheet(): CSSStyleSheet {
  if (sheet === undefined) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
  }
  return sheet;
}
