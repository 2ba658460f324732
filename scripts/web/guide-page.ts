/**
 * The frame of a page under /docs: what stands around a guide. No script but the one for light and dark. The list of all
 * guides follows the text, so that on a phone the text comes first; where there is room it stands beside it.
 */
import { escapeHtml } from './html.ts';
import type { Heading } from './markdown.ts';

export interface PageLink {
  readonly href: string;
  readonly title: string;
}

export interface Chapter {
  readonly title: string;
  readonly pages: readonly PageLink[];
}

export interface GuidePage extends PageLink {
  readonly summary: string;
  readonly html: string;
  readonly headings: readonly Heading[];
}

/** Longer descriptions are cut by search engines. */
const DESCRIPTION_LENGTH = 160;

function description(summary: string): string {
  const text = summary.replaceAll(/\s+/g, ' ').trim();
  return text.length <= DESCRIPTION_LENGTH
    ? text
    : `${text.slice(0, DESCRIPTION_LENGTH - 3).replace(/\s\S*$/, '')} ...`;
}

function navigation(chapters: readonly Chapter[], current: string): string {
  const item = ({ href, title }: PageLink): string =>
    `<li><a href="${href}"${href === current ? ' aria-current="page"' : ''}>${escapeHtml(title)}</a></li>`;
  return chapters
    .map(({ title, pages }) => `<p class="chapter">${escapeHtml(title)}</p><ul>${pages.map(item).join('')}</ul>`)
    .join('\n');
}

function contents(headings: readonly Heading[]): string {
  const sections = headings.filter(({ level }) => level === 2);
  if (sections.length < 2) return '';
  const items = sections.map(({ id, text }) => `<li><a href="#${id}">${escapeHtml(text)}</a></li>`).join('');
  return `<nav class="contents" aria-label="On this page"><p class="chapter">On this page</p><ul>${items}</ul></nav>`;
}

function neighbours(chapters: readonly Chapter[], current: string): string {
  const pages = chapters.flatMap((chapter) => chapter.pages);
  const at = pages.findIndex(({ href }) => href === current);
  const link = (page: PageLink | undefined, rel: string, before: string): string =>
    page === undefined || at < 0
      ? ''
      : `<a rel="${rel}" href="${page.href}"><span class="fine">${before}</span> ${escapeHtml(page.title)}</a>`;
  return `<nav class="neighbours" aria-label="Before and after">${link(pages[at - 1], 'prev', 'Before')}${link(pages[at + 1], 'next', 'Next')}</nav>`;
}

export function guidePage({ href, title, summary, html, headings }: GuidePage, chapters: readonly Chapter[]): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="description" content="${escapeHtml(description(summary))}" />
    <title>${escapeHtml(title)} · Crosswalk</title>
    <link rel="icon" href="/icon.svg" type="image/svg+xml" />
    <link rel="preload" href="/fonts/figtree-latin.woff2" as="font" type="font/woff2" crossorigin />
    <link rel="stylesheet" href="/guides.css" />
    <script src="/theme.js"></script>
  </head>
  <body>
    <a class="skip" href="#main">Skip to the content</a>
    <header class="bar">
      <a class="brand" href="/">
        <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true"><rect width="32" height="32" rx="7" class="brand-ground" /><path class="brand-stripes" d="M6 25 9.4 7h4L11 25zm7.5 0 1.3-18h4l-.3 18zm7.5 0L20.7 7h3.9L26 25z" /></svg>
        Crosswalk
      </a>
      <nav class="elsewhere" aria-label="For developers">
        <a href="/">Explorer</a>
        <a href="/docs/"${href === '/docs/' ? ' aria-current="page"' : ''}>Docs</a>
        <a href="/graphql">GraphiQL</a>
        <button type="button" id="theme" class="quiet" aria-label="Colours: as the system has them">
          <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true"><circle cx="12" cy="12" r="8" fill="none" stroke="currentColor" stroke-width="2" /><path d="M12 4a8 8 0 0 1 0 16z" fill="currentColor" /></svg>
        </button>
      </nav>
    </header>
    <div class="layout">
      <main id="main">
        <article>
${html}
        </article>
        ${neighbours(chapters, href)}
      </main>
      ${contents(headings)}
      <nav class="menu" aria-label="Guides">
${navigation(chapters, href)}
      </nav>
    </div>
  </body>
</html>
`;
}
