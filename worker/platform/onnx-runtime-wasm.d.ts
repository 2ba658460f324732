declare module 'onnxruntime-web/ort-wasm-simd-threaded.wasm' {
  /** As workerd imports it: compiled, not yet instantiated. */
  const compiled: WebAssembly.Module;
  export default compiled;
}
