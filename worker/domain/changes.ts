import type { Concept } from './concepts.ts';
export interface Change {
  readonly kind: 'ADDED' | 'REMOVED' | 'RENAMED' | 'REPLACED' | 'MOVED';
  readonly concept: Concept;
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly replacedBy: readonly Concept[];
}
