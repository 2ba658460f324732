/** Written by codegen.ts from schema/*.graphql. */
import type { LanguageTag } from '../../core/language.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Concept as ConceptModel } from '../../domain/concepts.ts';
import type { ServedTaxonomy } from '../../domain/taxonomy.ts';
import type { Collection as CollectionModel } from '../../domain/collections.ts';
import type { BulkJob } from '../../domain/bulk.ts';
import type { CollectionTitle as CollectionTitleModel } from '../../domain/collection-titles.ts';
import type { Change, ChangeConnection } from '../../domain/changes.ts';
import type { ApiContext } from '../context.ts';
export type Maybe<T> = T | null | undefined;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A moment in UTC as RFC 3339 writes it: `2026-11-23T08:15:00.000Z`. */
  DateTime: { input: string; output: string; }
  /**
   * A language as a BCP 47 tag with a lower-case primary subtag first: `en`, `de`, `zh`, `pt-br`. Case and `_` are
   * forgiven. A regional tag stands for its language where the taxonomy holds no such variant: `en-GB` is answered as `en`.
   * A malformed tag, or one whose language the taxonomy does not hold, is refused with `INVALID_LANGUAGE`;
   * `taxonomy { languages }` lists those held.
   */
  LanguageTag: { input: LanguageTag; output: string; }
  /** An absolute URI, for example `http://data.europa.eu/esco/occupation/f2b15a0e-e65a-438a-affb-29b9d50b77d1`. */
  URI: { input: string; output: string; }
};

/** An attribute that a title must have. */
export type AttributeFilter = {
  /** Its name. At most 64 UTF-16 code units, else `TEXT_TOO_LONG`. */
  readonly name: Scalars['String']['input'];
  /** One of these values: at most 20 (else `LIST_TOO_LONG`), at most 256 UTF-16 code units each (else `TEXT_TOO_LONG`). */
  readonly values: ReadonlyArray<Scalars['String']['input']>;
};

/** A write that was acknowledged. */
export type AuditEntry = {
  /** What was done, by the name of the mutation: `upsertTitles`, `createKey`, ... */
  readonly action: Scalars['String']['output'];
  /** Who: the id of the key, or `cli` where a key was made or ended from the command line. */
  readonly actor: Scalars['String']['output'];
  /** When. */
  readonly at: Scalars['DateTime']['output'];
  /** How many things it touched, from 0. */
  readonly count: Scalars['Int']['output'];
  /** The `X-Request-Id` of the request; empty for the command line. */
  readonly requestId: Scalars['String']['output'];
  /** What it was done to: the id of a collection, a job or a key. */
  readonly subject: Scalars['String']['output'];
};

/** A page of the audit log. */
export type AuditEntryConnection = {
  /** The entries with their cursors. */
  readonly edges: ReadonlyArray<AuditEntryEdge>;
  /** The entries alone. */
  readonly nodes: ReadonlyArray<AuditEntry>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** One entry and its cursor. */
export type AuditEntryEdge = {
  /** Opaque; for `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The entry. */
  readonly node: AuditEntry;
};

/** What a file of rows is written in. */
export type BulkFormat =
  /** Fields separated by `,`, `;` or tab, as RFC 4180 has it; the first line names the columns: `title`, and where wanted `id` and `language`. */
  | 'CSV'
  /** A JSON object a line: `title`, and where wanted `id` and `language`. */
  | 'NDJSON';

/** A file of titles that is normalised as a whole. */
export type BulkNormalization = {
  /** When it was started. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** Rows that were worked off, those that failed among them. */
  readonly doneRows: Scalars['Int']['output'];
  /** Why it failed; null unless `FAILED`. */
  readonly error: Maybe<Scalars['String']['output']>;
  /** Rows that could not be normalised; the result says of each why. */
  readonly failedRows: Scalars['Int']['output'];
  /** What its file and its result are written in. */
  readonly format: BulkFormat;
  /** Its id. */
  readonly id: Scalars['ID']['output'];
  /** Where the result is fetched by GET, relative to the address of this API, for an hour from now on; null unless `DONE`. Rows come in the order of the file. */
  readonly resultUrl: Maybe<Scalars['String']['output']>;
  /** Rows of the file, 0 to 1,000,000; null until they are counted. */
  readonly rowCount: Maybe<Scalars['Int']['output']>;
  /** How far it is. */
  readonly state: BulkState;
};

/** How far a bulk job is. */
export type BulkState =
  /** Its file was not uploaded yet. */
  | 'AWAITING_UPLOAD'
  /** It was cancelled. */
  | 'CANCELLED'
  /** All rows are normalised. */
  | 'DONE'
  /** It cannot be done; `error` says why. */
  | 'FAILED'
  /** Its rows are being normalised. */
  | 'RUNNING';

/** What happened to a concept from one version to another. */
export type ChangeKind =
  /** The concept is new. */
  | 'ADDED'
  /** Its ISCO-08 group or its broader concepts changed. */
  | 'MOVED'
  /** The concept is gone or deprecated, and nothing takes its place. */
  | 'REMOVED'
  /** Its preferred English label changed. */
  | 'RENAMED'
  /** The concept is gone or deprecated, and others take its place. */
  | 'REPLACED';

/** An occupation's code in another classification. */
export type CodeMapping = {
  /** The code, as the classification writes it. */
  readonly code: Scalars['String']['output'];
  /** How exactly it means the same. */
  readonly kind: MappingKind;
  /** The classification: "ISCO", "O*NET-SOC", ... */
  readonly scheme: Scalars['String']['output'];
  /** Who stated the mapping. */
  readonly source: Scalars['String']['output'];
  /** Its edition: "2008", "2019", ... */
  readonly vintage: Scalars['String']['output'];
};

/**
 * A tenant's own titles: an index of a job board, a client's vacancies, a labour agency's register. Whoever has no key of
 * the tenant sees nothing of it.
 */
export type Collection = {
  /** How many titles it holds, by their state. Counted when asked for: about 50 ms for a million titles. */
  readonly counts: TitleCounts;
  /** When it was created. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The encoder whose vectors answer searches, for people: "crosswalk-static-1". */
  readonly encoder: Scalars['String']['output'];
  /** Names it in every query and mutation. At most 64 characters, opaque. */
  readonly id: Scalars['ID']['output'];
  /** What last went wrong when its titles were indexed; null where nothing ever did. */
  readonly lastError: Maybe<CollectionError>;
  /** For people; need not be unique. */
  readonly name: Scalars['String']['output'];
  /** True while vectors of another encoder are being made; those of `encoder` answer until they are complete. */
  readonly reencoding: Scalars['Boolean']['output'];
  /** One of its titles; null where there is none of this id. */
  readonly title: Maybe<CollectionTitle>;
  /** Its titles in the order in which they were first stored. */
  readonly titles: CollectionTitleConnection;
};


/**
 * A tenant's own titles: an index of a job board, a client's vacancies, a labour agency's register. Whoever has no key of
 * the tenant sees nothing of it.
 */
export type CollectionTitleArgs = {
  id: Scalars['ID']['input'];
};


/**
 * A tenant's own titles: an index of a job board, a client's vacancies, a labour agency's register. Whoever has no key of
 * the tenant sees nothing of it.
 */
export type CollectionTitlesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  state?: InputMaybe<TitleState>;
};

/** A page of collections. */
export type CollectionConnection = {
  /** The collections of this page, with their cursors. */
  readonly edges: ReadonlyArray<CollectionEdge>;
  /** The collections of this page, without cursors. */
  readonly nodes: ReadonlyArray<Collection>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
};

/** One collection and its cursor. */
export type CollectionEdge = {
  /** Where this collection stands; opaque. */
  readonly cursor: Scalars['String']['output'];
  /** The collection. */
  readonly node: Collection;
};

/** Something that went wrong while titles were indexed. Nothing is lost by it: indexing is tried again. */
export type CollectionError = {
  /** When. */
  readonly at: Scalars['DateTime']['output'];
  /** What went wrong. */
  readonly message: Scalars['String']['output'];
};

/** A title that a client stored. */
export type CollectionTitle = {
  /** What the client filters by, in the order of names. */
  readonly attributes: ReadonlyArray<TitleAttribute>;
  /** What is left of it without gender markers, places and the like: what is compared. */
  readonly cleaned: Scalars['String']['output'];
  /** The advertisement's text. */
  readonly description: Maybe<Scalars['String']['output']>;
  /** Who employs, as the client says. */
  readonly employer: Maybe<Scalars['String']['output']>;
  /** The client's own id, unique within the collection. */
  readonly id: Scalars['ID']['output'];
  /** The language: the client's, else detected. */
  readonly language: Scalars['LanguageTag']['output'];
  /** Why it is FAILED. */
  readonly lastError: Maybe<Scalars['String']['output']>;
  /** Where the job is, as the client says. */
  readonly location: Maybe<Scalars['String']['output']>;
  /** The likeliest occupation, from a confidence of 0.2; null where there is none, or the title is not yet indexed. */
  readonly occupation: Maybe<Occupation>;
  /** How sure the occupation is, 0 to 1; null where there is none. */
  readonly occupationConfidence: Maybe<Scalars['Float']['output']>;
  /** When it was posted, to the second. */
  readonly postedAt: Maybe<Scalars['DateTime']['output']>;
  /** The skills that came with it. */
  readonly skills: ReadonlyArray<Scalars['String']['output']>;
  /** How far it is. */
  readonly state: TitleState;
  /** As it was stored. */
  readonly title: Scalars['String']['output'];
  /** The advertisement. */
  readonly url: Maybe<Scalars['URI']['output']>;
};

/** A page of the titles of a collection. */
export type CollectionTitleConnection = {
  /** The titles of this page, with their cursors. */
  readonly edges: ReadonlyArray<CollectionTitleEdge>;
  /** The titles of this page, without cursors. */
  readonly nodes: ReadonlyArray<CollectionTitle>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
};

/** One title of a collection and its cursor. */
export type CollectionTitleEdge = {
  /** Where this title stands; opaque. */
  readonly cursor: Scalars['String']['output'];
  /** The title. */
  readonly node: CollectionTitle;
};

/** A title to store. */
export type CollectionTitleInput = {
  /** What to filter by: at most 16, else `LIST_TOO_LONG`; each name once. */
  readonly attributes?: InputMaybe<ReadonlyArray<TitleAttributeInput>>;
  /** The advertisement's text. At most 24,000 UTF-16 code units, else `TEXT_TOO_LONG`. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** Who employs. At most 256 UTF-16 code units, else `TEXT_TOO_LONG`. */
  readonly employer?: InputMaybe<Scalars['String']['input']>;
  /** Your own id, unique within the collection: stored again under the same id, a title replaces the one before. At most 128 UTF-16 code units, else `TEXT_TOO_LONG`. */
  readonly id: Scalars['ID']['input'];
  /** Its language; detected where it is left out. */
  readonly language?: InputMaybe<Scalars['LanguageTag']['input']>;
  /** Where the job is. At most 256 UTF-16 code units, else `TEXT_TOO_LONG`. */
  readonly location?: InputMaybe<Scalars['String']['input']>;
  /** When it was posted, from 1970 to 2149; kept to the second. */
  readonly postedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Skills that it names: at most 100 (else `LIST_TOO_LONG`), at most 256 UTF-16 code units each (else `TEXT_TOO_LONG`). */
  readonly skills?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** The title as it is advertised. At most 512 UTF-16 code units, else `TEXT_TOO_LONG`. */
  readonly title: Scalars['String']['input'];
  /** The advertisement, http or https. At most 2,048 UTF-16 code units, else `TEXT_TOO_LONG`. */
  readonly url?: InputMaybe<Scalars['URI']['input']>;
};

