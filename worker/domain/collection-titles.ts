/**
 * The titles of a collection as its owner writes and reads them.
 *
 * A write is acknowledged when D1 has it; from then on it is not lost. It is found by its text at once, by meaning when
 * its message has been worked off (collection-indexing.ts). Should sending the message fail, the repair sends another.
 */
import DataLoader from 'dataloader';
import { CrosswalkFailure } from '../core/failures.ts';
import { fold } from '../core/fold.ts';
import type { LanguageTag } from '../core/language.ts';
import { LIMITS } from '../core/limits.ts';
import { reasonOf } from '../core/reason.ts';
import { rankLanguages } from '../engines/language-detection/index.ts';
import type {
  CollectionTitleStore,
  TitleRow,
  TitleVersion,
  WriteStamp,
  WrittenTitle,
} from '../stores/collection-titles.ts';
import type { SnapshotStore } from '../stores/snapshot.ts';
import { type TaskQueue, titleTasks } from './collection-tasks.ts';
import { type Collection, type Collections, type Writer, auditEntry, cursorKey, pageOf } from './collections.ts';
import type { Connection, PageArguments } from './connections.ts';
import { heldLanguage } from './languages.ts';
import { languageShares } from './rank-titles.ts';
import { type TitleLexicon, cleanTitle } from './title-cleaning/index.ts';
import { checkCount, checkText, checkTitle } from './title-input.ts';

export interface TitleAttribute {
  readonly name: string;
  readonly value: string;
}

/** A title as a client sends it. */
export interface CollectionTitleInput {
  readonly id: string;
  readonly title: string;
  readonly language?: LanguageTag | undefined;
  readonly description?: string | undefined;
  readonly skills: readonly string[];
  readonly location?: string | undefined;
  readonly employer?: string | undefined;
  /** Seconds since 1970. */
  readonly postedAt?: number | undefined;
  readonly url?: string | undefined;
  readonly attributes: readonly TitleAttribute[];
}

/** What a reader never searches by, as the row keeps it. */
export interface TitleFacts {
  readonly skills: readonly string[];
  readonly location?: string | undefined;
  readonly employer?: string | undefined;
  readonly url?: string | undefined;
  readonly attributes: Readonly<Record<string, string>>;
}

export type CollectionTitle = TitleRow;

export type VisibleState = Exclude<CollectionTitle['state'], 'DELETED'>;

export interface UpsertOutcome {
  readonly received: number;
  /** New, or different from what was stored. */
  readonly changed: number;
  /** Waiting to be indexed. */
  readonly pending: number;
}

export interface CollectionTitles {
  upsert(writer: Writer, collection: string, inputs: readonly CollectionTitleInput[]): Promise<UpsertOutcome>;
  /** How many there were. */
  delete(writer: Writer, collection: string, ids: readonly string[]): Promise<number>;
  /** Undefined where there is none of this id. */
  find(tenant: string, collection: string, id: string): Promise<CollectionTitle | undefined>;
  list(
    collection: Collection,
    state: VisibleState | undefined,
    page: PageArguments,
  ): Promise<Omit<Connection<CollectionTitle>, 'totalCount'>>;
  /** A loader for one request: the descriptions of a page are read in one round trip. */
  createDescriptions(): TitleDescriptions;
}

export interface TitleDescriptions {
  of(title: CollectionTitle): Promise<string | undefined>;
}

export interface CollectionTitleParts {
  readonly collections: Collections;
  readonly titles: CollectionTitleStore;
  readonly snapshot: SnapshotStore;
  readonly lexicon: TitleLexicon;
  readonly queue: TaskQueue;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Told when acknowledged titles could not be announced to the queue; the repair will do it. */
  readonly onUnsent: (collection: string, reason: string) => void;
}

export function readFacts({ facts }: Pick<TitleRow, 'facts'>): TitleFacts {
  // Only toFacts writes them.
  return JSON.parse(facts) as TitleFacts;
}

function toFacts({ skills, location, employer, url, attributes }: CollectionTitleInput): TitleFacts {
  const pairs = attributes.map(({ name, value }) => [name, value] as const);
  return { skills, location, employer, url, attributes: Object.fromEntries(pairs) };
}

