/** What a program declares at its outermost level, and what its packages bring. */
import { type Declared, type File, NotInTheLab, type Statement, type Type } from "./ast.ts";
import { Float, Native, Slice, Struct, type Value } from "./values.ts";

/** What each package brings, by its path and the member's name. `T{}` makes a value of its type `T`, `T zero` is one that was not set. */
export type Packages = ReadonlyMap<string, ReadonlyMap<string, Value>>;

export class Declarations {
  readonly #types = new Map<string, Type>();
  readonly #methods = new Map<string, Map<string, Declared>>();
  readonly #files: readonly File[];
  readonly #packages: Packages;
  /** Those that are no methods. */
  readonly functions: readonly Declared[];

  /** Throws `NotInTheLab` where a file imports a package that the lab does not have. */
  constructor(files: readonly File[], packages: Packages) {
    this.#files = files;
    this.#packages = packages;
    for (const { imports } of files)
      for (const path of imports.values()) if (!packages.has(path)) throw new NotInTheLab(`the package ${path}`, 0);
    const functions: Declared[] = [];
    for (const file of files) {
      for (const [name, type] of file.types) this.#types.set(name, type);
      for (const declared of file.functions) {
        const type = declared.receiver?.type;
        const owner = type?.k === "pointer" ? type.of : type;
        if (owner?.k !== "named") functions.push(declared);
        else {
          const methods = this.#methods.get(owner.name) ?? new Map<string, Declared>();
          this.#methods.set(owner.name, methods.set(declared.name, declared));
        }
      }
    }
    this.functions = functions;
  }

  get variables(): readonly Statement[] {
    return this.#files.flatMap(({ variables }) => variables);
  }

  type(name: string): Type | undefined {
    return this.#types.get(name);
  }

  method(type: string, name: string): Declared | undefined {
    return this.#methods.get(type)?.get(name);
  }

  /** The package that a file has imported under this name. */
  package(name: string): ReadonlyMap<string, Value> | undefined {
    const path = this.#files.map(({ imports }) => imports.get(name)).find((each) => each !== undefined);
    return path === undefined ? undefined : this.#packages.get(path);
  }

  /** What a declared type is in the end. */
  resolve(type: Type): Type {
    const known = type.k === "named" ? this.#types.get(type.name) : undefined;
    return known ? this.resolve(known) : type;
  }

  /** What a variable has before anything is put into it. */
  zero(type: Type | undefined): Value {
    if (!type) return null;
    const resolved = this.resolve(type);
    if (resolved.k === "struct") return this.#zeroStruct(type.k === "named" ? type.name : "", resolved);
    if (resolved.k === "slice") return new Slice([], false, resolved.of);
    if (resolved.k !== "named") return null;
    if (/^(u?int(8|16|32|64)?|byte|rune|time\.Duration)$/.test(resolved.name)) return 0;
    if (/^float/.test(resolved.name)) return new Float(0);
    if (resolved.name === "string") return "";
    if (resolved.name === "bool") return false;
    const [owner = "", member = ""] = resolved.name.split(".");
    const fresh = this.package(owner)?.get(`${member} zero`);
    return fresh instanceof Native ? new Native(fresh.kind, Object.fromEntries(fresh.members)) : null;
  }

  #zeroStruct(name: string, { fields }: Extract<Type, { k: "struct" }>): Struct {
    const names = new Map(
      fields.map((field) => {
        const [json = "", ...options] = (/json:"([^"]*)"/.exec(field.tag ?? "")?.[1] ?? "").split(",");
        return [field.name, { name: json || field.name, omitEmpty: options.includes("omitempty") }] as const;
      }),
    );
    return new Struct(name, new Map(fields.map((field) => [field.name, this.zero(field.type)])), names);
  }
}
