/** What Cloudflare gives the Worker, narrowed to what is used, and the configuration, parsed once. */

/** The bindings that wrangler.toml names, as `wrangler types` writes them into worker-configuration.d.ts. */
export type Bindings = Env;

/** Cloudflare's rate limiter: counts for all isolates of a location. */
export type RateLimiter = RateLimit;

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export const ENCODER_TIERS = ['static', 'transformer'] as const;
const LONG_TEXTS = ['static', 'workers-ai'] as const;

export interface Configuration {
  readonly logLevel: LogLevel;
  /** Whether requests without a key are answered. */
  readonly anonymousReading: boolean;
  /** Requests a minute. */
  readonly rates: { readonly perAddress: number; readonly perPublishableKey: number; readonly perSecretKey: number };
  /** What makes the vectors of titles that are asked about; those of indexes are the static tier's. */
  readonly encoderTier: (typeof ENCODER_TIERS)[number];
  /** What reads long descriptions: the static tier passage by passage, or the model on Workers AI as a whole. */
  readonly longTexts: (typeof LONG_TEXTS)[number];
  /** The embedding model for long texts. */
  readonly workersAi: { readonly model: string; readonly dimensions: number };
}

type Variables = Pick<
  Bindings,
  | 'LOG_LEVEL'
  | 'ANONYMOUS_READING'
  | 'RATE_PER_ADDRESS'
  | 'RATE_PER_PUBLISHABLE_KEY'
  | 'RATE_PER_SECRET_KEY'
  | 'ENCODER_TIER'
  | 'LONG_TEXTS'
  | 'WORKERS_AI_MODEL'
  | 'WORKERS_AI_DIMENSIONS'
>;

/** Throws with the name of the variable and its allowed values when the deployment is misconfigured. */
export function parseConfiguration(bindings: Variables): Configuration {
  const rate = (name: 'RATE_PER_ADDRESS' | 'RATE_PER_PUBLISHABLE_KEY' | 'RATE_PER_SECRET_KEY'): number => {
    const perMinute = Number(bindings[name]);
    if (!Number.isSafeInteger(perMinute) || perMinute < 1)
      throw new Error(`${name} must be a whole number of requests a minute, from 1, not "${bindings[name]}"`);
    return perMinute;
  };
  const { ANONYMOUS_READING } = bindings;
  if (ANONYMOUS_READING !== 'true' && ANONYMOUS_READING !== 'false')
    throw new Error(`ANONYMOUS_READING must be "true" or "false", not "${ANONYMOUS_READING}"`);
  const dimensions = Number(bindings.WORKERS_AI_DIMENSIONS);
  if (!Number.isInteger(dimensions) || dimensions < 1 || dimensions > 1_536)
    throw new Error(`WORKERS_AI_DIMENSIONS must be from 1 to 1536, not "${bindings.WORKERS_AI_DIMENSIONS}"`);
  if (!bindings.WORKERS_AI_MODEL.startsWith('@'))
    throw new Error(
      `WORKERS_AI_MODEL must name a model, such as "@cf/baai/bge-m3", not "${bindings.WORKERS_AI_MODEL}"`,
    );
  const encoderTier = ENCODER_TIERS.find((tier) => tier === bindings.ENCODER_TIER);
  if (encoderTier === undefined)
    throw new Error(`ENCODER_TIER must be one of ${ENCODER_TIERS.join(', ')}, not "${bindings.ENCODER_TIER}"`);
  const longTexts = LONG_TEXTS.find((reader) => reader === bindings.LONG_TEXTS);
  if (longTexts === undefined)
    throw new Error(`LONG_TEXTS must be one of ${LONG_TEXTS.join(', ')}, not "${bindings.LONG_TEXTS}"`);
  const logLevel = LOG_LEVELS.find((level) => level === bindings.LOG_LEVEL);
  if (logLevel === undefined)
    throw new Error(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}, not "${bindings.LOG_LEVEL}"`);
  return {
    logLevel,
    anonymousReading: ANONYMOUS_READING === 'true',
    rates: {
      perAddress: rate('RATE_PER_ADDRESS'),
      perPublishableKey: rate('RATE_PER_PUBLISHABLE_KEY'),
      perSecretKey: rate('RATE_PER_SECRET_KEY'),
    },
    encoderTier,
    longTexts,
    workersAi: { model: bindings.WORKERS_AI_MODEL, dimensions },
  };
}
