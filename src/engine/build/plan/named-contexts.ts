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

  /** What stands behind a name; `alpine` and `alpine:latest` are the same. Throws `DockerfileError` for a context that is none. */
  find(name: string, range: SourceRange): StageBase | undefined {
    const key = this.#contexts.size === 0 ? undefined : normalName(name);
    const [given, context] = (key !== undefined && this.#contexts.get(key)) || [];
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
