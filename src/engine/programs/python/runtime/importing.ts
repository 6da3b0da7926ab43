/** Runs `import` and `from … import`. */
import type { StatementOf } from "../syntax/ast.ts";
import { getAttribute } from "./attributes.ts";
import { call } from "./call.ts";
import { exception, PyRaise } from "./errors.ts";
import type { Frame } from "./thread.ts";
import { PyList, type PyModule, PyTuple, type Running } from "./values.ts";

/** Imports for the frames of one interpreter. */
export interface Importer {
  /** `import a.b.c`: gives the module of the last name. */
  load(name: string): Running<PyModule>;
  /** An absolute name from one with dots before it. */
  absolute(name: string, level: number, frame: Frame): string;
}

let importerOf: (frame: Frame) => Importer = () => {
  throw new Error("nothing can be imported yet");
};

/** Says who imports for a frame. */
export function setImporter(find: (frame: Frame) => Importer): void {
  importerOf = find;
}

export function* importStatement(frame: Frame, node: StatementOf<"Import"> | StatementOf<"ImportFrom">): Running<void> {
  const importer = importerOf(frame);
  if (node.type === "Import") {
    for (const { name, as } of node.names) {
      const module = yield* importer.load(name);
      const [first = ""] = name.split(".");
      const bound = as === undefined && name !== first ? yield* importer.load(first) : module;
      frame.environment.target(as ?? first).set(as ?? first, bound);
    }
    return;
  }
  const name = importer.absolute(node.module, node.level, frame);
  const module = yield* importer.load(name);
  frame.at = node;
  if (node.names === "*") {
    const listed = module.attributes.get("__all__");
    const names =
      listed instanceof PyList || listed instanceof PyTuple
        ? listed.items.map(String)
        : [...module.attributes.keys()].filter((each) => !each.startsWith("_"));
    for (const each of names) frame.environment.variables.set(each, yield* getAttribute(module, each));
    return;
  }
  for (const { name: wanted, as } of node.names) {
    const found = yield* fromModule(importer, module, wanted);
    frame.environment.target(as ?? wanted).set(as ?? wanted, found);
  }
}

function* fromModule(importer: Importer, module: PyModule, wanted: string): Running {
  const value = module.attributes.get(wanted);
  if (value !== undefined) return value;
  const dynamic = module.attributes.get("__getattr__");
  if (dynamic !== undefined) return yield* call(dynamic, [wanted]);
  if (module.attributes.has("__path__")) {
    const full = `${module.name}.${wanted}`;
    try {
      return yield* importer.load(full);
    } catch (error) {
      const missing = error instanceof PyRaise && error.exception.cls.name === "ModuleNotFoundError";
      if (!missing || error.exception.attributes.get("name") !== full) throw error;
    }
  }
  const file = module.attributes.get("__file__");
  const loading = module.attributes.get("__loading__") === true;
  const where = typeof file === "string" ? file : "unknown location";
  const error = exception(
    "ImportError",
    loading
      ? `cannot import name '${wanted}' from partially initialized module '${module.name}' (most likely due to a circular import) (${where})`
      : `cannot import name '${wanted}' from '${module.name}' (${where})`,
  );
  error.attributes.set("name", module.name);
  throw new PyRaise(error);
}
