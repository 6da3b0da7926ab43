/** A program's own sources: compiling them, finding the modules they import, and where in them an error was. */
import type { QuickJSContext, QuickJSHandle, VmCallResult } from "quickjs-emscripten-core";
import type { Process } from "../program.ts";
import type { NodeStart } from "./runtime.ts";

const head = "(function moduleBody(exports, require, module, __filename, __dirname) {";
const watch = "__watch(";

export class Sources {
  readonly #process: Process;
  readonly #context: QuickJSContext;
  readonly #builtin: (name: string) => QuickJSHandle;
  readonly #texts = new Map<string, readonly string[]>();
  /** Lines that got something in front: how many characters. */
  readonly #shifts = new Map<string, number>();

  constructor(process: Process, context: QuickJSContext, builtin: (name: string) => QuickJSHandle) {
    this.#process = process;
    this.#context = context;
    this.#builtin = builtin;
  }

  /** Gives the library's half of `require` what it needs. */
  install(): void {
    const context = this.#context;
    const compile = context.newFunction("compile", (file, text) => {
      const name = context.getString(file);
      const result = context.evalCode(`${head}${this.#prepare(name, context.getString(text), head.length)}\n})`, name);
      return result.error ? { error: result.error } : result.value;
    });
    context.setProp(context.global, "__compile", compile);
    this.#builtin("drydock:modules").consume((handle) => context.setProp(context.global, "__modules", handle));
    this.#builtin("drydock:errors").consume((handle) => context.setProp(context.global, "__errors", handle));
    context
      .unwrapResult(
        context.evalCode(
          `globalThis.__watch = (value) => { if (value instanceof Promise) value.then(undefined, (error) => { setTimeout(() => { throw error; }, 0); }); return value; };
globalThis.__importNow = (file) => { throw Object.assign(new Error('require() of ES Module ' + file + ' not supported.'), { code: 'ERR_REQUIRE_ESM' }); };`,
          "node:internal/sources",
        ),
      )
      .dispose();
  }

