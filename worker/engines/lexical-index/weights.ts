/** How much a feature weighs: smoothed inverse document frequency over the labels of an index. */
export function inverseFrequency(frequency: number, labelCount: number): number {
  return Math.log((labelCount + 1) / (frequency + 1)) + 1;
}
