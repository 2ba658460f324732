/** Which entry of the Worker has what ENCODER_TIER asks for. */

/** `main` of wrangler.toml, or the entry beside it that has the transformer's runtime. */
export function entryFor(main: string, encoderTier: unknown): string {
  if (encoderTier !== 'transformer') return main;
  return main
    .replace('worker/index.ts', 'worker/transformer.ts')
    .replace('worker/local.ts', 'worker/local-transformer.ts');
}
