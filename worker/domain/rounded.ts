/** Scores and weights as they are answered: in thousandths, which is what can be told apart. */
export const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;
