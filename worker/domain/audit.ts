/** The audit log as a tenant reads it: what was written with its keys, newest first. */
import { CrosswalkFailure } from '../core/failures.ts';
import type { AuditRow, AuditStore } from '../stores/audit.ts';
import { cursorKey, pageOf } from './collections.ts';
import type { Connection, PageArguments } from './connections.ts';

export interface AuditLog {
  list(tenant: string, page: PageArguments): Promise<Omit<Connection<AuditRow>, 'totalCount'>>;
}

export function createAuditLog(store: AuditStore): AuditLog {
  return {
    async list(tenant, page) {
      const key = cursorKey(page);
      const before = key === undefined ? undefined : Number(key);
      if (before !== undefined && !Number.isSafeInteger(before))
        throw new CrosswalkFailure({ code: 'INVALID_CURSOR', argument: 'after' });
      const rows = await store.newest(tenant, page.first + 1, before);
      return pageOf(
        rows,
        page,
        ({ id }) => String(id),
        (row) => row,
      );
    },
  };
}
