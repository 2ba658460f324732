/**
 * Where collections keep their titles in D1. What is a title's truth stands here; its vector is derived from it and can
 * always be made again.
 *
 * Every row carries its tenant. `title.version` grows with every change that was acknowledged, and names the vector of
 * that state: "<key>-<version>". Keys are never used again, so what arrives late can always be told from what is.
 */
import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

export const collections = sqliteTable(
  'collection',
  {
    /** 26 characters of Crockford's base 32, sorted by time of creation. */
    id: text('id').primaryKey(),
    tenant: text('tenant').notNull(),
    name: text('name').notNull(),
    /** Milliseconds since 1970, like all moments here. */
    createdAt: integer('created_at').notNull(),
    /** Set by deleteCollection: invisible from then on, while its titles and vectors are being removed. */
    deletedAt: integer('deleted_at'),
    /** JSON: the identity of the encoder whose vectors answer searches. */
    encoder: text('encoder').notNull(),
    /** JSON: the identity of the encoder whose vectors are being made, or removed, while the other's serve. */
    otherEncoder: text('other_encoder'),
    /** Hash of the taxonomy snapshot by which its titles have occupations. */
    snapshot: text('snapshot').notNull(),
    /** When a pass over all titles, or the removal of all, last made progress; null while none is under way. */
    passAt: integer('pass_at'),
    lastError: text('last_error'),
    lastErrorAt: integer('last_error_at'),
  },
  (table) => [index('collection_by_tenant').on(table.tenant, table.id)],
);

export const titles = sqliteTable(
  'title',
  {
    key: integer('key').primaryKey({ autoIncrement: true }),
    collectionId: text('collection_id').notNull(),
    tenant: text('tenant').notNull(),
    /** The client's own id. */
    externalId: text('external_id').notNull(),
    title: text('title').notNull(),
    /** The client's, else detected. */
    language: text('language').notNull(),
    cleaned: text('cleaned').notNull(),
    /** The cleaned title as everything is compared: by this, equal titles find each other at once. */
    folded: text('folded').notNull(),
    description: text('description'),
    /** JSON: skills, location, employer, url, attributes. */
    facts: text('facts').notNull(),
    /** Seconds since 1970; null where the client does not say. */
    postedAt: integer('posted_at'),
    /** Of everything that the client sent: the same again changes nothing. */
    contentHash: text('content_hash').notNull(),
    version: integer('version').notNull(),
    /** DELETED rows wait for their vectors to go; no reader sees them. */
    state: text('state', { enum: ['PENDING', 'INDEXED', 'FAILED', 'DELETED'] }).notNull(),
    /** Of the call that changed it last. */
    stamp: text('stamp').notNull(),
    /** When a message for it was last sent. */
    queuedAt: integer('queued_at').notNull(),
    lastError: text('last_error'),
    /** The version whose vector is stored; null where there is none. */
    vectorVersion: integer('vector_version'),
    /** Hash of the encoder of that vector, and of the snapshot that gave the occupation. */
    encoder: text('encoder'),
    snapshot: text('snapshot'),
    /** Global id of the likeliest occupation; null where none is likely. */
    occupation: text('occupation'),
    confidence: real('confidence'),
    /** ISCO-08 code of that occupation; empty where there is none. */
    groupCode: text('group_code').notNull().default(''),
    /** JSON: the nearest occupations as [concept, nearness] of the snapshot. */
    subjects: text('subjects'),
  },
  (table) => [
    uniqueIndex('title_by_external_id').on(table.collectionId, table.externalId),
    index('title_by_state').on(table.collectionId, table.state, table.key),
    index('title_by_folded').on(table.collectionId, table.folded),
    index('title_by_occupation').on(table.collectionId, table.occupation, table.confidence),
    index('title_unsettled')
      .on(table.state, table.queuedAt)
      .where(sql`${table.state} <> 'INDEXED'`),
  ],
);

/** Attributes for filters, one row a title and name. */
export const titleAttributes = sqliteTable(
  'title_attribute',
  {
    collectionId: text('collection_id').notNull(),
    name: text('name').notNull(),
    value: text('value').notNull(),
    titleKey: integer('title_key').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.collectionId, table.name, table.value, table.titleKey] }),
    index('title_attribute_by_title').on(table.titleKey),
  ],
);
