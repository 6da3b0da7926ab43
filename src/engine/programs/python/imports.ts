/** Finding modules: built into the interpreter, part of its library, or files on the container's disk. */

import type { Interpreter } from "./interpreter.ts";
import { PyBuiltin, type SourceFile } from "./runtime/callables.ts";
import { docOf } from "./runtime/definitions.ts";
import { Environment } from "./runtime/environment.ts";
import { exception, PyRaise, raise } from "./runtime/errors.ts";
import { execute } from "./runtime/execute.ts";
import type { Importer } from "./runtime/importing.ts";
import { Enter, type Frame } from "./runtime/thread.ts";
import { PyList, PyModule, type Running, type Value } from "./runtime/values.ts";
import { isStandardModule } from "./standard-modules.ts";
import type { Module } from "./syntax/ast.ts";
import { parseModule } from "./syntax/statements.ts";
import { PythonSyntaxError } from "./syntax/syntax-error.ts";

/** Source text as a file's frames show it. */
export function sourceFile(name: string, text: string): SourceFile {
  return { name, lines: text.split("\n") };
}

/** Parses; raises Python's SyntaxError. */
export function parse(text: string, file: SourceFile): Module {
  try {
    return parseModule(text);
  } catch (error) {
    if (!(error instanceof PythonSyntaxError)) throw error;
    throw new PyRaise(syntaxError(error, text, file.name));
  }
}

export function syntaxError(error: PythonSyntaxError, text: string, name: string) {
  const made = exception(error.kind, error.message);
  const attributes: Readonly<Record<string, Value>> = {
    filename: name,
    lineno: BigInt(error.line),
    offset: BigInt(error.column),
    end_offset: BigInt(error.endColumn),
    text: text.split("\n")[error.line - 1] ?? "",
    msg: error.message,
  };
  for (const [key, value] of Object.entries(attributes)) made.attributes.set(key, value);
  return made;
}

/** What using a package says that the lab has only the name and the size of. */
function notModelled(name: string): PyBuiltin {
  return new PyBuiltin("__getattr__", ([attribute = null]) => {
    if (typeof attribute === "string" && attribute.startsWith("__"))
      raise("AttributeError", `module '${name}' has no attribute '${attribute}'`);
    raise("ImportError", `drydock: ${name} is installed, but what it does is not part of the lab (${name}.${String(attribute)})`);
  });
}

/** Parsed library modules, for all processes: their text never changes. */
const parsed = new Map<string, Module>();

export class Imports implements Importer {
  readonly #interpreter: Interpreter;
  readonly #hollow = new WeakSet<PyModule>();
  constructor(interpreter: Interpreter) {
    this.#interpreter = interpreter;
  }

  absolute(name: string, level: number, frame: Frame): string {
    if (level === 0) return name;
    const own = String(frame.environment.globals.get("__name__") ?? "");
    const isPackage = frame.environment.globals.has("__path__");
    const package_ = frame.environment.globals.get("__package__");
    const parts = isPackage
      ? own.split(".")
      : typeof package_ === "string" && package_ !== ""
        ? package_.split(".")
        : own.split(".").slice(0, -1);
    if (parts.length === 0 || parts[0] === "") raise("ImportError", "attempted relative import with no known parent package");
    const base = level === 1 ? parts : parts.slice(0, 1 - level);
    if (base.length === 0) raise("ImportError", "attempted relative import beyond top-level package");
    return [...base, ...(name === "" ? [] : [name])].join(".");
  }

  *load(name: string): Running<PyModule> {
    const known = this.#interpreter.modules.get(name);
    if (known instanceof PyModule) return known;
    const dot = name.lastIndexOf(".");
    let parent: PyModule | undefined;
    if (dot > 0) {
      parent = yield* this.load(name.slice(0, dot));
      const again = this.#interpreter.modules.get(name);
      if (again instanceof PyModule) return again;
      const attribute = parent.attributes.get(name.slice(dot + 1));
      if (attribute instanceof PyModule && !parent.attributes.has("__path__")) return attribute;
    }
    const module = (yield* this.#find(name, parent)) ?? this.#within(parent, name);
    if (!module) throw new PyRaise(this.#missing(name, parent));
    parent?.attributes.set(name.slice(dot + 1), module);
    return module;
  }

  /** A package that the lab has only the size of has any module within it, as hollow as itself. */
  #within(parent: PyModule | undefined, name: string): PyModule | undefined {
    if (!parent || !this.#hollow.has(parent)) return undefined;
    const module = this.#emptied(new PyModule(name), name);
    module.attributes.set("__path__", new PyList([]));
    this.#interpreter.modules.set(name, module);
    return module;
  }

  #emptied(module: PyModule, name: string): PyModule {
    module.attributes.set("__getattr__", notModelled(name));
    this.#hollow.add(module);
    return module;
  }

  #missing(name: string, parent: PyModule | undefined) {
    const text =
      parent && !parent.attributes.has("__path__")
        ? `No module named '${name}'; '${parent.name}' is not a package`
        : isStandardModule(name)
          ? `drydock: '${name}' is of Python's own library, and the lab's Python does not have it`
          : `No module named '${name}'`;
    const error = exception("ModuleNotFoundError", text);
    error.attributes.set("name", name);
    return error;
  }

