/** What the queue carries for bulk jobs. A task only points at what may be due; D1 says whether it is. */
export type BulkTask =
  /** The upload is to be divided into parts, from where that stands. */
  | { readonly kind: 'SCAN'; readonly job: string }
  | { readonly kind: 'PART'; readonly job: string; readonly part: number };

export interface BulkQueue {
  send(tasks: readonly BulkTask[]): Promise<void>;
}

/** Undefined for what is no task. */
export function parseBulkTask(body: unknown): BulkTask | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const { kind, job, part }: Partial<Record<string, unknown>> = { ...body };
  if (typeof job !== 'string') return undefined;
  if (kind === 'PART' && typeof part === 'number') return { kind, job, part };
  return kind === 'SCAN' ? { kind, job } : undefined;
}