/** An occupation or a skill. */
export type Concept = Occupation | Skill;

/** One change of one concept between two versions. */
export type ConceptChange = {
  /** What stands now: the English label, for REPLACED those of what took its place, for MOVED the ISCO-08 code and the broader concepts; null for REMOVED. */
  readonly after: Maybe<Scalars['String']['output']>;
  /** What stood before: the English label, for MOVED the ISCO-08 code and the broader concepts; null for ADDED. */
  readonly before: Maybe<Scalars['String']['output']>;
  /**
   * The concept, as the served version has it. One that it does not hold is answered from the version that last did:
   * its own facts, labels, descriptions and codes; its hierarchy and relations are empty.
   */
  readonly concept: Concept;
  /** What happened. */
  readonly kind: ChangeKind;
  /** What took its place (REPLACED); else empty. */
  readonly replacedBy: ReadonlyArray<Concept>;
};

/** A page of changes. */
export type ConceptChangeConnection = {
  /** The changes of this page, with their cursors. */
  readonly edges: ReadonlyArray<ConceptChangeEdge>;
  /** The changes of this page, without cursors. */
  readonly nodes: ReadonlyArray<ConceptChange>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** Changes on all pages. Counting them all costs as much as reading them all. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One change and its cursor. */
export type ConceptChangeEdge = {
  /** Where this change stands; opaque. */
  readonly cursor: Scalars['String']['output'];
  /** The change. */
  readonly node: ConceptChange;
};

/** The two kinds of concepts that can be searched. */
export type ConceptKind =
  /** A job that people do, for example "software developer". */
  | 'OCCUPATION'
  /** Something that people know or can do, for example "Java" or "work in teams". */
  | 'SKILL';

/** What became of the deletion of a collection. */
export type DeleteCollectionPayload = {
  /** The id of what is gone. Its titles and vectors are removed by and by. */
  readonly id: Scalars['ID']['output'];
};

/** What became of a deletion. */
export type DeleteTitlesPayload = {
  /** The collection. */
  readonly collection: Collection;
  /** Titles that were there, and are found by nobody any more. */
  readonly deleted: Scalars['Int']['output'];
};

/** A page of near duplicates. A page looks at a stretch of 100 titles: it may be empty while others follow. */
export type DuplicateConnection = {
  /** The groups of this page, with their cursors. */
  readonly edges: ReadonlyArray<DuplicateEdge>;
  /** The groups of this page, without cursors. */
  readonly nodes: ReadonlyArray<DuplicateGroup>;
  /** Where this page stands. `endCursor` is the last title looked at, also where it has no duplicate. */
  readonly pageInfo: PageInfo;
};

/** One group of near duplicates and its cursor. */
export type DuplicateEdge = {
  /** Where this group stands; opaque. */
  readonly cursor: Scalars['String']['output'];
  /** The group. */
  readonly node: DuplicateGroup;
};

/** A title and those that say much the same. */
export type DuplicateGroup = {
  /** The others, nearest first; each pair is told once. */
  readonly duplicates: ReadonlyArray<NearDuplicate>;
  /** The one that was stored first. */
  readonly title: CollectionTitle;
};

/** What compared the titles. */
export type EncoderTier =
  /** Vectors of words and letter sequences, added up; microseconds a title. */
  | 'STATIC'
  /** A small transformer in the Worker. */
  | 'TRANSFORMER'
  /** A large multilingual model on Workers AI; for long descriptions, beside one of the others for the titles. */
  | 'WORKERS_AI';

/** Why a match was found: one piece of evidence. */
export type Evidence = {
  /** The words, the label or the skills that spoke for the match; the name of the model, where a model on Workers AI read the description. */
  readonly detail: Scalars['String']['output'];
  /** What kind of evidence: `label`, `words`, `skills`, `description`, ... */
  readonly source: Scalars['String']['output'];
  /** Its share in the match, 0 to 1. */
  readonly weight: Scalars['Float']['output'];
};

/** One name of a concept in one language. */
export type Label = {
  /** What the name is to its concept. */
  readonly kind: LabelKind;
  /** The language of the name. */
  readonly language: Scalars['LanguageTag']['output'];
  /** The name, as its author wrote it. */
  readonly text: Scalars['String']['output'];
};

/** What a label is to its concept. */
export type LabelKind =
  /** Another name for the same thing: a synonym, a spelling, a feminine or masculine form. */
  | 'ALTERNATIVE'
  /** A name that is searched but not meant to be shown: a common misspelling, an outdated term. */
  | 'HIDDEN'
  /** The one name to show, in its language. */
  | 'PREFERRED';

/** How exactly two codes of two classifications mean the same, as SKOS defines its mapping properties. */
export type MappingKind =
  /** The other classification's concept is broader. */
  | 'BROAD'
  /** So similar that one may stand for the other in most uses. */
  | 'CLOSE'
  /** The same. */
  | 'EXACT'
  /** The other classification's concept is narrower. */
  | 'NARROW';

/** What it took to find a match. */
export type MatchKind =
  /** The cleaned title is a name of the occupation, letter case and diacritics aside. */
  | 'EXACT'
  /** The cleaned title and a name of the occupation share words and letter sequences. */
  | 'LEXICAL'
  /** Title and name share little in writing; the encoder finds that they mean much the same. */
  | 'SEMANTIC';

/** What a key with the scope `write` may change. */
export type Mutation = {
  /** Cancels a bulk job; one that is over stays as it is. Needs the scope `write`. */
  readonly cancelBulkNormalization: BulkNormalization;
  /** Creates a collection. A tenant may have 1,000. Needs the scope `write`. */
  readonly createCollection: Collection;
  /** Deletes a collection with all its titles. Needs the scope `write`. */
  readonly deleteCollection: DeleteCollectionPayload;
  /** Deletes titles. They are found by nobody from then on, whatever is still under way. Needs the scope `write`. */
  readonly deleteTitles: DeleteTitlesPayload;
  /**
   * Starts the normalisation of a file of up to 1,000,000 titles. A tenant may have 10 jobs that are not over, else
   * `BAD_USER_INPUT`. Needs the scope `write`.
   */
  readonly startBulkNormalization: StartBulkNormalizationPayload;
  /**
   * Stores titles, each in place of the one with the same id. When this is answered they are stored for good, and found by
   * their text; by meaning a moment later. Sending the same again does no harm. Needs the scope `write`.
   */
  readonly upsertTitles: UpsertTitlesPayload;
};


/** What a key with the scope `write` may change. */
export type MutationCancelBulkNormalizationArgs = {
  id: Scalars['ID']['input'];
};


/** What a key with the scope `write` may change. */
export type MutationCreateCollectionArgs = {
  name: Scalars['String']['input'];
};


/** What a key with the scope `write` may change. */
export type MutationDeleteCollectionArgs = {
  id: Scalars['ID']['input'];
};


/** What a key with the scope `write` may change. */
export type MutationDeleteTitlesArgs = {
  collection: Scalars['ID']['input'];
  ids: ReadonlyArray<Scalars['ID']['input']>;
};


/** What a key with the scope `write` may change. */
export type MutationStartBulkNormalizationArgs = {
  format: BulkFormat;
  labelLanguage?: InputMaybe<Scalars['LanguageTag']['input']>;
  language?: InputMaybe<Scalars['LanguageTag']['input']>;
  matches?: InputMaybe<Scalars['Int']['input']>;
  minConfidence?: InputMaybe<Scalars['Float']['input']>;
};


/** What a key with the scope `write` may change. */
export type MutationUpsertTitlesArgs = {
  collection: Scalars['ID']['input'];
  titles: ReadonlyArray<CollectionTitleInput>;
};

/** A title that says much the same as another. */
export type NearDuplicate = {
  /** The cosine of both vectors, `threshold` to 1. */
  readonly score: Scalars['Float']['output'];
  /** The title. */
  readonly title: CollectionTitle;
};

/** Anything with a global id: an occupation (`occupation:...`), an occupation group (`group:2512`) or a skill (`skill:...`). */
export type Node = {
  /** The global id. It stays the same in every version of a taxonomy. */
  readonly id: Scalars['ID']['output'];
};

/** A job that people do, as the taxonomy describes it. */
export type Occupation = Node & {
  /** Its path in ISCO-08: unit group, minor group, sub-major group, major group, as far as the taxonomy holds them. */
  readonly broader: ReadonlyArray<OccupationGroup>;
  /** The occupations directly above it, of which it is a speciality. */
  readonly broaderOccupations: ReadonlyArray<Occupation>;
  /** The taxonomy's own code, for example "2512.4"; empty where it has none. */
  readonly code: Scalars['String']['output'];
  /** Its codes in other classifications, where the imported sources state them. */
  readonly codes: ReadonlyArray<CodeMapping>;
  /** True when the taxonomy's publisher withdrew it. It stays readable; lists, completions and matches leave it out. */
  readonly deprecated: Scalars['Boolean']['output'];
  /** What people in it do; null where no language wanted has a description. */
  readonly description: Maybe<Scalars['String']['output']>;
  /** The global id, `occupation:...`; the same in every version. */
  readonly id: Scalars['ID']['output'];
  /** The ISCO-08 unit group, four digits, for example "2512"; empty where none is known. */
  readonly iscoCode: Scalars['String']['output'];
  /** The preferred name. */
  readonly label: Scalars['String']['output'];
  /** All names, ordered by language, kind and the source's order. */
  readonly labels: ReadonlyArray<Label>;
  /** The occupations directly below it, its specialities. */
  readonly narrowerOccupations: ReadonlyArray<Occupation>;
  /** Occupations that people go to from here, as the taxonomy's source states them: steps up, then steps aside, then related ones. */
  readonly nextOccupations: ReadonlyArray<OccupationTransition>;
  /** The occupations that took its place. */
  readonly replacedBy: ReadonlyArray<Occupation>;
  /** Occupations like it, most alike first: what their names mean, and which skills both need. Empty where nothing is alike, and for an occupation of an earlier version. Deprecated ones are left out. */
  readonly similar: ReadonlyArray<ScoredOccupation>;
  /** The skills that it needs, essential ones first. */
  readonly skills: OccupationSkillConnection;
  /** The concept's URI in its taxonomy. */
  readonly uri: Scalars['URI']['output'];
};


/** A job that people do, as the taxonomy describes it. */
export type OccupationDescriptionArgs = {
  language?: InputMaybe<Scalars['LanguageTag']['input']>;
};


/** A job that people do, as the taxonomy describes it. */
export type OccupationLabelArgs = {
  language?: InputMaybe<Scalars['LanguageTag']['input']>;
};


/** A job that people do, as the taxonomy describes it. */
export type OccupationLabelsArgs = {
  kinds?: InputMaybe<ReadonlyArray<LabelKind>>;
  languages?: InputMaybe<ReadonlyArray<Scalars['LanguageTag']['input']>>;
};


/** A job that people do, as the taxonomy describes it. */
export type OccupationNextOccupationsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A job that people do, as the taxonomy describes it. */
export type OccupationSimilarArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A job that people do, as the taxonomy describes it. */
export type OccupationSkillsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  relation?: InputMaybe<SkillRelation>;
};

