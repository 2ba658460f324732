/**
 * Writes the two ONNX models that the vector bench runs: one matrix product with the stored vectors and the best rows
 * of it. Only the fields of the protobuf that these need.
 */

type Field = readonly [number: number, value: number | string | Uint8Array];

/** A protobuf message: whole numbers as varints, everything else with its length. */
function message(...fields: readonly Field[]): Uint8Array {
  const parts = fields.map(([number, value]) => {
    if (typeof value === 'number') return Buffer.concat([varint(number << 3), varint(value)]);
    const bytes = typeof value === 'string' ? Buffer.from(value) : value;
    return Buffer.concat([varint((number << 3) | 2), varint(bytes.length), bytes]);
  });
  return Buffer.concat(parts);
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  bytes.push(rest);
  return Uint8Array.from(bytes);
}

const TYPES = { float: 1, int8: 3, int32: 6, int64: 7 } as const;
type Type = keyof typeof TYPES;

/** TensorProto. */
const tensor = (name: string, type: Type, shape: readonly number[], data: ArrayBufferView): Uint8Array =>
  message(
    ...shape.map((length): Field => [1, length]),
    [2, TYPES[type]],
    [8, name],
    [9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)],
  );

/** ValueInfoProto. */
const value = (name: string, type: Type, shape: readonly number[]): Uint8Array =>
  message(
    [1, name],
    [
      2,
      message([1, message([1, TYPES[type]], [2, message(...shape.map((length): Field => [1, message([1, length])]))])]),
    ],
  );

/** NodeProto, with an attribute `to` for a Cast. */
const node = (operator: string, inputs: readonly string[], outputs: readonly string[], to?: Type): Uint8Array =>
  message(
    ...inputs.map((name): Field => [1, name]),
    ...outputs.map((name): Field => [2, name]),
    [4, operator],
    ...(to === undefined ? [] : [[5, message([1, 'to'], [3, TYPES[to]], [20, 2])] satisfies Field]),
  );

function model(
  nodes: readonly Uint8Array[],
  initializers: readonly Uint8Array[],
  query: Uint8Array,
  limit: number,
): Uint8Array {
  const graph = message(
    ...nodes.map((bytes): Field => [1, bytes]),
    [2, 'best'],
    ...initializers.map((bytes): Field => [5, bytes]),
    [11, query],
    [12, value('scores', 'float', [1, limit])],
    [12, value('rows', 'int64', [1, limit])],
  );
  return message([1, 8], [7, graph], [8, message([1, ''], [2, 17])]);
}

const limitOf = (limit: number): Uint8Array => tensor('limit', 'int64', [1], BigInt64Array.of(BigInt(limit)));
const best = (scored: string): Uint8Array => node('TopK', [scored, 'limit'], ['scores', 'rows']);

/** Columns of a matrix as rows: what MatMul wants on its right side. */
function transposed<Values extends Float32Array | Int8Array>(values: Values, rows: number, into: Values): Values {
  const dimensions = values.length / rows;
  for (let row = 0; row < rows; row++) {
    for (let d = 0; d < dimensions; d++) into[d * rows + row] = values[row * dimensions + d]!;
  }
  return into;
}

/** query (1, dimensions) float -> the best rows. */
export function floatModel(vectors: Float32Array, rows: number, limit: number): Uint8Array {
  const dimensions = vectors.length / rows;
  const matrix = transposed(vectors, rows, new Float32Array(vectors.length));
  return model(
    [node('MatMul', ['query', 'vectors'], ['all']), best('all')],
    [tensor('vectors', 'float', [dimensions, rows], matrix), limitOf(limit)],
    value('query', 'float', [1, dimensions]),
    limit,
  );
}

/** query (1, dimensions) int8 -> the best rows. */
export function integerModel(vectors: Int8Array, scales: Float32Array, limit: number): Uint8Array {
  const rows = scales.length;
  const dimensions = vectors.length / rows;
  const matrix = transposed(vectors, rows, new Int8Array(vectors.length));
  return model(
    [
      node('MatMulInteger', ['query', 'vectors'], ['sums']),
      node('Cast', ['sums'], ['numbers'], 'float'),
      node('Mul', ['numbers', 'scales'], ['all']),
      best('all'),
    ],
    [
      tensor('vectors', 'int8', [dimensions, rows], matrix),
      tensor('scales', 'float', [1, rows], scales),
      limitOf(limit),
    ],
    value('query', 'int8', [1, dimensions]),
    limit,
  );
}
