/** What a concept is called, in the first language wanted that has a name for it. From memory. */
import type { LanguageTag } from '../core/language.ts';
import type { LabelPool } from '../engines/snapshot/label-pool.ts';
import type { NameSnapshot } from './concepts.ts';

export interface Name {
  readonly text: string;
  readonly language: LanguageTag;
}

export interface Names {
  /** The preferred name in the first of these languages that has one; undefined where none has. */
  preferred(index: number, languages: readonly LanguageTag[]): Promise<Name | undefined>;
  /** Likewise, then in any language; a concept without a preferred name is called by any name it has. */
  any(index: number, languages: readonly LanguageTag[]): Promise<Name | undefined>;
}

function nameIn(pool: LabelPool | undefined, label: number | undefined): Name | undefined {
  return pool === undefined || label === undefined ? undefined : { text: pool.text(label), language: pool.language };
}

export function createNames(snapshot: NameSnapshot): Names {
  async function preferred(index: number, languages: readonly LanguageTag[]): Promise<Name | undefined> {
    for (const language of languages) {
      const pool = await snapshot.labels(language);
      const name = nameIn(pool, pool?.preferred(index));
      if (name !== undefined) return name;
    }
    return undefined;
  }

  return {
    preferred,
    async any(index, languages) {
      const wanted = await preferred(index, languages);
      if (wanted !== undefined) return wanted;
      const { languages: held } = await snapshot.manifest();
      const other = await preferred(index, held);
      if (other !== undefined) return other;
      for (const language of held) {
        const pool = await snapshot.labels(language);
        if (pool !== undefined && pool.first(index) < pool.end(index)) return nameIn(pool, pool.first(index));
      }
      return undefined;
    },
  };
}