/** A page of occupations. */
export type OccupationConnection = {
  /** The occupations of this page, with their cursors. */
  readonly edges: ReadonlyArray<OccupationEdge>;
  /** The occupations of this page, without cursors. */
  readonly nodes: ReadonlyArray<Occupation>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** Occupations on all pages; for a search at most 500. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One occupation and its cursor. */
export type OccupationEdge = {
  /** Where this occupation stands; opaque. */
  readonly cursor: Scalars['String']['output'];
  /** The occupation. */
  readonly node: Occupation;
};

/** A group of ISCO-08 of any level: one digit (major group) to four (unit group). */
export type OccupationGroup = Node & {
  /** The groups above it, narrowest first. */
  readonly broader: ReadonlyArray<OccupationGroup>;
  /** The ISCO-08 code, one to four digits. */
  readonly code: Scalars['String']['output'];
  /** What belongs into it; null where no language wanted has a description. */
  readonly description: Maybe<Scalars['String']['output']>;
  /** The global id, `group:` and the code. */
  readonly id: Scalars['ID']['output'];
  /** The preferred name. */
  readonly label: Scalars['String']['output'];
  /** The groups directly below it. */
  readonly narrower: ReadonlyArray<OccupationGroup>;
  /** The occupations in it and in the groups below it. */
  readonly occupations: OccupationConnection;
  /** The concept's URI in its taxonomy. */
  readonly uri: Scalars['URI']['output'];
};


/** A group of ISCO-08 of any level: one digit (major group) to four (unit group). */
export type OccupationGroupDescriptionArgs = {
  language?: InputMaybe<Scalars['LanguageTag']['input']>;
};


/** A group of ISCO-08 of any level: one digit (major group) to four (unit group). */
export type OccupationGroupLabelArgs = {
  language?: InputMaybe<Scalars['LanguageTag']['input']>;
};


/** A group of ISCO-08 of any level: one digit (major group) to four (unit group). */
export type OccupationGroupOccupationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** An occupation that an advertised title may mean. */
export type OccupationMatch = {
  /** How sure the match is, 0 to 1. */
  readonly confidence: Scalars['Float']['output'];
  /** What spoke for it, strongest first. */
  readonly evidence: ReadonlyArray<Evidence>;
  /** What it took to find it. */
  readonly kind: MatchKind;
  /** The name of the occupation that fits best, in its own language. */
  readonly matchedLabel: Label;
  /** The occupation. */
  readonly occupation: Occupation;
};

/** A page of the skills of an occupation. */
export type OccupationSkillConnection = {
  /** The skills of this page, with their cursors and relations. */
  readonly edges: ReadonlyArray<OccupationSkillEdge>;
  /** The skills of this page alone. */
  readonly nodes: ReadonlyArray<Skill>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** Skills on all pages. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One skill of an occupation, and how much the occupation needs it. */
export type OccupationSkillEdge = {
  /** Where this skill stands; opaque. */
  readonly cursor: Scalars['String']['output'];
  /** The skill. */
  readonly node: Skill;
  /** How much the occupation needs it. */
  readonly relation: SkillRelation;
};

/** An occupation that can follow another. */
export type OccupationTransition = {
  /** What kind of step it is. */
  readonly kind: TransitionKind;
  /** Where the step leads. */
  readonly occupation: Occupation;
};

/** Where a page of a connection stands (Relay cursor connections). */
export type PageInfo = {
  /** The cursor of the page's last element, to be sent as `after`; null on an empty page. */
  readonly endCursor: Maybe<Scalars['String']['output']>;
  /** True when more elements follow `endCursor`. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** True when elements stand before `startCursor`. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the page's first element; null on an empty page. */
  readonly startCursor: Maybe<Scalars['String']['output']>;
};

export type Query = {
  /** What was written with the keys of the caller's tenant, newest first. Needs the scope `admin`. */
  readonly auditLog: AuditEntryConnection;
  /**
   * What a person has typed so far -> completions, best first, one a concept. Any word may come first; diacritics, case
   * and small typos (one from 4 letters, two from 8) are forgiven. An empty text gives popular concepts. Send it by GET:
   * the answer can be cached.
   */
  readonly autocomplete: ReadonlyArray<Suggestion>;
  /** One of the key's own bulk jobs; null where it has none of this id. Needs the scope `read`. */
  readonly bulkNormalization: Maybe<BulkNormalization>;
  /** One of the key's own collections; null where it has none of this id. Needs the scope `read`. */
  readonly collection: Maybe<Collection>;
  /** The key's own collections, in the order in which they were created. Needs the scope `read`. */
  readonly collections: CollectionConnection;
  /**
   * Titles of a collection that say much the same as others, in the order in which they were first stored. Needs the scope
   * `read`.
   */
  readonly nearDuplicates: DuplicateConnection;
  /** The node with this global id, in the served version of the taxonomy; null where there is none. */
  readonly node: Maybe<Node>;
  /** Many nodes at once, in the order of the ids; null where there is none. */
  readonly nodes: ReadonlyArray<Maybe<Node>>;
  /** A raw advertised title -> occupations. Skills and description sharpen it. */
  readonly normalizeTitle: TitleNormalization;
  /** Many advertised titles at once, answered in the order sent. */
  readonly normalizeTitles: ReadonlyArray<TitleNormalization>;
  /** One occupation; null where there is none. Give exactly one argument, else `BAD_USER_INPUT`. */
  readonly occupation: Maybe<Occupation>;
  /**
   * Occupations: all of them in a stable order, those of an ISCO-08 group, or those that a search finds, best first.
   * Deprecated ones are left out.
   */
  readonly occupations: OccupationConnection;
  /** Orders candidate titles, in any language, by how well they match one title, best first. */
  readonly rankTitles: ReadonlyArray<RankedTitle>;
  /**
   * Searches a collection by words, by an occupation or by one of its titles, across languages, best first. Give exactly
   * one of `query`, `occupation` and `title`, else `BAD_USER_INPUT`. Needs the scope `read`.
   */
  readonly searchTitles: TitleHitConnection;
  /** Titles like one of the collection, which is left out. Needs the scope `read`. */
  readonly similarTitles: TitleHitConnection;
  /** One skill or skill group; null where there is none. Give exactly one argument, else `BAD_USER_INPUT`. */
  readonly skill: Maybe<Skill>;
  /**
   * Skills: all of them in a stable order, those of a category, or those that a search finds, best first. Deprecated
   * ones and skill groups are left out.
   */
  readonly skills: SkillConnection;
  /**
   * The skills that a job with this title asks for, best first: those of the occupations nearest to it, and those whose
   * names mean something near to it. Empty where nothing in the taxonomy is near. Deprecated skills and skill groups are left out.
   */
  readonly skillsForTitle: ReadonlyArray<ScoredSkill>;
  /** The taxonomy that is served. */
  readonly taxonomy: Taxonomy;
  /**
   * What one imported version changed against another: added, removed, renamed, replaced and moved occupations and
   * skills, ordered by id.
   */
  readonly taxonomyChanges: ConceptChangeConnection;
};


export type QueryAuditLogArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryAutocompleteArgs = {
  kinds?: InputMaybe<ReadonlyArray<ConceptKind>>;
  labelLanguage?: InputMaybe<Scalars['LanguageTag']['input']>;
  language?: InputMaybe<Scalars['LanguageTag']['input']>;
  limit?: InputMaybe<Scalars['Int']['input']>;
  text: Scalars['String']['input'];
  within?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryBulkNormalizationArgs = {
  id: Scalars['ID']['input'];
};


export type QueryCollectionArgs = {
  id: Scalars['ID']['input'];
};


export type QueryCollectionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryNearDuplicatesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  collection: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  threshold?: InputMaybe<Scalars['Float']['input']>;
};


export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


export type QueryNodesArgs = {
  ids: ReadonlyArray<Scalars['ID']['input']>;
};


export type QueryNormalizeTitleArgs = {
  description?: InputMaybe<Scalars['String']['input']>;
  labelLanguage?: InputMaybe<Scalars['LanguageTag']['input']>;
  language?: InputMaybe<Scalars['LanguageTag']['input']>;
  limit?: InputMaybe<Scalars['Int']['input']>;
  minConfidence?: InputMaybe<Scalars['Float']['input']>;
  skills?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  title: Scalars['String']['input'];
};


export type QueryNormalizeTitlesArgs = {
  inputs: ReadonlyArray<TitleInput>;
  limit?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryOccupationArgs = {
  code?: InputMaybe<Scalars['String']['input']>;
  id?: InputMaybe<Scalars['ID']['input']>;
  uri?: InputMaybe<Scalars['URI']['input']>;
};


export type QueryOccupationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  iscoCode?: InputMaybe<Scalars['String']['input']>;
  language?: InputMaybe<Scalars['LanguageTag']['input']>;
  search?: InputMaybe<Scalars['String']['input']>;
};


export type QueryRankTitlesArgs = {
  candidates: ReadonlyArray<Scalars['String']['input']>;
  limit?: InputMaybe<Scalars['Int']['input']>;
  title: Scalars['String']['input'];
};


export type QuerySearchTitlesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  collection: Scalars['ID']['input'];
  filter?: InputMaybe<TitleFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  language?: InputMaybe<Scalars['LanguageTag']['input']>;
  occupation?: InputMaybe<Scalars['ID']['input']>;
  query?: InputMaybe<Scalars['String']['input']>;
  title?: InputMaybe<Scalars['ID']['input']>;
};


export type QuerySimilarTitlesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  collection: Scalars['ID']['input'];
  filter?: InputMaybe<TitleFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  id: Scalars['ID']['input'];
};


export type QuerySkillArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  uri?: InputMaybe<Scalars['URI']['input']>;
};


export type QuerySkillsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  category?: InputMaybe<SkillCategory>;
  first?: InputMaybe<Scalars['Int']['input']>;
  language?: InputMaybe<Scalars['LanguageTag']['input']>;
  search?: InputMaybe<Scalars['String']['input']>;
};


export type QuerySkillsForTitleArgs = {
  language?: InputMaybe<Scalars['LanguageTag']['input']>;
  limit?: InputMaybe<Scalars['Int']['input']>;
  title: Scalars['String']['input'];
};


export type QueryTaxonomyChangesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  from: Scalars['String']['input'];
  kinds?: InputMaybe<ReadonlyArray<ChangeKind>>;
  to?: InputMaybe<Scalars['String']['input']>;
};

/** A candidate title and how well it fits. */
export type RankedTitle = {
  /** Where the candidate stood in `candidates`, counted from 0. */
  readonly index: Scalars['Int']['output'];
  /** How well it fits, 0 to 1. */
  readonly score: Scalars['Float']['output'];
  /** The candidate, as it was sent. */
  readonly title: Scalars['String']['output'];
};

