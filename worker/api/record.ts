/** What is noted about one request while it is answered: for the log line, Server-Timing and caching. */

export const PHASES = ['parse', 'validate', 'execute', 'engine'] as const;
export type Phase = (typeof PHASES)[number];

export class RequestRecord {
  readonly id: string;
  readonly #clock: () => number;
  /** Milliseconds spent in each phase; `engine` is part of `execute`. */
  readonly durations = new Map<Phase, number>();
  /** Name of the operation, when the document gives one. */
  operationName: string | undefined;
  /** What the operation may cost, once it was checked (worker/api/operation-check.ts). */
  cost: number | undefined;
  /** Who asks; the key's public id where there is one. */
  callerKind: string = 'ANONYMOUS';
  keyId: string | undefined;
  /** Whether the answer holds, or may hold, what belongs to a tenant: no cache may keep it. */
  isPrivate = false;
  /** Codes of the errors in the answer. */
  readonly errorCodes: string[] = [];
  /** Errors that no client causes; they are masked in the answer. */
  readonly unexpected: unknown[] = [];

  /** `clock` gives milliseconds. */
  constructor(id: string, clock: () => number) {
    this.id = id;
    this.#clock = clock;
  }

  async measure<Value>(phase: Phase, work: () => Value | Promise<Value>): Promise<Value> {
    const start = this.#clock();
    try {
      return await work();
    } finally {
      this.#add(phase, this.#clock() - start);
    }
  }

  measureNow(phase: Phase, work: () => void): void {
    const start = this.#clock();
    try {
      work();
    } finally {
      this.#add(phase, this.#clock() - start);
    }
  }

  #add(phase: Phase, milliseconds: number): void {
    this.durations.set(phase, (this.durations.get(phase) ?? 0) + milliseconds);
  }
}