  /**
   * Notes a source for tracebacks. A call that is a statement of its own at the outermost level may give a promise that
   * nobody else can wait for: whether it is rejected is watched.
   */
  #prepare(file: string, source: string, shift: number): string {
    const text = source.replace(/^#!.*/, "");
    const lines = text.split("\n");
    this.#texts.set(file, source.split("\n"));
    if (shift > 0) this.#shifts.set(`${file}:1`, shift);
    let open = false;
    const watched = lines.map((line, index) => {
      const key = `${file}:${index + 1}`;
      if (
        /^(?!if|for|while|switch|function|return|import|super|catch)[A-Za-z_$][\w$]*\([^;{}]*\);?\s*$/.test(line) &&
        !goesOn(lines, index)
      ) {
        this.#shifts.set(key, (this.#shifts.get(key) ?? 0) + watch.length);
        return `${watch}${line.replace(/;?\s*$/, "")});`;
      }
      if (/^\(async\b/.test(line) && !/\}\)\(\);?\s*$/.test(line)) {
        open = true;
        this.#shifts.set(key, (this.#shifts.get(key) ?? 0) + watch.length);
        return watch + line;
      }
      if (open && /^\}\)\(\);?\s*$/.test(line)) {
        open = false;
        return "})());";
      }
      return line;
    });
    return open ? text : watched.join("\n");
  }

  /** Where V8 would say that something is: QuickJS points to the bracket of a call, V8 to what is called. */
  place(file: string, line: number, column: number): { line: number; column: number; source?: string; callee?: string } {
    const source = this.#texts.get(file)?.[line - 1];
    const at = Math.max(1, column - (this.#shifts.get(`${file}:${line}`) ?? 0));
    if (source === undefined) return { line, column: at };
    if (source[at - 1] === ".") return { line, column: at + 1, source };
    const before = source.slice(0, at - 1);
    const called = /(?:\bnew\s+)?[\w$]+(?:\.[\w$]+)*$/.exec(before);
    if (!called || source[at - 1] !== "(") return { line, column: at, source, ...(called ? { callee: called[0] } : {}) };
    const isNew = called[0].startsWith("new ");
    const name = isNew ? 0 : called[0].lastIndexOf(".") + 1;
    return { line, column: called.index + name + 1, source, callee: called[0].replace(/^new\s+/, "") };
  }

  /** Runs the program's file, after the modules it wants first. */
  main(path: string, preload: readonly string[]): VmCallResult<QuickJSHandle> {
    const context = this.#context;
    const isModule = context
      .unwrapResult(context.evalCode(`__modules.isModule(${JSON.stringify(path)})`))
      .consume((handle) => context.dump(handle) as boolean);
    const first = preload
      .map((name) => `__modules.requireFrom(${JSON.stringify(`${this.#process.task.cwd}/.`)})(${JSON.stringify(name)});`)
      .join("");
    if (isModule) {
      const ran = first === "" ? undefined : context.evalCode(first, "node:internal/preload");
      if (ran?.error) return ran;
      ran?.value.dispose();
      const text = this.#process.fs.readText(path);
      const result = context.evalCode(this.#module(path, text), path, { type: "module" });
      if (!result.error) this.#watchModule(result.value);
      return result;
    }
    return context.evalCode(
      `${first}globalThis.__main = { filename: ${JSON.stringify(path)} }; { const made = __modules.load(${JSON.stringify(path)}, null); }`,
      "node:internal/main",
    );
  }

  /** A rejected module is an error that nothing caught. */
  #watchModule(handle: QuickJSHandle): void {
    const context = this.#context;
    context.setProp(context.global, "__started", handle);
    context.unwrapResult(context.evalCode("__watch(globalThis.__started)", "node:internal/main")).dispose();
  }

  evaluate(start: Extract<NodeStart, { kind: "eval" }>): VmCallResult<QuickJSHandle> {
    const context = this.#context;
    const from = JSON.stringify(`${this.#process.task.cwd}/[eval]`);
    const set = context.evalCode(
      `globalThis.require = __modules.requireFrom(${from}); globalThis.module = { exports: {} }; globalThis.exports = module.exports;`,
      "node:internal/eval",
    );
    if (set.error) return set;
    set.value.dispose();
    if (start.module || /^\s*(import\s[^(]|export\s)/m.test(start.text))
      return context.evalCode(this.#module(`${this.#process.task.cwd}/[eval1]`, start.text), `${this.#process.task.cwd}/[eval1]`, {
        type: "module",
      });
    const result = context.evalCode(this.#prepare("[eval]", start.text, 0), "[eval]");
    if (result.error || !start.print) return result;
    context.setProp(context.global, "__result", result.value);
    result.value.dispose();
    return context.evalCode("console.log(globalThis.__result)", "node:internal/eval");
  }

  #module(file: string, source: string): string {
    const folder = file.slice(0, file.lastIndexOf("/")) || "/";
    const meta: Readonly<Record<string, string>> = { url: `file://${file}`, filename: file, dirname: folder };
    return this.#prepare(file, source, 0).replace(/\bimport\.meta\.(url|filename|dirname)\b/g, (_, name: string) =>
      JSON.stringify(meta[name]),
    );
  }

  /** For QuickJS: the full name of an import. */
  resolve(base: string, request: string): string | { error: Error } {
    const context = this.#context;
    const result = context.evalCode(
      `__modules.resolve(${JSON.stringify(request)}, ${JSON.stringify(base)}, true)`,
      "node:internal/resolve",
    );
    if (result.error) return { error: failure(context, result.error) };
    return result.value.consume((handle) => context.getString(handle));
  }

  /** For QuickJS: the source of a module. What is not an ES module is wrapped in one. */
  module(name: string): string | { error: Error } {
    const context = this.#context;
    const quoted = JSON.stringify(name);
    const kind = context.evalCode(`!${quoted}.startsWith("node:") && __modules.isModule(${quoted})`);
    if (kind.error) return { error: failure(context, kind.error) };
    if (kind.value.consume((handle) => context.dump(handle) as boolean)) return this.#module(name, this.#process.fs.readText(name));
    const names = context.evalCode(`Object.keys(__modules.load(${quoted}, null).exports ?? {})`, "node:internal/import");
    if (names.error) return { error: failure(context, names.error) };
    const keys = (names.value.consume((handle) => context.dump(handle)) as string[]).filter(
      (key) => /^[A-Za-z_$][\w$]*$/.test(key) && !reserved.has(key),
    );
    return `const module = globalThis.__modules.load(${quoted}, null).exports;\nexport default module;\n${keys.length > 0 ? `export const { ${keys.join(", ")} } = module;\n` : ""}`;
  }
}

const reserved = new Set(
  "default module break case catch class const continue debugger delete do else enum export extends false finally for function if import in instanceof new null return super switch this throw true try typeof var void while with yield await let static".split(
    " ",
  ),
);

function failure(context: QuickJSContext, handle: QuickJSHandle): Error {
  const dumped = context.dump(handle) as { name?: string; message?: string; code?: string };
  handle.dispose();
  const error = new Error(dumped.message ?? String(dumped));
  error.name = dumped.name ?? "Error";
  return error;
}

/** Whether the statement that looks complete at the end of a line goes on below: `app()` and then `.listen(80)`. */
function goesOn(lines: readonly string[], index: number): boolean {
  if (/;\s*$/.test(lines[index] ?? "")) return false;
  const next = lines.slice(index + 1).find((line) => !/^\s*(?:\/\/.*)?$/.test(line));
  return next !== undefined && /^\s*(?:[.([`?:,=+\-*/%&|^<>]|in\b|instanceof\b)/.test(next);
}
