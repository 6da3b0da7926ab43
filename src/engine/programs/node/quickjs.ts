import type { QuickJSWASMModule } from "quickjs-emscripten-core";
import { outside } from "../../turns.ts";

/**
 * QuickJS, fetched when the first program needs it: half a megabyte. Each program has an instance of its own, which goes with it:
 * what a program leaves behind, or breaks, is nobody else's.
 */
export function loadQuickJS(): Promise<QuickJSWASMModule> {
  return outside(load());
}

async function load(): Promise<QuickJSWASMModule> {
  const [{ newQuickJSWASMModuleFromVariant }, { default: variant }] = await Promise.all([
    import("quickjs-emscripten-core"),
    import("@jitl/quickjs-wasmfile-release-sync"),
  ]);
  return newQuickJSWASMModuleFromVariant(variant);
}
