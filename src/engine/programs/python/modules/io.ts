/** `io` */
import type { Interpreter } from "../interpreter.ts";
import { nativeModule } from "../builtins/define.ts";
import type { PyModule } from "../runtime/values.ts";
import { memoryFiles, openFile } from "./files.ts";

export function ioModule(interpreter: Interpreter): PyModule {
  return nativeModule("io", { ...memoryFiles, open: (args) => openFile(interpreter, args), SEEK_SET: 0n, SEEK_CUR: 1n, SEEK_END: 2n });
}
