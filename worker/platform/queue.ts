/** Sending to Cloudflare Queues within its limits on one call: 100 messages, 256 kB. */

const MESSAGES_PER_CALL = 100;
/** UTF-16 code units of JSON, of which each message must be much shorter. */
const LENGTH_PER_CALL = 100_000;

/** Resolves once all are stored. Where it rejects, some may be. */
export async function sendAll<Body>(queue: Queue<Body>, bodies: readonly Body[]): Promise<void> {
  let batch: { body: Body }[] = [];
  let length = 0;
  for (const body of bodies) {
    const size = JSON.stringify(body).length;
    if (batch.length === MESSAGES_PER_CALL || (batch.length > 0 && length + size > LENGTH_PER_CALL)) {
      await queue.sendBatch(batch);
      batch = [];
      length = 0;
    }
    batch.push({ body });
    length += size;
  }
  if (batch.length > 0) await queue.sendBatch(batch);
}
