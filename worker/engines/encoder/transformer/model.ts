/** The transformer's network as the encoder sees it: worker/platform/onnx-runtime.ts runs it. */

/** Texts of one run. All have the same number of pieces: shorter ones are filled up with zeros. */
export interface PieceBatch {
  readonly texts: number;
  readonly pieces: number;
  /** texts x pieces x dimensions. */
  readonly contributions: Float32Array;
  /** texts x pieces: 1 where there is a piece, else 0. */
  readonly present: Float32Array;
}

export interface TransformerModel {
  /** texts x dimensions, each of length 1. */
  run(batch: PieceBatch): Promise<Float32Array>;
}