/** A skill that another skill needs. */
export type RelatedSkill = {
  /** How much it is needed. */
  readonly relation: SkillRelation;
  /** The skill. */
  readonly skill: Skill;
};

/** Why cleaning took a part of a title away. */
export type RemovedKind =
  /** Who employs: "at ACME GmbH". */
  | 'EMPLOYER'
  /** The form of employment: "full time", "befristet", "CDI". */
  | 'EMPLOYMENT_FORM'
  /** All genders are meant: "(m/w/d)", "H/F", the "/-in" of "Lehrer/-in". */
  | 'GENDER_MARKER'
  /** Where the job is: "Berlin", "remote". */
  | 'LOCATION'
  /** Advertising: "urgently wanted", "top job!". */
  | 'PROMOTION'
  /** A number or code of the advertisement: "Ref. 12345". */
  | 'REFERENCE_NUMBER'
  /** What it pays: "45.000 EUR", "from £30k". */
  | 'SALARY'
  /** How senior the job is: "Senior", "Junior", "stagiaire". */
  | 'SENIORITY';

/** A part of a title that cleaning took away. */
export type RemovedPart = {
  /** Why it was taken away. */
  readonly kind: RemovedKind;
  /** Where it stood in `input`. */
  readonly range: TextRange;
  /** The part, as it stood. */
  readonly text: Scalars['String']['output'];
};

/** An occupation and how like another it is. */
export type ScoredOccupation = {
  /** The occupation. */
  readonly occupation: Occupation;
  /** How alike the two are, 0 to 1; the same from either side. */
  readonly score: Scalars['Float']['output'];
};

/** A skill that a job title asks for. */
export type ScoredSkill = {
  /** What spoke for it, strongest first: `occupations` near to the title that need it, `meaning` of its own name. */
  readonly evidence: ReadonlyArray<Evidence>;
  /** How much the nearest occupation that needs it does; null where only the skill's own name is near to the title. */
  readonly relation: Maybe<SkillRelation>;
  /** How much the title asks for it, 0 to 1. */
  readonly score: Scalars['Float']['output'];
  /** The skill. */
  readonly skill: Skill;
};

/** How senior a title says that the job is. */
export type Seniority =
  /** Leads the company. */
  | 'EXECUTIVE'
  /** Heads a department. */
  | 'HEAD'
  /** Has just begun. */
  | 'JUNIOR'
  /** Leads a team or a subject. */
  | 'LEAD'
  /** Works independently. */
  | 'MID'
  /** Has long experience. */
  | 'SENIOR'
  /** Learns the job: an intern, an apprentice, a working student. */
  | 'TRAINEE';

/** Something that people know or can do, as the taxonomy describes it; or a group of such things. */
export type Skill = Node & {
  /** The skills and skill groups directly above it. */
  readonly broader: ReadonlyArray<Skill>;
  /** What kind of thing it is. */
  readonly category: SkillCategory;
  /** The taxonomy's own code, for example "S1.2.3" of a skill group; empty where it has none. */
  readonly code: Scalars['String']['output'];
  /** True when the taxonomy's publisher withdrew it. It stays readable; lists, completions and matches leave it out. */
  readonly deprecated: Scalars['Boolean']['output'];
  /** What it means; null where no language wanted has a description. */
  readonly description: Maybe<Scalars['String']['output']>;
  /** The global id, `skill:...`; the same in every version. */
  readonly id: Scalars['ID']['output'];
  /** True for a concept that only groups skills. Groups are reached by `broader` and `node`; lists, completions and matches leave them out. */
  readonly isGroup: Scalars['Boolean']['output'];
  /** The preferred name. */
  readonly label: Scalars['String']['output'];
  /** All names, ordered by language, kind and the source's order. */
  readonly labels: ReadonlyArray<Label>;
  /** The skills and skill groups directly below it. */
  readonly narrower: SkillConnection;
  /** The occupations that need it, those for which it is essential first. */
  readonly occupations: SkillOccupationConnection;
  /** The skills that this one needs, as the taxonomy states them: essential ones first. */
  readonly related: ReadonlyArray<RelatedSkill>;
  /** The skills that took its place. */
  readonly replacedBy: ReadonlyArray<Skill>;
  /** How widely it can be used, in the taxonomy's words (ESCO: `transversal`, `cross-sector`, `sector-specific`, `occupation-specific`); null where it is not stated. */
  readonly reuseLevel: Maybe<Scalars['String']['output']>;
  /** The concept's URI in its taxonomy. */
  readonly uri: Scalars['URI']['output'];
};


/** Something that people know or can do, as the taxonomy describes it; or a group of such things. */
export type SkillDescriptionArgs = {
  language?: InputMaybe<Scalars['LanguageTag']['input']>;
};


/** Something that people know or can do, as the taxonomy describes it; or a group of such things. */
export type SkillLabelArgs = {
  language?: InputMaybe<Scalars['LanguageTag']['input']>;
};


/** Something that people know or can do, as the taxonomy describes it; or a group of such things. */
export type SkillLabelsArgs = {
  kinds?: InputMaybe<ReadonlyArray<LabelKind>>;
  languages?: InputMaybe<ReadonlyArray<Scalars['LanguageTag']['input']>>;
};


/** Something that people know or can do, as the taxonomy describes it; or a group of such things. */
export type SkillNarrowerArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Something that people know or can do, as the taxonomy describes it; or a group of such things. */
export type SkillOccupationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  relation?: InputMaybe<SkillRelation>;
};


/** Something that people know or can do, as the taxonomy describes it; or a group of such things. */
export type SkillRelatedArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** What kind of thing a skill is. */
export type SkillCategory =
  /** Something that one can do, learnt for the job: "operate a forklift". */
  | 'HARD_SKILL'
  /** Something that one knows: "organic chemistry". */
  | 'KNOWLEDGE'
  /** A language, or the use of one: "French". */
  | 'LANGUAGE_SKILL'
  /** A way of working or thinking that helps in any job: "work in teams". */
  | 'SOFT_SKILL';

