/** Which titles of a collection are wanted: the conditions of a filter, as D1 checks them. */
import { type SQL, sql } from 'drizzle-orm';
import { titles } from './collection-tables.ts';

/** An attribute that a title must have, with one of these values. */
export interface AttributeFilter {
  readonly name: string;
  readonly values: readonly string[];
}

/** Every condition that is given must hold. */
export interface TitleFilter {
  readonly languages?: readonly string[] | undefined;
  /** ISCO-08 codes of one to four digits: "25" leaves "2512". */
  readonly groups?: readonly string[] | undefined;
  /** Seconds since 1970. Titles without a date are left out by either. */
  readonly postedFrom?: number | undefined;
  readonly postedTo?: number | undefined;
  readonly attributes?: readonly AttributeFilter[] | undefined;
}

const list = (texts: readonly string[]): SQL => sql`(SELECT value FROM json_each(${JSON.stringify(texts)}))`;

/** That a row of `title_attribute` is of a collection and is what an attribute of a filter asks for. */
export const isAttribute = (collection: string, { name, values }: AttributeFilter): SQL =>
  sql`title_attribute.collection_id = ${collection} AND title_attribute.name = ${name} AND title_attribute.value IN ${list(values)}`;

/** Looked up for a title; a list of all titles that have the attribute may be as long as the collection. */
const hasAttribute = (collection: string, attribute: AttributeFilter): SQL =>
  sql`EXISTS (SELECT 1 FROM title_attribute WHERE ${isAttribute(collection, attribute)} AND title_key = ${titles.key})`;

export function titleConditions(
  collection: string,
  { languages, groups, postedFrom, postedTo, attributes = [] }: TitleFilter,
): readonly SQL[] {
  const conditions = attributes.map((attribute) => hasAttribute(collection, attribute));
  if (languages !== undefined) conditions.push(sql`${titles.language} IN ${list(languages)}`);
  if (groups !== undefined)
    conditions.push(
      sql`EXISTS (SELECT 1 FROM json_each(${JSON.stringify(groups)}) WHERE substr(${titles.groupCode}, 1, length(value)) = value)`,
    );
  if (postedFrom !== undefined) conditions.push(sql`${titles.postedAt} >= ${postedFrom}`);
  if (postedTo !== undefined) conditions.push(sql`${titles.postedAt} <= ${postedTo}`);
  return conditions;
}
