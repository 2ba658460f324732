/** Steers the wire server from inside workerd. */
import { env } from 'cloudflare:workers';
import type { Fault, RecordedCall } from './wire-server.ts';

interface WireEnvironment {
  readonly WIRE_ADDRESS: string;
  readonly WIRE_VECTORIZE: Vectorize;
  readonly WIRE_AI: Ai;
}

// The bindings that test/support/wire-bindings.ts adds to those of wrangler.toml.
export const wire = env as unknown as WireEnvironment;

export type WireBinding = 'WIRE_VECTORIZE' | 'WIRE_AI';

async function control(binding: WireBinding, faults: readonly Fault[], held: boolean): Promise<void> {
  const answer = await fetch(new URL('/control', wire.WIRE_ADDRESS), {
    method: 'POST',
    body: JSON.stringify({ binding, faults, held }),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

/** Sets the faults of a binding, instead of those before, and forgets the calls so far. */
export async function setFaults(binding: WireBinding, ...faults: readonly Fault[]): Promise<void> {
  await control(binding, faults, false);
}

/** Accepts mutations and keeps them invisible, until the faults are set anew. */
export async function holdMutations(binding: WireBinding): Promise<void> {
  await control(binding, [], true);
}

export async function callsOf(binding: WireBinding): Promise<readonly RecordedCall[]> {
  return (await fetch(new URL(`/calls?binding=${binding}`, wire.WIRE_ADDRESS))).json();
}
