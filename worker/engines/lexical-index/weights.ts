/** How much a feature weighs. */

/** Above 1, rare features count for more than inverse document frequency gives them; chosen on the development sets. */
const RARITY = 1.3;

/** Smoothed inverse document frequency over the labels of an index, 1 for a feature of every label. */
export function inverseFrequency(frequency: number, labelCount: number): number {
  return (Math.log((labelCount + 1) / (frequency + 1)) + 1) ** RARITY;
}