/** A page of skills. */
export type SkillConnection = {
  /** The skills of this page, with their cursors. */
  readonly edges: ReadonlyArray<SkillEdge>;
  /** The skills of this page, without cursors. */
  readonly nodes: ReadonlyArray<Skill>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** Skills on all pages; for a search at most 500. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One skill and its cursor. */
export type SkillEdge = {
  /** Where this skill stands; opaque. */
  readonly cursor: Scalars['String']['output'];
  /** The skill. */
  readonly node: Skill;
};

/** A page of the occupations that need a skill. */
export type SkillOccupationConnection = {
  /** The occupations of this page, with their cursors and relations. */
  readonly edges: ReadonlyArray<SkillOccupationEdge>;
  /** The occupations of this page alone. */
  readonly nodes: ReadonlyArray<Occupation>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** Occupations on all pages. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One occupation that needs a skill, and how much. */
export type SkillOccupationEdge = {
  /** Where this occupation stands; opaque. */
  readonly cursor: Scalars['String']['output'];
  /** The occupation. */
  readonly node: Occupation;
  /** How much it needs the skill. */
  readonly relation: SkillRelation;
};

/** How much an occupation, or another skill, needs a skill. */
export type SkillRelation =
  /** Usually needed, whatever the employer or the country. */
  | 'ESSENTIAL'
  /** May be needed, depending on the employer, the place or the speciality. */
  | 'OPTIONAL';

/** A bulk job that waits for its file. */
export type StartBulkNormalizationPayload = {
  /** The job. */
  readonly job: BulkNormalization;
  /** Where the file is sent by PUT, once, within an hour, at most 100,000,000 bytes with a `Content-Length`; relative to the address of this API. Whoever has it may upload. */
  readonly uploadUrl: Scalars['String']['output'];
};

/** What a client is told as it happens, by server-sent events: ask with `Accept: text/event-stream`. */
export type Subscription = {
  /** A bulk job, now and whenever it gets on, until it is over. Needs the scope `read`. */
  readonly bulkNormalization: BulkNormalization;
};


/** What a client is told as it happens, by server-sent events: ask with `Accept: text/event-stream`. */
export type SubscriptionBulkNormalizationArgs = {
  id: Scalars['ID']['input'];
};

/** A completion of what a person has typed so far. */
export type Suggestion = {
  /** The concept behind the name. */
  readonly concept: Concept;
  /** The parts of `text` that match what was typed, from left to right; empty where `text` is a translation of the name that was hit. */
  readonly highlights: ReadonlyArray<TextRange>;
  /** What the concept is. */
  readonly kind: ConceptKind;
  /** The language of `text`. */
  readonly language: Scalars['LanguageTag']['output'];
  /** How well it fits, 0 to 1, by match quality, popularity and kind of name. Comparable within one answer only. */
  readonly score: Scalars['Float']['output'];
  /** The name to show: the one that was hit, or the concept's preferred name in `labelLanguage`. */
  readonly text: Scalars['String']['output'];
};

/** The taxonomy that is served: what it is, whose it is, and how much it holds. */
export type Taxonomy = {
  /** The words with which its publisher wants to be named. */
  readonly attribution: Scalars['String']['output'];
  /** Labels in all languages. */
  readonly labelCount: Scalars['Int']['output'];
  /** The languages in which it holds labels. */
  readonly languages: ReadonlyArray<Scalars['LanguageTag']['output']>;
  /** The licence under which its data are offered. */
  readonly licence: Scalars['String']['output'];
  /** Its name, for example "ESCO". */
  readonly name: Scalars['String']['output'];
  /** Occupations, deprecated ones among them. */
  readonly occupationCount: Scalars['Int']['output'];
  /** Skills, deprecated ones among them; skill groups are not counted. */
  readonly skillCount: Scalars['Int']['output'];
  /** Names exactly what is served, by content: 16 hexadecimal digits. Two answers with the same snapshot came from the same data. */
  readonly snapshot: Scalars['ID']['output'];
  /** Its publisher's version, for example "1.1.1". */
  readonly version: Scalars['String']['output'];
  /** Every imported version of every taxonomy, newest import first. */
  readonly versions: ReadonlyArray<TaxonomyVersion>;
};

/** One imported version of a taxonomy. */
export type TaxonomyVersion = {
  /** What `taxonomyChanges` knows it by, for example "esco-1.1.1". */
  readonly id: Scalars['ID']['output'];
  /** When it was imported. */
  readonly importedAt: Scalars['DateTime']['output'];
  /** The taxonomy's name. */
  readonly name: Scalars['String']['output'];
  /** Occupations, deprecated ones among them. */
  readonly occupationCount: Scalars['Int']['output'];
  /** Skills, deprecated ones among them; skill groups are not counted. */
  readonly skillCount: Scalars['Int']['output'];
  /** Its publisher's version. */
  readonly version: Scalars['String']['output'];
};

/** A stretch of a text in UTF-16 code units, as JavaScript and Java count them. */
export type TextRange = {
  /** The code unit after the last one. */
  readonly end: Scalars['Int']['output'];
  /** The first code unit, counted from 0. */
  readonly start: Scalars['Int']['output'];
};

/** A property of a title, for filters. */
export type TitleAttribute = {
  /** Its name. */
  readonly name: Scalars['String']['output'];
  /** Its value. */
  readonly value: Scalars['String']['output'];
};

/** A property of a title. */
export type TitleAttributeInput = {
  /** Its name: A-Z, a-z, 0-9, `_`, `.` and `-`; at most 64 characters, else `TEXT_TOO_LONG`. */
  readonly name: Scalars['String']['input'];
  /** Its value. At most 256 UTF-16 code units, else `TEXT_TOO_LONG`. */
  readonly value: Scalars['String']['input'];
};

/** How many titles of a collection are in which state. */
export type TitleCounts = {
  /** Given up for now; they are taken up again after half an hour. */
  readonly failed: Scalars['Int']['output'];
  /** Found by every search. */
  readonly indexed: Scalars['Int']['output'];
  /** Acknowledged, not yet found by meaning. */
  readonly pending: Scalars['Int']['output'];
};

/** Which titles of a collection are wanted. Every condition that is given must hold. */
export type TitleFilter = {
  /** All of these attributes: at most 16, else `LIST_TOO_LONG`. Where they leave at most 300 titles, all of those are compared; where they leave more, those among the candidates that have them. */
  readonly attributes?: InputMaybe<ReadonlyArray<AttributeFilter>>;
  /** An occupation in one of these ISCO-08 groups, one to four digits each: at most 20, else `LIST_TOO_LONG`. */
  readonly groups?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** One of these languages: at most 20, else `LIST_TOO_LONG`. */
  readonly languages?: InputMaybe<ReadonlyArray<Scalars['LanguageTag']['input']>>;
  /** Posted at this moment or later. Titles without a date are left out. */
  readonly postedFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** Posted at this moment or earlier. Titles without a date are left out. */
  readonly postedTo?: InputMaybe<Scalars['DateTime']['input']>;
};

/** A title that a search found. */
export type TitleHit = {
  /** Why it was found, strongest first. `vector`: both mean alike (detail: the encoder; weight: the cosine). `words`: words they share. `occupation`: an occupation that both are near to. */
  readonly evidence: ReadonlyArray<Evidence>;
  /** How well it fits, 0 to 1. Comparable within one answer. */
  readonly score: Scalars['Float']['output'];
  /** The title. */
  readonly title: CollectionTitle;
};

/** A page of what a search found, best first. A search looks closely at a few hundred candidates; pages end there. */
export type TitleHitConnection = {
  /** The hits of this page, with their cursors. */
  readonly edges: ReadonlyArray<TitleHitEdge>;
  /** The hits of this page, without cursors. */
  readonly nodes: ReadonlyArray<TitleHit>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** True where vectors could not be asked: these are hits by text and by occupation alone. */
  readonly partial: Scalars['Boolean']['output'];
};

/** One hit and its cursor. */
export type TitleHitEdge = {
  /** Where this hit stands; opaque. */
  readonly cursor: Scalars['String']['output'];
  /** The hit. */
  readonly node: TitleHit;
};

/** An advertised title and what is known about it. */
export type TitleInput = {
  /** Its language; detected where it is left out. */
  readonly language?: InputMaybe<Scalars['LanguageTag']['input']>;
  /** Skills that the advertisement names: at most 100 (else `LIST_TOO_LONG`), at most 256 UTF-16 code units each (else `TEXT_TOO_LONG`). */
  readonly skills?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** The title. At most 512 UTF-16 code units, else `TEXT_TOO_LONG`. */
  readonly title: Scalars['String']['input'];
};

/** An advertised title, cleaned and matched. */
export type TitleNormalization = {
  /** What is left of it without gender markers, seniority, places, forms of employment and the like. Never empty unless the title was. */
  readonly cleaned: Scalars['String']['output'];
  /**
   * What compared the titles. `WORKERS_AI` where the model there also read the description: one of more than about 64 tokens,
   * in deployments that are set to it. That has not been measured with the real model, and is off unless set; where the
   * model fails, the description is read as elsewhere, and this says so.
   */
  readonly encoder: EncoderTier;
  /** The title as it was sent. */
  readonly input: Scalars['String']['output'];
  /** The language of the title: the one given, else the one detected. */
  readonly language: Scalars['LanguageTag']['output'];
  /** Occupations, best first, one entry each; empty when nothing reaches `minConfidence`. */
  readonly matches: ReadonlyArray<OccupationMatch>;
  /** What cleaning took away, from left to right. */
  readonly removed: ReadonlyArray<RemovedPart>;
  /** How senior the title says that the job is; null where it says nothing. */
  readonly seniority: Maybe<Seniority>;
};

/** How far a title is. */
export type TitleState =
  /** Stored, but indexing failed several times; `lastError` says why. It is tried again. */
  | 'FAILED'
  /** Found by every search. */
  | 'INDEXED'
  /** Stored, and found by its text; its vector is still to come. */
  | 'PENDING';

/** How one occupation leads to another. */
export type TransitionKind =
  /** A step up: more responsibility, in the same field. */
  | 'ADVANCEMENT'
  /** A step aside: another occupation that asks for much the same. */
  | 'LATERAL'
  /** Related in another way, as the source states it. */
  | 'RELATED';

/** What became of an upsert. */
export type UpsertTitlesPayload = {
  /** Titles that are new or differ from what was stored. Sending the same again changes nothing. */
  readonly changed: Scalars['Int']['output'];
  /** The collection. */
  readonly collection: Collection;
  /** Titles of this call that are stored and wait to be indexed. */
  readonly pending: Scalars['Int']['output'];
  /** Titles that were sent. */
  readonly received: Scalars['Int']['output'];
};



export type ResolverTypeWrapper<T> = Promise<T> | T;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;



/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  Concept:
    | ( ConceptModel )
    | ( ConceptModel )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | ( ConceptModel )
    | ( ConceptModel )
    | ( ConceptModel )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AttributeFilter: AttributeFilter;
  AuditEntry: ResolverTypeWrapper<AuditEntry>;
  AuditEntryConnection: ResolverTypeWrapper<AuditEntryConnection>;
  AuditEntryEdge: ResolverTypeWrapper<AuditEntryEdge>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  BulkFormat: BulkFormat;
  BulkNormalization: ResolverTypeWrapper<BulkJob>;
  BulkState: BulkState;
  ChangeKind: ChangeKind;
  CodeMapping: ResolverTypeWrapper<CodeMapping>;
  Collection: ResolverTypeWrapper<CollectionModel>;
  CollectionConnection: ResolverTypeWrapper<Omit<CollectionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['CollectionEdge']>, nodes: ReadonlyArray<ResolversTypes['Collection']> }>;
  CollectionEdge: ResolverTypeWrapper<Omit<CollectionEdge, 'node'> & { node: ResolversTypes['Collection'] }>;
  CollectionError: ResolverTypeWrapper<CollectionError>;
  CollectionTitle: ResolverTypeWrapper<CollectionTitleModel>;
  CollectionTitleConnection: ResolverTypeWrapper<Omit<CollectionTitleConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['CollectionTitleEdge']>, nodes: ReadonlyArray<ResolversTypes['CollectionTitle']> }>;
  CollectionTitleEdge: ResolverTypeWrapper<Omit<CollectionTitleEdge, 'node'> & { node: ResolversTypes['CollectionTitle'] }>;
  CollectionTitleInput: CollectionTitleInput;
  Concept: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['Concept']>;
  ConceptChange: ResolverTypeWrapper<Change>;
  ConceptChangeConnection: ResolverTypeWrapper<ChangeConnection>;
  ConceptChangeEdge: ResolverTypeWrapper<Omit<ConceptChangeEdge, 'node'> & { node: ResolversTypes['ConceptChange'] }>;
  ConceptKind: ConceptKind;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeleteCollectionPayload: ResolverTypeWrapper<DeleteCollectionPayload>;
  DeleteTitlesPayload: ResolverTypeWrapper<Omit<DeleteTitlesPayload, 'collection'> & { collection: ResolversTypes['Collection'] }>;
  DuplicateConnection: ResolverTypeWrapper<Omit<DuplicateConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['DuplicateEdge']>, nodes: ReadonlyArray<ResolversTypes['DuplicateGroup']> }>;
  DuplicateEdge: ResolverTypeWrapper<Omit<DuplicateEdge, 'node'> & { node: ResolversTypes['DuplicateGroup'] }>;
  DuplicateGroup: ResolverTypeWrapper<Omit<DuplicateGroup, 'duplicates' | 'title'> & { duplicates: ReadonlyArray<ResolversTypes['NearDuplicate']>, title: ResolversTypes['CollectionTitle'] }>;
  EncoderTier: EncoderTier;
  Evidence: ResolverTypeWrapper<Evidence>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Label: ResolverTypeWrapper<Label>;
  LabelKind: LabelKind;
  LanguageTag: ResolverTypeWrapper<Scalars['LanguageTag']['output']>;
  MappingKind: MappingKind;
  MatchKind: MatchKind;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NearDuplicate: ResolverTypeWrapper<Omit<NearDuplicate, 'title'> & { title: ResolversTypes['CollectionTitle'] }>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  Occupation: ResolverTypeWrapper<ConceptModel>;
  OccupationConnection: ResolverTypeWrapper<Omit<OccupationConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['OccupationEdge']>, nodes: ReadonlyArray<ResolversTypes['Occupation']> }>;
  OccupationEdge: ResolverTypeWrapper<Omit<OccupationEdge, 'node'> & { node: ResolversTypes['Occupation'] }>;
  OccupationGroup: ResolverTypeWrapper<ConceptModel>;
  OccupationMatch: ResolverTypeWrapper<Omit<OccupationMatch, 'occupation'> & { occupation: ResolversTypes['Occupation'] }>;
  OccupationSkillConnection: ResolverTypeWrapper<Omit<OccupationSkillConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['OccupationSkillEdge']>, nodes: ReadonlyArray<ResolversTypes['Skill']> }>;
  OccupationSkillEdge: ResolverTypeWrapper<Omit<OccupationSkillEdge, 'node'> & { node: ResolversTypes['Skill'] }>;
  OccupationTransition: ResolverTypeWrapper<Omit<OccupationTransition, 'occupation'> & { occupation: ResolversTypes['Occupation'] }>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RankedTitle: ResolverTypeWrapper<RankedTitle>;
  RelatedSkill: ResolverTypeWrapper<Omit<RelatedSkill, 'skill'> & { skill: ResolversTypes['Skill'] }>;
  RemovedKind: RemovedKind;
  RemovedPart: ResolverTypeWrapper<RemovedPart>;
  ScoredOccupation: ResolverTypeWrapper<Omit<ScoredOccupation, 'occupation'> & { occupation: ResolversTypes['Occupation'] }>;
  ScoredSkill: ResolverTypeWrapper<Omit<ScoredSkill, 'skill'> & { skill: ResolversTypes['Skill'] }>;
  Seniority: Seniority;
  Skill: ResolverTypeWrapper<ConceptModel>;
  SkillCategory: SkillCategory;
  SkillConnection: ResolverTypeWrapper<Omit<SkillConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['SkillEdge']>, nodes: ReadonlyArray<ResolversTypes['Skill']> }>;
  SkillEdge: ResolverTypeWrapper<Omit<SkillEdge, 'node'> & { node: ResolversTypes['Skill'] }>;
  SkillOccupationConnection: ResolverTypeWrapper<Omit<SkillOccupationConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['SkillOccupationEdge']>, nodes: ReadonlyArray<ResolversTypes['Occupation']> }>;
  SkillOccupationEdge: ResolverTypeWrapper<Omit<SkillOccupationEdge, 'node'> & { node: ResolversTypes['Occupation'] }>;
  SkillRelation: SkillRelation;
  StartBulkNormalizationPayload: ResolverTypeWrapper<Omit<StartBulkNormalizationPayload, 'job'> & { job: ResolversTypes['BulkNormalization'] }>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Suggestion: ResolverTypeWrapper<Omit<Suggestion, 'concept'> & { concept: ResolversTypes['Concept'] }>;
  Taxonomy: ResolverTypeWrapper<ServedTaxonomy>;
  TaxonomyVersion: ResolverTypeWrapper<TaxonomyVersion>;
  TextRange: ResolverTypeWrapper<TextRange>;
  TitleAttribute: ResolverTypeWrapper<TitleAttribute>;
  TitleAttributeInput: TitleAttributeInput;
  TitleCounts: ResolverTypeWrapper<TitleCounts>;
  TitleFilter: TitleFilter;
  TitleHit: ResolverTypeWrapper<Omit<TitleHit, 'title'> & { title: ResolversTypes['CollectionTitle'] }>;
  TitleHitConnection: ResolverTypeWrapper<Omit<TitleHitConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['TitleHitEdge']>, nodes: ReadonlyArray<ResolversTypes['TitleHit']> }>;
  TitleHitEdge: ResolverTypeWrapper<Omit<TitleHitEdge, 'node'> & { node: ResolversTypes['TitleHit'] }>;
  TitleInput: TitleInput;
  TitleNormalization: ResolverTypeWrapper<Omit<TitleNormalization, 'matches'> & { matches: ReadonlyArray<ResolversTypes['OccupationMatch']> }>;
  TitleState: TitleState;
  TransitionKind: TransitionKind;
  URI: ResolverTypeWrapper<Scalars['URI']['output']>;
  UpsertTitlesPayload: ResolverTypeWrapper<Omit<UpsertTitlesPayload, 'collection'> & { collection: ResolversTypes['Collection'] }>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AttributeFilter: AttributeFilter;
  AuditEntry: AuditEntry;
  AuditEntryConnection: AuditEntryConnection;
  AuditEntryEdge: AuditEntryEdge;
  Boolean: Scalars['Boolean']['output'];
  BulkNormalization: BulkJob;
  CodeMapping: CodeMapping;
  Collection: CollectionModel;
  CollectionConnection: Omit<CollectionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['CollectionEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Collection']> };
  CollectionEdge: Omit<CollectionEdge, 'node'> & { node: ResolversParentTypes['Collection'] };
  CollectionError: CollectionError;
  CollectionTitle: CollectionTitleModel;
  CollectionTitleConnection: Omit<CollectionTitleConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['CollectionTitleEdge']>, nodes: ReadonlyArray<ResolversParentTypes['CollectionTitle']> };
  CollectionTitleEdge: Omit<CollectionTitleEdge, 'node'> & { node: ResolversParentTypes['CollectionTitle'] };
  CollectionTitleInput: CollectionTitleInput;
  Concept: ResolversUnionTypes<ResolversParentTypes>['Concept'];
  ConceptChange: Change;
  ConceptChangeConnection: ChangeConnection;
  ConceptChangeEdge: Omit<ConceptChangeEdge, 'node'> & { node: ResolversParentTypes['ConceptChange'] };
  DateTime: Scalars['DateTime']['output'];
  DeleteCollectionPayload: DeleteCollectionPayload;
  DeleteTitlesPayload: Omit<DeleteTitlesPayload, 'collection'> & { collection: ResolversParentTypes['Collection'] };
  DuplicateConnection: Omit<DuplicateConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['DuplicateEdge']>, nodes: ReadonlyArray<ResolversParentTypes['DuplicateGroup']> };
  DuplicateEdge: Omit<DuplicateEdge, 'node'> & { node: ResolversParentTypes['DuplicateGroup'] };
  DuplicateGroup: Omit<DuplicateGroup, 'duplicates' | 'title'> & { duplicates: ReadonlyArray<ResolversParentTypes['NearDuplicate']>, title: ResolversParentTypes['CollectionTitle'] };
  Evidence: Evidence;
  Float: Scalars['Float']['output'];
  ID: Scalars['ID']['output'];
  Int: Scalars['Int']['output'];
  Label: Label;
  LanguageTag: Scalars['LanguageTag']['output'];
  Mutation: Record<PropertyKey, never>;
  NearDuplicate: Omit<NearDuplicate, 'title'> & { title: ResolversParentTypes['CollectionTitle'] };
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  Occupation: ConceptModel;
  OccupationConnection: Omit<OccupationConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['OccupationEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Occupation']> };
  OccupationEdge: Omit<OccupationEdge, 'node'> & { node: ResolversParentTypes['Occupation'] };
  OccupationGroup: ConceptModel;
  OccupationMatch: Omit<OccupationMatch, 'occupation'> & { occupation: ResolversParentTypes['Occupation'] };
  OccupationSkillConnection: Omit<OccupationSkillConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['OccupationSkillEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Skill']> };
  OccupationSkillEdge: Omit<OccupationSkillEdge, 'node'> & { node: ResolversParentTypes['Skill'] };
  OccupationTransition: Omit<OccupationTransition, 'occupation'> & { occupation: ResolversParentTypes['Occupation'] };
  PageInfo: PageInfo;
  Query: Record<PropertyKey, never>;
  RankedTitle: RankedTitle;
  RelatedSkill: Omit<RelatedSkill, 'skill'> & { skill: ResolversParentTypes['Skill'] };
  RemovedPart: RemovedPart;
  ScoredOccupation: Omit<ScoredOccupation, 'occupation'> & { occupation: ResolversParentTypes['Occupation'] };
  ScoredSkill: Omit<ScoredSkill, 'skill'> & { skill: ResolversParentTypes['Skill'] };
  Skill: ConceptModel;
  SkillConnection: Omit<SkillConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['SkillEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Skill']> };
  SkillEdge: Omit<SkillEdge, 'node'> & { node: ResolversParentTypes['Skill'] };
  SkillOccupationConnection: Omit<SkillOccupationConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['SkillOccupationEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Occupation']> };
  SkillOccupationEdge: Omit<SkillOccupationEdge, 'node'> & { node: ResolversParentTypes['Occupation'] };
  StartBulkNormalizationPayload: Omit<StartBulkNormalizationPayload, 'job'> & { job: ResolversParentTypes['BulkNormalization'] };
  String: Scalars['String']['output'];
  Subscription: Record<PropertyKey, never>;
  Suggestion: Omit<Suggestion, 'concept'> & { concept: ResolversParentTypes['Concept'] };
  Taxonomy: ServedTaxonomy;
  TaxonomyVersion: TaxonomyVersion;
  TextRange: TextRange;
  TitleAttribute: TitleAttribute;
  TitleAttributeInput: TitleAttributeInput;
  TitleCounts: TitleCounts;
  TitleFilter: TitleFilter;
  TitleHit: Omit<TitleHit, 'title'> & { title: ResolversParentTypes['CollectionTitle'] };
  TitleHitConnection: Omit<TitleHitConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['TitleHitEdge']>, nodes: ReadonlyArray<ResolversParentTypes['TitleHit']> };
  TitleHitEdge: Omit<TitleHitEdge, 'node'> & { node: ResolversParentTypes['TitleHit'] };
  TitleInput: TitleInput;
  TitleNormalization: Omit<TitleNormalization, 'matches'> & { matches: ReadonlyArray<ResolversParentTypes['OccupationMatch']> };
  URI: Scalars['URI']['output'];
  UpsertTitlesPayload: Omit<UpsertTitlesPayload, 'collection'> & { collection: ResolversParentTypes['Collection'] };
};

