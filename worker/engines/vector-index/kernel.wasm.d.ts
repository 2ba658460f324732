/** As workerd imports it: compiled, not yet instantiated. */
declare const kernel: WebAssembly.Module;
export default kernel;