/** Of what the client sent, whatever is made of it. */
async function contentHash(input: CollectionTitleInput): Promise<string> {
  const { title, language, description, skills, location, employer, postedAt, url } = input;
  const { attributes } = toFacts(input);
  const sorted = Object.entries(attributes).sort(([left], [right]) => (left < right ? -1 : 1));
  const parts = [title, language, description, skills, location, employer, postedAt, url, sorted];
  const bytes = new TextEncoder().encode(JSON.stringify(parts));
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest, 0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function refuse(argument: string, reason: string): never {
  throw new CrosswalkFailure({ code: 'BAD_USER_INPUT', argument, reason });
}

function checkInput(input: CollectionTitleInput, path: string): void {
  checkText(`${path}.id`, input.id, LIMITS.titleIdLength);
  if (input.id === '') refuse(`${path}.id`, 'is empty; send your own id of the title');
  checkTitle(`${path}.title`, input.title);
  checkText(`${path}.description`, input.description ?? '', LIMITS.descriptionLength);
  checkCount(`${path}.skills`, input.skills.length, LIMITS.skillsPerTitle);
  for (const skill of input.skills) checkText(`${path}.skills`, skill, LIMITS.skillTextLength);
  checkText(`${path}.location`, input.location ?? '', LIMITS.factLength);
  checkText(`${path}.employer`, input.employer ?? '', LIMITS.factLength);
  checkText(`${path}.url`, input.url ?? '', LIMITS.urlLength);
  if (input.url !== undefined && !/^https?:\/\//i.test(input.url))
    refuse(`${path}.url`, 'must begin with http:// or https://');
  checkCount(`${path}.attributes`, input.attributes.length, LIMITS.attributesPerTitle);
  for (const { name, value } of input.attributes) {
    checkText(`${path}.attributes`, name, LIMITS.attributeNameLength);
    checkText(`${path}.attributes`, value, LIMITS.attributeValueLength);
    if (!/^[\w.-]+$/.test(name))
      refuse(`${path}.attributes`, 'has a name with other characters than A-Z, a-z, 0-9, _, . and -');
  }
  if (new Set(input.attributes.map(({ name }) => name)).size < input.attributes.length)
    refuse(`${path}.attributes`, 'names an attribute twice; give each one value');
}

export function createCollectionTitles(parts: CollectionTitleParts): CollectionTitles {
  const { collections, titles, snapshot, lexicon, queue, clock, onUnsent } = parts;

  /** The language of each title: the client's, else detected; what a call's titles are in tells about each other. */
  async function languagesOf(inputs: readonly CollectionTitleInput[]): Promise<readonly LanguageTag[]> {
    const { languages: held } = await snapshot.manifest();
    const fallback = held.find((language) => language === 'en') ?? held[0]!;
    const shares = languageShares(
      inputs.filter(({ language }) => language === undefined).map(({ title }) => title),
      held,
    );
    return inputs.map(({ title, language }) =>
      language === undefined
        ? (rankLanguages(title, held, shares)[0]?.language ?? fallback)
        : (heldLanguage(language, held) ?? fallback),
    );
  }

  async function toWritten(input: CollectionTitleInput, language: LanguageTag): Promise<WrittenTitle> {
    const { cleaned } = cleanTitle(input.title, language, lexicon);
    return {
      externalId: input.id,
      title: input.title,
      language,
      cleaned,
      folded: fold(cleaned),
      description: input.description ?? null,
      facts: JSON.stringify(toFacts(input)),
      postedAt: input.postedAt ?? null,
      contentHash: await contentHash(input),
    };
  }

  /** What was acknowledged stays acknowledged, also where it cannot be announced. */
  async function announce(collection: string, versions: readonly TitleVersion[]): Promise<void> {
    try {
      await queue.send(titleTasks(collection, versions));
    } catch (error) {
      onUnsent(collection, reasonOf(error));
    }
  }

  const stampOf = (writer: Writer, action: string, collection: string, count: number): WriteStamp => ({
    stamp: crypto.randomUUID(),
    now: clock(),
    audit: auditEntry(writer, action, collection, count),
  });

  return {
    async upsert(writer, collection, inputs) {
      checkCount('titles', inputs.length, LIMITS.titlesPerWrite);
      for (const [place, input] of inputs.entries()) checkInput(input, `titles[${place}]`);
      await collections.require(writer.tenant, collection);
      // Of two with one id the later counts, as if they came in two calls.
      const distinct = [...new Map(inputs.map((input) => [input.id, input])).values()];
      const languages = await languagesOf(distinct);
      const rows = await Promise.all(distinct.map((input, place) => toWritten(input, languages[place]!)));
      const stamp = stampOf(writer, 'upsertTitles', collection, rows.length);
      const { changed, unsettled } = await titles.write(writer.tenant, collection, rows, stamp);
      await announce(collection, unsettled);
      return { received: inputs.length, changed, pending: unsettled.length };
    },
    async delete(writer, collection, ids) {
      checkCount('ids', ids.length, LIMITS.titlesPerWrite);
      for (const id of ids) checkText('ids', id, LIMITS.titleIdLength);
      await collections.require(writer.tenant, collection);
      const stamp = stampOf(writer, 'deleteTitles', collection, ids.length);
      const deleted = await titles.markDeleted(writer.tenant, collection, ids, stamp);
      await announce(collection, deleted);
      return deleted.length;
    },
    async find(tenant, collection, id) {
      const [found] = await titles.byIds(tenant, collection, [id]);
      return found;
    },
    async list({ tenant, id }, state, page) {
      const after = Number(cursorKey(page) ?? '0');
      if (!Number.isSafeInteger(after)) throw new CrosswalkFailure({ code: 'INVALID_CURSOR', argument: 'after' });
      const rows = await titles.list(tenant, id, state, after, page.first + 1);
      return pageOf(
        rows,
        page,
        ({ key }) => String(key),
        (row) => row,
      );
    },
    createDescriptions() {
      const loader = new DataLoader<CollectionTitle, string | undefined, number>(
        async (rows) => {
          const [row] = rows;
          // A request sees one tenant; should it see several collections, each is read by itself.
          const collectionIds = [...new Set(rows.map(({ collectionId }) => collectionId))];
          const found = new Map<number, string>();
          for (const collection of collectionIds) {
            const keys = rows.filter(({ collectionId }) => collectionId === collection).map(({ key }) => key);
            for (const [key, text] of await titles.descriptions(row!.tenant, collection, keys)) found.set(key, text);
          }
          return rows.map(({ key }) => found.get(key));
        },
        { cacheKeyFn: ({ key }) => key },
      );
      return { of: (title) => loader.load(title) };
    },
  };
}
