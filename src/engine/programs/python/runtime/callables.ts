/** Values that can be called, and what wraps them in a class. */
import type { FunctionNode, Parameters } from "../syntax/ast.ts";
import type { Environment } from "./environment.ts";
import { builtin, type Native, type PyClass, PyObject, type Value } from "./values.ts";

export class PyFunction extends PyObject {
  readonly node: Pick<FunctionNode, "parameters" | "scope" | "isAsync"> & { readonly name: string };
  readonly code: Code;
  readonly environment: Environment;
  readonly defaults: ReadonlyMap<string, Value>;
  readonly attributes = new Map<string, Value>();
  constructor(node: PyFunction["node"], code: Code, environment: Environment, defaults: ReadonlyMap<string, Value>) {
    super();
    this.node = node;
    this.code = code;
    this.environment = environment;
    this.defaults = defaults;
  }
  get cls(): PyClass {
    return builtin.function;
  }
  get parameters(): Parameters {
    return this.node.parameters;
  }
}

/** What a frame runs: where it is from, and what tracebacks call it. */
export interface Code {
  readonly name: string;
  readonly qualifiedName: string;
  readonly file: SourceFile;
  readonly firstLine: number;
}

export interface SourceFile {
  /** As tracebacks name it. */
  readonly name: string;
  /** Its lines; `undefined` when tracebacks can't show them (`-c`). */
  readonly lines: readonly string[] | undefined;
}

export class PyBuiltin extends PyObject {
  readonly name: string;
  readonly call: Native;
  /** The first argument is the object it was found on. */
  readonly method: boolean;
  readonly attributes = new Map<string, Value>();
  constructor(name: string, call: Native, method = false) {
    super();
    this.name = name;
    this.call = call;
    this.method = method;
  }
  get cls(): PyClass {
    return this.method ? builtin.method_descriptor : builtin.builtin_function_or_method;
  }
}

export class PyMethod extends PyObject {
  readonly self: Value;
  readonly callee: Value;
  constructor(self: Value, callee: Value) {
    super();
    this.self = self;
    this.callee = callee;
  }
  get cls(): PyClass {
    return this.callee instanceof PyBuiltin ? builtin.builtin_function_or_method : builtin.method;
  }
}

/** `@property` */
export class PyProperty extends PyObject {
  readonly get: Value;
  readonly set: Value;
  readonly delete: Value;
  constructor(get: Value, set: Value = null, remove: Value = null) {
    super();
    this.get = get;
    this.set = set;
    this.delete = remove;
  }
  get cls(): PyClass {
    return builtin.property;
  }
}

/** `@staticmethod` and `@classmethod` */
export class PyWrapper extends PyObject {
  readonly kind: "staticmethod" | "classmethod";
  readonly callee: Value;
  constructor(kind: "staticmethod" | "classmethod", callee: Value) {
    super();
    this.kind = kind;
    this.callee = callee;
  }
  get cls(): PyClass {
    return builtin[this.kind];
  }
}
