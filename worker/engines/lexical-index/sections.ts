/**
 * The sections of a lexical index as a search reads them: flat arrays, unpacked once.
 *
 * Cost: about 8 nanoseconds an entry of a list, 1.5 microseconds a label.
 */
import type { Container } from '../snapshot/container.ts';
import { offsetsOf, toSigned, unpackLists, unpackNumbers } from '../snapshot/numbers.ts';
import { LENGTH_STEPS } from './build.ts';
import { inverseFrequency } from './weights.ts';

export interface LexicalSections {
  /** Per row: place in the label pool, concept, length of the vector. */
  readonly labelIds: Uint32Array;
  readonly labelConcepts: Uint32Array;
  readonly labelLengths: Float32Array;
  /** The features, ascending. */
  readonly hashes: Uint32Array;
  /** Per feature: how many labels hold it. */
  readonly frequencies: Uint32Array;
  readonly weights: Float32Array;
  /** The words of feature f: featureWords from featureOffsets[f] up to, without, featureOffsets[f + 1]. */
  readonly featureOffsets: Uint32Array;
  readonly featureWords: Uint16Array | Uint32Array;
  readonly wordOffsets: Uint32Array;
  readonly wordLabels: Uint16Array | Uint32Array;
}

export function readSections(container: Container): LexicalSections {
  const packed = (name: string): Uint32Array => unpackNumbers(container.uint8(name));
  const [longest = 1] = container.float32('label.longest');
  const labelLengths = Float32Array.from(container.uint16('label.length'), (step) => (step / LENGTH_STEPS) * longest);
  const size = labelLengths.length;
  const frequencies = packed('feature.frequency');
  const hashes = summed(packed('feature.hash'));
  const featureOffsets = offsetsOf(packed('feature.counts'));
  const wordOffsets = offsetsOf(packed('word.counts'));
  return {
    labelIds: summed(packed('label.label').map(toSigned)),
    labelConcepts: summed(packed('label.concept').map(toSigned)),
    labelLengths,
    hashes,
    frequencies,
    weights: weightsOf(frequencies, size),
    featureOffsets,
    featureWords: unpackLists(container.uint8('feature.words'), featureOffsets, wordOffsets.length - 1),
    wordOffsets,
    wordLabels: unpackLists(container.uint8('word.labels'), wordOffsets, size),
  };
}

/** Each number becomes the sum of itself and all before it. */
function summed(numbers: Uint32Array): Uint32Array {
  for (let index = 1; index < numbers.length; index++) numbers[index]! += numbers[index - 1]!;
  return numbers;
}

/** Many features are as frequent as each other, so a power is taken once for each frequency. */
function weightsOf(frequencies: Uint32Array, labels: number): Float32Array {
  const known = new Map<number, number>();
  const weights = new Float32Array(frequencies.length);
  for (let feature = 0; feature < weights.length; feature++) {
    const frequency = frequencies[feature]!;
    let weight = known.get(frequency);
    if (weight === undefined) {
      weight = inverseFrequency(frequency, labels);
      known.set(frequency, weight);
    }
    weights[feature] = weight;
  }
  return weights;
}
