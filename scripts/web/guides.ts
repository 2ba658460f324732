/**
 * The guides of `docs/`, the schema reference and the persisted documents as pages under /docs. A guide that stands in no
 * chapter below is put into the last one, so that none is forgotten.
 */
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Chapter, type GuidePage, guidePage } from './guide-page.ts';
import { escapeHtml } from './html.ts';
import { renderGuide } from './markdown.ts';
import { persistedDocumentsPage } from './persisted-page.ts';
import { schemaPages } from './schema-pages.ts';

const ROOT = join(import.meta.dirname, '../..');

const CHAPTERS: readonly { readonly title: string; readonly guides: readonly string[] }[] = [
  { title: 'Start', guides: ['adopting', 'api', 'element', 'mcp', 'explorer', 'keys', 'bulk', 'collections'] },
  { title: 'Measured', guides: ['quality', 'completions', 'performance', 'accessibility'] },
  { title: 'Data', guides: ['importing-esco', 'snapshot-format'] },
  { title: 'Inside', guides: ['architecture', 'decisions', 'vector-store'] },
  { title: 'In production', guides: ['deploying', 'scale'] },
];

/** A guide's address; an own file links to it as `name.md`, `../docs/name.md` or from elsewhere in the repository. */
function linkIn(names: ReadonlySet<string>): (href: string) => string | undefined {
  return (href) => {
    if (/^(https?:|mailto:|#|\/)/.test(href)) return href;
    const [path = '', anchor] = href.split('#');
    const name = basename(path, '.md');
    if (!path.endsWith('.md') || !names.has(name) || (dirname(path) !== '.' && !path.includes('docs/')))
      return undefined;
    return `/docs/${name}${anchor === undefined ? '' : `#${anchor}`}`;
  };
}

function indexPage(chapters: readonly Chapter[], summaries: ReadonlyMap<string, string>): GuidePage {
  const cards = chapters.map(
    ({ title, pages }) =>
      `<h2>${escapeHtml(title)}</h2>\n<ul class="guides">${pages
        .map(
          (page) =>
            `<li><a href="${page.href}">${escapeHtml(page.title)}</a><p>${escapeHtml(summaries.get(page.href) ?? '')}</p></li>`,
        )
        .join('')}</ul>`,
  );
  const summary = 'How to adopt Crosswalk, what it answers and how well, and how it is made.';
  return {
    href: '/docs/',
    title: 'Documentation',
    summary,
    html: `<h1>Documentation</h1>\n<p class="lead">${summary}</p>\n${cards.join('\n')}`,
    headings: [],
  };
}

export function writeGuides(folder: string): void {
  const names = globSync('*.md', { cwd: join(ROOT, 'docs') }).map((file) => basename(file, '.md'));
  const link = linkIn(new Set(names));
  const guides = new Map(
    names.map((name): [string, GuidePage] => {
      const rendered = renderGuide(readFileSync(join(ROOT, 'docs', `${name}.md`), 'utf8'), link);
      return [name, { href: `/docs/${name}`, ...rendered }];
    }),
  );
  const reference = [...schemaPages(), persistedDocumentsPage()];
  const listed = new Set(CHAPTERS.flatMap((chapter) => chapter.guides));
  const chapters: Chapter[] = CHAPTERS.map(({ title, guides: wanted }) => ({
    title,
    pages: wanted.flatMap((name) => guides.get(name) ?? []),
  }));
  chapters.push({ title: 'Reference', pages: reference });
  const others = [...guides].filter(([name]) => !listed.has(name)).map(([, page]) => page);
  if (others.length > 0) chapters.push({ title: 'More', pages: others });

  const pages = [...guides.values(), ...reference];
  const summaries = new Map(pages.map(({ href, summary }) => [href, summary]));
  for (const page of [indexPage(chapters, summaries), ...pages]) {
    const file = join(folder, page.href.endsWith('/') ? `${page.href}index.html` : `${page.href}.html`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, guidePage(page, chapters));
  }
  for (const images of ['screenshots', 'plots']) {
    const source = join(ROOT, 'docs', images);
    if (existsSync(source)) cpSync(source, join(folder, 'docs', images), { recursive: true });
  }
}
