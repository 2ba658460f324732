/**
 * One data point an operation, for Workers Analytics Engine: what was asked, by which kind of caller, how it ended, how
 * long it took and what it cost. docs/deploying.md has queries over them. Holds no text of a client but the name that
 * it gave its operation, and no key but its public id.
 */
export interface OperationPoint {
  readonly operation: string | undefined;
  /** Code of the first error; undefined where there is none. */
  readonly code: string | undefined;
  readonly callerKind: string;
  readonly keyId: string | undefined;
  readonly status: number;
  readonly milliseconds: number;
  readonly cost: number | undefined;
}

export type Metrics = (point: OperationPoint) => void;

/** Analytics Engine takes at most 96 bytes of an index and 16 KB of blobs a point. */
const NAME_LENGTH = 64;

/** Without a dataset (on one machine) points are dropped. */
export function createMetrics(dataset: AnalyticsEngineDataset | undefined): Metrics {
  if (dataset === undefined) return () => undefined;
  return ({ operation, code, callerKind, keyId, status, milliseconds, cost }) =>
    dataset.writeDataPoint({
      // Sampling is by index: a busy key does not crowd out a quiet one.
      indexes: [keyId ?? callerKind],
      blobs: [(operation ?? '').slice(0, NAME_LENGTH), code ?? '', callerKind, keyId ?? ''],
      doubles: [milliseconds, cost ?? 0, status],
    });
}
