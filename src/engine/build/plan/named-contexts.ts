/** `--build-context name=…`: what takes the place of a stage or an image of that name. */
import type { NamedContext, SourceRange } from "../../api.ts";
import { DockerfileError } from "../../dockerfile/ast.ts";
import { canonical, familiarString, InvalidReference, parseReference } from "../../images/reference.ts";
import type { StageBase } from "./plan.ts";

export class NamedContexts {
  readonly #contexts = new Map<string, readonly [name: string, context: NamedContext]>();

  constructor(contexts: Readonly<Record<string, NamedContext>> = {}) {
    for (const [name, context] of Object.entries(contexts)) this.#contexts.set(normalName(name) ?? name, [name, context]);
  }

  /** Which names stand for what, but for the files of directories. */
  get summary(): readonly string[] {
    return [...this.#contexts.values()].map(
      ([name, context]) => `${name}=${context.kind} ${context.kind === "image" ? context.reference : ""}`,
    );
  }

  /** The context given for a name, with the name it was given under; `alpine` and `alpine:latest` are the same. */
  get(name: string): readonly [given: string, context: NamedContext] | undefined {
    const key = this.#contexts.size === 0 ? undefined : normalName(name);
    return key === undefined ? undefined : this.#contexts.get(key);
  }

  /** What stands behind a name. Throws `DockerfileError` for a context that is none. */
  find(name: string, range: SourceRange): StageBase | undefined {
    const [given, context] = this.get(name) ?? [];
    if (given === undefined || !context) return undefined;
    if (context.kind === "local") return { kind: "local", name: given };
    if (context.kind === "remote")
      throw new DockerfileError(`drydock: the lab cannot fetch the build context ${given} from ${context.address}`, range);
    if (context.reference === "scratch") return { kind: "scratch" };
    try {
      return { kind: "image", name: context.reference, reference: canonical(context.reference), context: given };
    } catch (error) {
      if (error instanceof InvalidReference) throw new DockerfileError(error.message, range);
      throw error;
    }
  }
}

function normalName(name: string): string | undefined {
  try {
    return familiarString(parseReference(name)).replace(/:latest$/, "");
  } catch (error) {
    if (error instanceof InvalidReference) return undefined;
    throw error;
  }
}