  *#find(name: string, parent: PyModule | undefined): Running<PyModule | undefined> {
    const interpreter = this.#interpreter;
    const native = interpreter.nativeModule(name);
    if (native) {
      interpreter.modules.set(name, native);
      return native;
    }
    const last = name.slice(name.lastIndexOf(".") + 1);
    const path = parent ? parent.attributes.get("__path__") : undefined;
    const folders = parent ? (path instanceof PyList ? path.items.map(String) : []) : interpreter.path.items.map(String);
    let namespace: string | undefined;
    for (const folder of folders) {
      if (folder === interpreter.libraryFolder || folder.startsWith(`${interpreter.libraryFolder}/`)) {
        const library = interpreter.librarySource(name);
        if (library !== undefined) return yield* this.#run(name, library.path, library.text, library.package, true);
        if (folder === interpreter.libraryFolder) continue;
      }
      const base = `${interpreter.resolve(folder)}/${last}`;
      const { fs } = interpreter.process;
      if (fs.lookup(`${base}/__init__.py`)?.kind === "file") return yield* this.#file(name, `${base}/__init__.py`, true);
      if (fs.lookup(`${base}.py`)?.kind === "file") return yield* this.#file(name, `${base}.py`, false);
      if (fs.lookup(base)?.kind === "directory") namespace ??= base;
    }
    if (namespace === undefined) return undefined;
    const module = new PyModule(name);
    module.attributes.set("__path__", new PyList([namespace]));
    interpreter.modules.set(name, module);
    return module;
  }

  *#file(name: string, path: string, isPackage: boolean): Running<PyModule> {
    const interpreter = this.#interpreter;
    const { text, hollow } = interpreter.readSource(path);
    const module = yield* this.#run(name, path, text, isPackage, false);
    if (hollow) this.#emptied(module, name);
    interpreter.writeCache(path, text);
    return module;
  }

  /** Runs a module's source as a module of its own. */
  *#run(name: string, path: string, text: string, isPackage: boolean, shared: boolean): Running<PyModule> {
    const interpreter = this.#interpreter;
    const module = new PyModule(name);
    const { attributes } = module;
    attributes.set("__file__", path);
    attributes.set("__package__", isPackage ? name : name.split(".").slice(0, -1).join("."));
    if (isPackage) attributes.set("__path__", new PyList([path.slice(0, path.lastIndexOf("/"))]));
    interpreter.modules.set(name, module);
    attributes.set("__loading__", true);
    const file = sourceFile(path, text);
    try {
      let tree = shared ? parsed.get(name) : undefined;
      if (!tree) {
        tree = parse(text, file);
        if (shared) parsed.set(name, tree);
      }
      yield* this.execute(module, tree, file);
    } catch (error) {
      interpreter.modules.table.delete(`s${name}`);
      throw error;
    }
    attributes.delete("__loading__");
    const replaced = interpreter.modules.get(name);
    return replaced instanceof PyModule ? replaced : module;
  }

  /** Runs a parsed module in a frame of its own. */
  *execute(module: PyModule, tree: Module, file: SourceFile): Running {
    const { attributes } = module;
    attributes.set("__doc__", docOf(tree.body));
    const environment = new Environment(tree.scope, undefined, { globals: attributes, builtins: this.#interpreter.builtins }, attributes);
    const code = { name: "<module>", qualifiedName: "<module>", file, firstLine: 1 };
    const first = tree.body[0] ?? { line: 1, column: 0, endLine: 1, endColumn: 0 };
    const frame: Frame = { code, environment, at: first, handling: [], back: undefined };
    const running = (function* (): Running {
      yield* execute(frame, tree.body);
      return null;
    })();
    return (yield new Enter(running, frame)) as Value;
  }
}
