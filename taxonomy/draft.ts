/**
 * A taxonomy while its sources are read: concepts are added first, labels and relations by concept afterwards, in any
 * order and from several files; {@link TaxonomyDraft.finish} sorts it all.
 */
import type { LanguageTag } from '../worker/core/language.ts';
import {
  type ConceptRecord,
  type RelationKind,
  RELATION_KINDS,
  compareConcepts,
} from '../worker/engines/snapshot/concept-table.ts';
import { LABEL_KINDS, type LabelKind, type LabelRecord, sortLabels } from '../worker/engines/snapshot/label-pool.ts';
import type { CodeMappingRecord, MappingKind, Taxonomy, TaxonomyIdentity } from './model.ts';

interface DraftRelation {
  readonly from: string;
  readonly kind: RelationKind;
  readonly to: string;
}

interface DraftMapping {
  readonly scheme: string;
  readonly vintage: string;
  readonly code: string;
  readonly kind: MappingKind;
  readonly source: string;
}

type Mutable<Record> = { -readonly [Key in keyof Record]: Record[Key] };

const compareText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

function innerMap<Inner>(outer: Map<LanguageTag, Map<string, Inner>>, language: LanguageTag): Map<string, Inner> {
  const known = outer.get(language);
  if (known !== undefined) return known;
  const fresh = new Map<string, Inner>();
  outer.set(language, fresh);
  return fresh;
}

export class TaxonomyDraft {
  #identity: TaxonomyIdentity;
  readonly #concepts = new Map<string, Mutable<ConceptRecord>>();
  readonly #idsByUri = new Map<string, string>();
  /** Language, concept, text: insertion order is the order of the labels. */
  readonly #labels = new Map<LanguageTag, Map<string, Map<string, LabelKind>>>();
  readonly #descriptions = new Map<LanguageTag, Map<string, string>>();
  readonly #relations = new Map<string, DraftRelation>();
  readonly #replacements = new Map<string, Set<string>>();
  readonly #mappings = new Map<string, Map<string, DraftMapping>>();

  constructor(identity: TaxonomyIdentity) {
    this.#identity = identity;
  }

  get identity(): TaxonomyIdentity {
    return this.#identity;
  }

  /** For labels that come from somebody else than the taxonomy's author. */
  addAttribution(sentence: string): void {
    const { attribution } = this.#identity;
    if (!attribution.includes(sentence))
      this.#identity = { ...this.#identity, attribution: `${attribution} ${sentence}` };
  }

