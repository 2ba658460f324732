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

/** The keys of titles in a collection that have an attribute: read from an index. */
function withAttribute(collection: string, { name, values }: AttributeFilter): SQL {
  return sql`(SELECT title_key FROM title_attribute WHERE collection_id = ${collection} AND name = ${name} AND value IN ${list(values)})`;
}

export function titleConditions(
  collection: string,
  { languages, groups, postedFrom, postedTo, attributes = [] }: TitleFilter,
): readonly SQL[] {
  const conditions = attributes.map((attribute) => sql`${titles.key} IN ${withAttribute(collection, attribute)}`);
  if (languages !== undefined) conditions.push(sql`${titles.language} IN ${list(languages)}`);
  if (groups !== undefined)
    conditions.push(
      sql`EXISTS (SELECT 1 FROM json_each(${JSON.stringify(groups)}) WHERE substr(${titles.groupCode}, 1, length(value)) = value)`,
    );
  if (postedFrom !== undefined) conditions.push(sql`${titles.postedAt} >= ${postedFrom}`);
  if (postedTo !== undefined) conditions.push(sql`${titles.postedAt} <= ${postedTo}`);
  return conditions;
}