export type CostDirectiveArgs = {
  times?: Maybe<Scalars['String']['input']>;
  weight: Scalars['Int']['input'];
};

export type CostDirectiveResolver<Result, Parent, ContextType = ApiContext, Args = CostDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type LengthDirectiveArgs = {
  maximum: Scalars['Int']['input'];
};

export type LengthDirectiveResolver<Result, Parent, ContextType = ApiContext, Args = LengthDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ListSizeDirectiveArgs = {
  assumedSize?: Maybe<Scalars['Int']['input']>;
  sizedFields?: Maybe<ReadonlyArray<Scalars['String']['input']>>;
  slicingArguments?: Maybe<ReadonlyArray<Scalars['String']['input']>>;
};

export type ListSizeDirectiveResolver<Result, Parent, ContextType = ApiContext, Args = ListSizeDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type RangeDirectiveArgs = {
  maximum: Scalars['Float']['input'];
  minimum: Scalars['Float']['input'];
};

export type RangeDirectiveResolver<Result, Parent, ContextType = ApiContext, Args = RangeDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type SizeDirectiveArgs = {
  maximum: Scalars['Int']['input'];
};

export type SizeDirectiveResolver<Result, Parent, ContextType = ApiContext, Args = SizeDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AuditEntryResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['AuditEntry'] = ResolversParentTypes['AuditEntry']> = {
  action?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  requestId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AuditEntryConnectionResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['AuditEntryConnection'] = ResolversParentTypes['AuditEntryConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AuditEntryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['AuditEntry']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AuditEntryEdgeResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['AuditEntryEdge'] = ResolversParentTypes['AuditEntryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AuditEntry'], ParentType, ContextType>;
};

export type BulkNormalizationResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['BulkNormalization'] = ResolversParentTypes['BulkNormalization']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  doneRows?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  failedRows?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  format?: Resolver<ResolversTypes['BulkFormat'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  resultUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  rowCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['BulkState'], ParentType, ContextType>;
};

export type CodeMappingResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['CodeMapping'] = ResolversParentTypes['CodeMapping']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['MappingKind'], ParentType, ContextType>;
  scheme?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  vintage?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CollectionResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Collection'] = ResolversParentTypes['Collection']> = {
  counts?: Resolver<ResolversTypes['TitleCounts'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  encoder?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastError?: Resolver<Maybe<ResolversTypes['CollectionError']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reencoding?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['CollectionTitle']>, ParentType, ContextType, RequireFields<CollectionTitleArgs, 'id'>>;
  titles?: Resolver<ResolversTypes['CollectionTitleConnection'], ParentType, ContextType, RequireFields<CollectionTitlesArgs, 'first'>>;
};

export type CollectionConnectionResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['CollectionConnection'] = ResolversParentTypes['CollectionConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['CollectionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Collection']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type CollectionEdgeResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['CollectionEdge'] = ResolversParentTypes['CollectionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Collection'], ParentType, ContextType>;
};

export type CollectionErrorResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['CollectionError'] = ResolversParentTypes['CollectionError']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CollectionTitleResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['CollectionTitle'] = ResolversParentTypes['CollectionTitle']> = {
  attributes?: Resolver<ReadonlyArray<ResolversTypes['TitleAttribute']>, ParentType, ContextType>;
  cleaned?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  employer?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  language?: Resolver<ResolversTypes['LanguageTag'], ParentType, ContextType>;
  lastError?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  location?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  occupation?: Resolver<Maybe<ResolversTypes['Occupation']>, ParentType, ContextType>;
  occupationConfidence?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  postedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  skills?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['TitleState'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['URI']>, ParentType, ContextType>;
};

export type CollectionTitleConnectionResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['CollectionTitleConnection'] = ResolversParentTypes['CollectionTitleConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['CollectionTitleEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['CollectionTitle']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type CollectionTitleEdgeResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['CollectionTitleEdge'] = ResolversParentTypes['CollectionTitleEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['CollectionTitle'], ParentType, ContextType>;
};

export type ConceptResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Concept'] = ResolversParentTypes['Concept']> = {
  __resolveType: TypeResolveFn<'Occupation' | 'Skill', ParentType, ContextType>;
};

export type ConceptChangeResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ConceptChange'] = ResolversParentTypes['ConceptChange']> = {
  after?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  before?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  concept?: Resolver<ResolversTypes['Concept'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ChangeKind'], ParentType, ContextType>;
  replacedBy?: Resolver<ReadonlyArray<ResolversTypes['Concept']>, ParentType, ContextType>;
};

export type ConceptChangeConnectionResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ConceptChangeConnection'] = ResolversParentTypes['ConceptChangeConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ConceptChangeEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ConceptChange']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ConceptChangeEdgeResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ConceptChangeEdge'] = ResolversParentTypes['ConceptChangeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ConceptChange'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeleteCollectionPayloadResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['DeleteCollectionPayload'] = ResolversParentTypes['DeleteCollectionPayload']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type DeleteTitlesPayloadResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['DeleteTitlesPayload'] = ResolversParentTypes['DeleteTitlesPayload']> = {
  collection?: Resolver<ResolversTypes['Collection'], ParentType, ContextType>;
  deleted?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type DuplicateConnectionResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['DuplicateConnection'] = ResolversParentTypes['DuplicateConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['DuplicateEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['DuplicateGroup']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type DuplicateEdgeResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['DuplicateEdge'] = ResolversParentTypes['DuplicateEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['DuplicateGroup'], ParentType, ContextType>;
};

export type DuplicateGroupResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['DuplicateGroup'] = ResolversParentTypes['DuplicateGroup']> = {
  duplicates?: Resolver<ReadonlyArray<ResolversTypes['NearDuplicate']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['CollectionTitle'], ParentType, ContextType>;
};

export type EvidenceResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Evidence'] = ResolversParentTypes['Evidence']> = {
  detail?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  weight?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type LabelResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Label'] = ResolversParentTypes['Label']> = {
  kind?: Resolver<ResolversTypes['LabelKind'], ParentType, ContextType>;
  language?: Resolver<ResolversTypes['LanguageTag'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface LanguageTagScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['LanguageTag'], any> {
  name: 'LanguageTag';
}

export type MutationResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  cancelBulkNormalization?: Resolver<ResolversTypes['BulkNormalization'], ParentType, ContextType, RequireFields<MutationCancelBulkNormalizationArgs, 'id'>>;
  createCollection?: Resolver<ResolversTypes['Collection'], ParentType, ContextType, RequireFields<MutationCreateCollectionArgs, 'name'>>;
  deleteCollection?: Resolver<ResolversTypes['DeleteCollectionPayload'], ParentType, ContextType, RequireFields<MutationDeleteCollectionArgs, 'id'>>;
  deleteTitles?: Resolver<ResolversTypes['DeleteTitlesPayload'], ParentType, ContextType, RequireFields<MutationDeleteTitlesArgs, 'collection' | 'ids'>>;
  startBulkNormalization?: Resolver<ResolversTypes['StartBulkNormalizationPayload'], ParentType, ContextType, RequireFields<MutationStartBulkNormalizationArgs, 'format' | 'labelLanguage' | 'matches' | 'minConfidence'>>;
  upsertTitles?: Resolver<ResolversTypes['UpsertTitlesPayload'], ParentType, ContextType, RequireFields<MutationUpsertTitlesArgs, 'collection' | 'titles'>>;
};

export type NearDuplicateResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['NearDuplicate'] = ResolversParentTypes['NearDuplicate']> = {
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['CollectionTitle'], ParentType, ContextType>;
};

export type NodeResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Occupation' | 'OccupationGroup' | 'Skill', ParentType, ContextType>;
};

export type OccupationResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Occupation'] = ResolversParentTypes['Occupation']> = {
  broader?: Resolver<ReadonlyArray<ResolversTypes['OccupationGroup']>, ParentType, ContextType>;
  broaderOccupations?: Resolver<ReadonlyArray<ResolversTypes['Occupation']>, ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  codes?: Resolver<ReadonlyArray<ResolversTypes['CodeMapping']>, ParentType, ContextType>;
  deprecated?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<OccupationDescriptionArgs>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  iscoCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType, Partial<OccupationLabelArgs>>;
  labels?: Resolver<ReadonlyArray<ResolversTypes['Label']>, ParentType, ContextType, Partial<OccupationLabelsArgs>>;
  narrowerOccupations?: Resolver<ReadonlyArray<ResolversTypes['Occupation']>, ParentType, ContextType>;
  nextOccupations?: Resolver<ReadonlyArray<ResolversTypes['OccupationTransition']>, ParentType, ContextType, RequireFields<OccupationNextOccupationsArgs, 'first'>>;
  replacedBy?: Resolver<ReadonlyArray<ResolversTypes['Occupation']>, ParentType, ContextType>;
  similar?: Resolver<ReadonlyArray<ResolversTypes['ScoredOccupation']>, ParentType, ContextType, RequireFields<OccupationSimilarArgs, 'first'>>;
  skills?: Resolver<ResolversTypes['OccupationSkillConnection'], ParentType, ContextType, RequireFields<OccupationSkillsArgs, 'first'>>;
  uri?: Resolver<ResolversTypes['URI'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OccupationConnectionResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['OccupationConnection'] = ResolversParentTypes['OccupationConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['OccupationEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Occupation']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OccupationEdgeResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['OccupationEdge'] = ResolversParentTypes['OccupationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Occupation'], ParentType, ContextType>;
};

export type OccupationGroupResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['OccupationGroup'] = ResolversParentTypes['OccupationGroup']> = {
  broader?: Resolver<ReadonlyArray<ResolversTypes['OccupationGroup']>, ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<OccupationGroupDescriptionArgs>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType, Partial<OccupationGroupLabelArgs>>;
  narrower?: Resolver<ReadonlyArray<ResolversTypes['OccupationGroup']>, ParentType, ContextType>;
  occupations?: Resolver<ResolversTypes['OccupationConnection'], ParentType, ContextType, RequireFields<OccupationGroupOccupationsArgs, 'first'>>;
  uri?: Resolver<ResolversTypes['URI'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OccupationMatchResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['OccupationMatch'] = ResolversParentTypes['OccupationMatch']> = {
  confidence?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  evidence?: Resolver<ReadonlyArray<ResolversTypes['Evidence']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['MatchKind'], ParentType, ContextType>;
  matchedLabel?: Resolver<ResolversTypes['Label'], ParentType, ContextType>;
  occupation?: Resolver<ResolversTypes['Occupation'], ParentType, ContextType>;
};

export type OccupationSkillConnectionResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['OccupationSkillConnection'] = ResolversParentTypes['OccupationSkillConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['OccupationSkillEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Skill']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OccupationSkillEdgeResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['OccupationSkillEdge'] = ResolversParentTypes['OccupationSkillEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Skill'], ParentType, ContextType>;
  relation?: Resolver<ResolversTypes['SkillRelation'], ParentType, ContextType>;
};

export type OccupationTransitionResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['OccupationTransition'] = ResolversParentTypes['OccupationTransition']> = {
  kind?: Resolver<ResolversTypes['TransitionKind'], ParentType, ContextType>;
  occupation?: Resolver<ResolversTypes['Occupation'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  auditLog?: Resolver<ResolversTypes['AuditEntryConnection'], ParentType, ContextType, RequireFields<QueryAuditLogArgs, 'first'>>;
  autocomplete?: Resolver<ReadonlyArray<ResolversTypes['Suggestion']>, ParentType, ContextType, RequireFields<QueryAutocompleteArgs, 'kinds' | 'limit' | 'text'>>;
  bulkNormalization?: Resolver<Maybe<ResolversTypes['BulkNormalization']>, ParentType, ContextType, RequireFields<QueryBulkNormalizationArgs, 'id'>>;
  collection?: Resolver<Maybe<ResolversTypes['Collection']>, ParentType, ContextType, RequireFields<QueryCollectionArgs, 'id'>>;
  collections?: Resolver<ResolversTypes['CollectionConnection'], ParentType, ContextType, RequireFields<QueryCollectionsArgs, 'first'>>;
  nearDuplicates?: Resolver<ResolversTypes['DuplicateConnection'], ParentType, ContextType, RequireFields<QueryNearDuplicatesArgs, 'collection' | 'first' | 'threshold'>>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  nodes?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Node']>>, ParentType, ContextType, RequireFields<QueryNodesArgs, 'ids'>>;
  normalizeTitle?: Resolver<ResolversTypes['TitleNormalization'], ParentType, ContextType, RequireFields<QueryNormalizeTitleArgs, 'limit' | 'minConfidence' | 'title'>>;
  normalizeTitles?: Resolver<ReadonlyArray<ResolversTypes['TitleNormalization']>, ParentType, ContextType, RequireFields<QueryNormalizeTitlesArgs, 'inputs' | 'limit'>>;
  occupation?: Resolver<Maybe<ResolversTypes['Occupation']>, ParentType, ContextType, Partial<QueryOccupationArgs>>;
  occupations?: Resolver<ResolversTypes['OccupationConnection'], ParentType, ContextType, RequireFields<QueryOccupationsArgs, 'first'>>;
  rankTitles?: Resolver<ReadonlyArray<ResolversTypes['RankedTitle']>, ParentType, ContextType, RequireFields<QueryRankTitlesArgs, 'candidates' | 'limit' | 'title'>>;
  searchTitles?: Resolver<ResolversTypes['TitleHitConnection'], ParentType, ContextType, RequireFields<QuerySearchTitlesArgs, 'collection' | 'first'>>;
  similarTitles?: Resolver<ResolversTypes['TitleHitConnection'], ParentType, ContextType, RequireFields<QuerySimilarTitlesArgs, 'collection' | 'first' | 'id'>>;
  skill?: Resolver<Maybe<ResolversTypes['Skill']>, ParentType, ContextType, Partial<QuerySkillArgs>>;
  skills?: Resolver<ResolversTypes['SkillConnection'], ParentType, ContextType, RequireFields<QuerySkillsArgs, 'first'>>;
  skillsForTitle?: Resolver<ReadonlyArray<ResolversTypes['ScoredSkill']>, ParentType, ContextType, RequireFields<QuerySkillsForTitleArgs, 'limit' | 'title'>>;
  taxonomy?: Resolver<ResolversTypes['Taxonomy'], ParentType, ContextType>;
  taxonomyChanges?: Resolver<ResolversTypes['ConceptChangeConnection'], ParentType, ContextType, RequireFields<QueryTaxonomyChangesArgs, 'first' | 'from'>>;
};

export type RankedTitleResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['RankedTitle'] = ResolversParentTypes['RankedTitle']> = {
  index?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RelatedSkillResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['RelatedSkill'] = ResolversParentTypes['RelatedSkill']> = {
  relation?: Resolver<ResolversTypes['SkillRelation'], ParentType, ContextType>;
  skill?: Resolver<ResolversTypes['Skill'], ParentType, ContextType>;
};

export type RemovedPartResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['RemovedPart'] = ResolversParentTypes['RemovedPart']> = {
  kind?: Resolver<ResolversTypes['RemovedKind'], ParentType, ContextType>;
  range?: Resolver<ResolversTypes['TextRange'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ScoredOccupationResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ScoredOccupation'] = ResolversParentTypes['ScoredOccupation']> = {
  occupation?: Resolver<ResolversTypes['Occupation'], ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type ScoredSkillResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['ScoredSkill'] = ResolversParentTypes['ScoredSkill']> = {
  evidence?: Resolver<ReadonlyArray<ResolversTypes['Evidence']>, ParentType, ContextType>;
  relation?: Resolver<Maybe<ResolversTypes['SkillRelation']>, ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  skill?: Resolver<ResolversTypes['Skill'], ParentType, ContextType>;
};

export type SkillResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Skill'] = ResolversParentTypes['Skill']> = {
  broader?: Resolver<ReadonlyArray<ResolversTypes['Skill']>, ParentType, ContextType>;
  category?: Resolver<ResolversTypes['SkillCategory'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  deprecated?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<SkillDescriptionArgs>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isGroup?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType, Partial<SkillLabelArgs>>;
  labels?: Resolver<ReadonlyArray<ResolversTypes['Label']>, ParentType, ContextType, Partial<SkillLabelsArgs>>;
  narrower?: Resolver<ResolversTypes['SkillConnection'], ParentType, ContextType, RequireFields<SkillNarrowerArgs, 'first'>>;
  occupations?: Resolver<ResolversTypes['SkillOccupationConnection'], ParentType, ContextType, RequireFields<SkillOccupationsArgs, 'first'>>;
  related?: Resolver<ReadonlyArray<ResolversTypes['RelatedSkill']>, ParentType, ContextType, RequireFields<SkillRelatedArgs, 'first'>>;
  replacedBy?: Resolver<ReadonlyArray<ResolversTypes['Skill']>, ParentType, ContextType>;
  reuseLevel?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  uri?: Resolver<ResolversTypes['URI'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SkillConnectionResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['SkillConnection'] = ResolversParentTypes['SkillConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['SkillEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Skill']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SkillEdgeResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['SkillEdge'] = ResolversParentTypes['SkillEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Skill'], ParentType, ContextType>;
};

export type SkillOccupationConnectionResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['SkillOccupationConnection'] = ResolversParentTypes['SkillOccupationConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['SkillOccupationEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Occupation']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SkillOccupationEdgeResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['SkillOccupationEdge'] = ResolversParentTypes['SkillOccupationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Occupation'], ParentType, ContextType>;
  relation?: Resolver<ResolversTypes['SkillRelation'], ParentType, ContextType>;
};

export type StartBulkNormalizationPayloadResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['StartBulkNormalizationPayload'] = ResolversParentTypes['StartBulkNormalizationPayload']> = {
  job?: Resolver<ResolversTypes['BulkNormalization'], ParentType, ContextType>;
  uploadUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  bulkNormalization?: SubscriptionResolver<ResolversTypes['BulkNormalization'], "bulkNormalization", ParentType, ContextType, RequireFields<SubscriptionBulkNormalizationArgs, 'id'>>;
};

export type SuggestionResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Suggestion'] = ResolversParentTypes['Suggestion']> = {
  concept?: Resolver<ResolversTypes['Concept'], ParentType, ContextType>;
  highlights?: Resolver<ReadonlyArray<ResolversTypes['TextRange']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ConceptKind'], ParentType, ContextType>;
  language?: Resolver<ResolversTypes['LanguageTag'], ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type TaxonomyResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['Taxonomy'] = ResolversParentTypes['Taxonomy']> = {
  attribution?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  labelCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  languages?: Resolver<ReadonlyArray<ResolversTypes['LanguageTag']>, ParentType, ContextType>;
  licence?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  occupationCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  skillCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  snapshot?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  versions?: Resolver<ReadonlyArray<ResolversTypes['TaxonomyVersion']>, ParentType, ContextType>;
};

export type TaxonomyVersionResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['TaxonomyVersion'] = ResolversParentTypes['TaxonomyVersion']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  importedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  occupationCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  skillCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type TextRangeResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['TextRange'] = ResolversParentTypes['TextRange']> = {
  end?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  start?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TitleAttributeResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['TitleAttribute'] = ResolversParentTypes['TitleAttribute']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type TitleCountsResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['TitleCounts'] = ResolversParentTypes['TitleCounts']> = {
  failed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  indexed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  pending?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TitleHitResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['TitleHit'] = ResolversParentTypes['TitleHit']> = {
  evidence?: Resolver<ReadonlyArray<ResolversTypes['Evidence']>, ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['CollectionTitle'], ParentType, ContextType>;
};

export type TitleHitConnectionResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['TitleHitConnection'] = ResolversParentTypes['TitleHitConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['TitleHitEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['TitleHit']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  partial?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type TitleHitEdgeResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['TitleHitEdge'] = ResolversParentTypes['TitleHitEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['TitleHit'], ParentType, ContextType>;
};

export type TitleNormalizationResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['TitleNormalization'] = ResolversParentTypes['TitleNormalization']> = {
  cleaned?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  encoder?: Resolver<ResolversTypes['EncoderTier'], ParentType, ContextType>;
  input?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  language?: Resolver<ResolversTypes['LanguageTag'], ParentType, ContextType>;
  matches?: Resolver<ReadonlyArray<ResolversTypes['OccupationMatch']>, ParentType, ContextType>;
  removed?: Resolver<ReadonlyArray<ResolversTypes['RemovedPart']>, ParentType, ContextType>;
  seniority?: Resolver<Maybe<ResolversTypes['Seniority']>, ParentType, ContextType>;
};

export interface UriScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URI'], any> {
  name: 'URI';
}

export type UpsertTitlesPayloadResolvers<ContextType = ApiContext, ParentType extends ResolversParentTypes['UpsertTitlesPayload'] = ResolversParentTypes['UpsertTitlesPayload']> = {
  changed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  collection?: Resolver<ResolversTypes['Collection'], ParentType, ContextType>;
  pending?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  received?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type Resolvers<ContextType = ApiContext> = {
  AuditEntry?: AuditEntryResolvers<ContextType>;
  AuditEntryConnection?: AuditEntryConnectionResolvers<ContextType>;
  AuditEntryEdge?: AuditEntryEdgeResolvers<ContextType>;
  BulkNormalization?: BulkNormalizationResolvers<ContextType>;
  CodeMapping?: CodeMappingResolvers<ContextType>;
  Collection?: CollectionResolvers<ContextType>;
  CollectionConnection?: CollectionConnectionResolvers<ContextType>;
  CollectionEdge?: CollectionEdgeResolvers<ContextType>;
  CollectionError?: CollectionErrorResolvers<ContextType>;
  CollectionTitle?: CollectionTitleResolvers<ContextType>;
  CollectionTitleConnection?: CollectionTitleConnectionResolvers<ContextType>;
  CollectionTitleEdge?: CollectionTitleEdgeResolvers<ContextType>;
  Concept?: ConceptResolvers<ContextType>;
  ConceptChange?: ConceptChangeResolvers<ContextType>;
  ConceptChangeConnection?: ConceptChangeConnectionResolvers<ContextType>;
  ConceptChangeEdge?: ConceptChangeEdgeResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DeleteCollectionPayload?: DeleteCollectionPayloadResolvers<ContextType>;
  DeleteTitlesPayload?: DeleteTitlesPayloadResolvers<ContextType>;
  DuplicateConnection?: DuplicateConnectionResolvers<ContextType>;
  DuplicateEdge?: DuplicateEdgeResolvers<ContextType>;
  DuplicateGroup?: DuplicateGroupResolvers<ContextType>;
  Evidence?: EvidenceResolvers<ContextType>;
  Label?: LabelResolvers<ContextType>;
  LanguageTag?: GraphQLScalarType;
  Mutation?: MutationResolvers<ContextType>;
  NearDuplicate?: NearDuplicateResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  Occupation?: OccupationResolvers<ContextType>;
  OccupationConnection?: OccupationConnectionResolvers<ContextType>;
  OccupationEdge?: OccupationEdgeResolvers<ContextType>;
  OccupationGroup?: OccupationGroupResolvers<ContextType>;
  OccupationMatch?: OccupationMatchResolvers<ContextType>;
  OccupationSkillConnection?: OccupationSkillConnectionResolvers<ContextType>;
  OccupationSkillEdge?: OccupationSkillEdgeResolvers<ContextType>;
  OccupationTransition?: OccupationTransitionResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RankedTitle?: RankedTitleResolvers<ContextType>;
  RelatedSkill?: RelatedSkillResolvers<ContextType>;
  RemovedPart?: RemovedPartResolvers<ContextType>;
  ScoredOccupation?: ScoredOccupationResolvers<ContextType>;
  ScoredSkill?: ScoredSkillResolvers<ContextType>;
  Skill?: SkillResolvers<ContextType>;
  SkillConnection?: SkillConnectionResolvers<ContextType>;
  SkillEdge?: SkillEdgeResolvers<ContextType>;
  SkillOccupationConnection?: SkillOccupationConnectionResolvers<ContextType>;
  SkillOccupationEdge?: SkillOccupationEdgeResolvers<ContextType>;
  StartBulkNormalizationPayload?: StartBulkNormalizationPayloadResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  Suggestion?: SuggestionResolvers<ContextType>;
  Taxonomy?: TaxonomyResolvers<ContextType>;
  TaxonomyVersion?: TaxonomyVersionResolvers<ContextType>;
  TextRange?: TextRangeResolvers<ContextType>;
  TitleAttribute?: TitleAttributeResolvers<ContextType>;
  TitleCounts?: TitleCountsResolvers<ContextType>;
  TitleHit?: TitleHitResolvers<ContextType>;
  TitleHitConnection?: TitleHitConnectionResolvers<ContextType>;
  TitleHitEdge?: TitleHitEdgeResolvers<ContextType>;
  TitleNormalization?: TitleNormalizationResolvers<ContextType>;
  URI?: GraphQLScalarType;
  UpsertTitlesPayload?: UpsertTitlesPayloadResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = ApiContext> = {
  cost?: CostDirectiveResolver<any, any, ContextType>;
  length?: LengthDirectiveResolver<any, any, ContextType>;
  listSize?: ListSizeDirectiveResolver<any, any, ContextType>;
  range?: RangeDirectiveResolver<any, any, ContextType>;
  size?: SizeDirectiveResolver<any, any, ContextType>;
};