  /** False where the id or the URI is taken. */
  addConcept(concept: ConceptRecord): boolean {
    if (this.#concepts.has(concept.id) || this.#idsByUri.has(concept.uri)) return false;
    this.#concepts.set(concept.id, { ...concept });
    this.#idsByUri.set(concept.uri, concept.id);
    return true;
  }

  has(id: string): boolean {
    return this.#concepts.has(id);
  }

  /** The id of the concept with this URI. */
  findUri(uri: string): string | undefined {
    return this.#idsByUri.get(uri);
  }

  setCategory(id: string, category: ConceptRecord['category']): void {
    const concept = this.#concepts.get(id);
    if (concept !== undefined) concept.category = category;
  }

  /**
   * Adds a label to a concept that is there. The same text in the same language is kept once, under the kind that
   * comes first in PREFERRED, ALTERNATIVE, HIDDEN; a second preferred label becomes an alternative. False where the
   * text was there already.
   */
  addLabel(id: string, language: LanguageTag, kind: LabelKind, text: string): boolean {
    const byConcept = innerMap(this.#labels, language);
    let labels = byConcept.get(id);
    if (labels === undefined) byConcept.set(id, (labels = new Map<string, LabelKind>()));
    const taken = kind === 'PREFERRED' && [...labels.values()].includes('PREFERRED');
    const settled = taken ? 'ALTERNATIVE' : kind;
    const known = labels.get(text);
    if (known !== undefined) {
      if (LABEL_KINDS.indexOf(settled) < LABEL_KINDS.indexOf(known)) labels.set(text, settled);
      return false;
    }
    labels.set(text, settled);
    return true;
  }

  hasLabels(id: string, language: LanguageTag): boolean {
    return this.#labels.get(language)?.has(id) === true;
  }

  /** The first description of a concept in a language stays. */
  addDescription(id: string, language: LanguageTag, text: string): void {
    const byConcept = innerMap(this.#descriptions, language);
    if (text !== '' && !byConcept.has(id)) byConcept.set(id, text);
  }

  /** False where the relation is there already. */
  addRelation(from: string, kind: RelationKind, to: string): boolean {
    const key = `${from} ${kind} ${to}`;
    if (this.#relations.has(key)) return false;
    this.#relations.set(key, { from, kind, to });
    return true;
  }

  addReplacement(from: string, to: string): void {
    this.#replacements.set(from, (this.#replacements.get(from) ?? new Set()).add(to));
  }

  /** False where the concept has a mapping to this code already. */
  addMapping(id: string, mapping: DraftMapping): boolean {
    const mappings = this.#mappings.get(id) ?? new Map<string, DraftMapping>();
    this.#mappings.set(id, mappings);
    const key = `${mapping.scheme}\t${mapping.vintage}\t${mapping.code}`;
    if (mappings.has(key)) return false;
    mappings.set(key, mapping);
    return true;
  }

  mappings(): Iterable<readonly [id: string, mappings: Iterable<DraftMapping>]> {
    return [...this.#mappings].map(([id, mappings]) => [id, mappings.values()] as const);
  }

  /**
   * No source says how often a skill is asked for; how many occupations list it does, on a logarithmic scale whose top
   * is the most listed skill.
   */
  #withSkillPopularity(): ConceptRecord[] {
    const listed = new Map<string, number>();
    for (const { from, kind, to } of this.#relations.values()) {
      if ((kind === 'ESSENTIAL' || kind === 'OPTIONAL') && this.#concepts.get(from)?.kind === 'OCCUPATION')
        listed.set(to, (listed.get(to) ?? 0) + 1);
    }
    const scale = 255 / Math.log1p(Math.max(1, ...listed.values()));
    return Array.from(this.#concepts.values(), (concept) =>
      concept.kind === 'SKILL'
        ? { ...concept, popularity: Math.round(Math.log1p(listed.get(concept.id) ?? 0) * scale) }
        : concept,
    );
  }

  /** Sorts everything and turns ids into indices. Relations and replacements must name concepts that are there. */
  finish(): Taxonomy {
    const concepts = this.#withSkillPopularity().toSorted(compareConcepts);
    const index = new Map(concepts.map(({ id }, position) => [id, position] as const));
    const at = (id: string): number => {
      const position = index.get(id);
      if (position === undefined) throw new Error(`The draft names a concept that it does not hold: ${id}`);
      return position;
    };
    const inOrder = <Inner>(outer: Map<LanguageTag, Map<string, Inner>>): [LanguageTag, Map<string, Inner>][] =>
      [...outer].filter(([, inner]) => inner.size > 0).toSorted(([left], [right]) => compareText(left, right));
    return {
      identity: this.#identity,
      concepts,
      labels: new Map(
        inOrder(this.#labels).map(([language, byConcept]) => {
          const labels: LabelRecord[] = [];
          for (const [id, texts] of byConcept) {
            const concept = at(id);
            for (const [text, kind] of texts) labels.push({ concept, kind, text });
          }
          return [language, sortLabels(labels)];
        }),
      ),
      descriptions: new Map(
        inOrder(this.#descriptions).map(([language, byConcept]) => {
          const descriptions = Array.from(byConcept, ([id, text]) => ({ concept: at(id), text }));
          return [language, descriptions.toSorted((left, right) => left.concept - right.concept)];
        }),
      ),
      relations: Array.from(this.#relations.values(), ({ from, kind, to }) => ({
        from: at(from),
        kind,
        to: at(to),
      })).toSorted(
        (left, right) =>
          left.from - right.from ||
          RELATION_KINDS.indexOf(left.kind) - RELATION_KINDS.indexOf(right.kind) ||
          left.to - right.to,
      ),
      replacements: [...this.#replacements]
        .flatMap(([from, targets]) => Array.from(targets, (to) => ({ from: at(from), to: at(to) })))
        .toSorted((left, right) => left.from - right.from || left.to - right.to),
      codeMappings: [...this.#mappings]
        .flatMap(([id, mappings]) =>
          Array.from(mappings.values(), (mapping): CodeMappingRecord => ({ concept: at(id), ...mapping })),
        )
        .toSorted(
          (left, right) =>
            left.concept - right.concept ||
            compareText(left.scheme, right.scheme) ||
            compareText(left.vintage, right.vintage) ||
            compareText(left.code, right.code),
        ),
    };
  }
}
