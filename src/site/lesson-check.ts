/** Reads every lesson's frontmatter before Astro does, to say in which file and line a mistake is, and what to write. */
import { readFile } from "node:fs/promises";
import { globSync } from "node:fs";
import { AstroError } from "astro/errors";
import type { Loader } from "astro/loaders";
import { type Document, isCollection, LineCounter, parseDocument } from "yaml";
import type { z } from "astro/zod";

/** A mistake in a lesson's or module's own description. */
export interface Mistake {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** `minutes: is not a whole number of minutes, such as …` */
  readonly message: string;
}

/** The same loader, which first checks the files below `lessons/` and throws for the first mistake. */
export function checked(loader: Loader, pattern: string, schema: z.ZodType): Loader {
  return {
    ...loader,
    async load(context) {
      for (const file of globSync(`lessons/${pattern}`).sort()) {
        const [mistake] = mistakesIn(file, await readFile(file, "utf8"), schema);
        if (mistake) throw asError(mistake);
      }
      await loader.load(context);
    },
  } as Loader;
}

/** All mistakes in one file: YAML, or MDX with YAML in front. */
export function mistakesIn(file: string, text: string, schema: z.ZodType): Mistake[] {
  const front = file.endsWith(".mdx") ? /^---\r?\n([\s\S]*?)^---\s*$/m.exec(text) : undefined;
  if (front === null)
    return [{ file, line: 1, message: "has no frontmatter: begin with a line ---, then title:, summary: and minutes:, then --- again" }];
  const above = front ? 1 : 0;
  const lines = new LineCounter();
  const document = parseDocument(front?.[1] ?? text, { lineCounter: lines });
  const lineOf = (offset: number) => lines.linePos(offset).line + above;
  if (document.errors.length > 0)
    return document.errors.map((error) => ({ file, line: lineOf(error.pos[0]), message: `is not YAML: ${error.message.split("\n")[0]}` }));
  const result = schema.safeParse(document.toJS() ?? {});
  if (result.success) return [];
  return result.error.issues.map(({ path, message, code, ...issue }) => {
    const unknown = code === "unrecognized_keys" && "keys" in issue ? issue.keys?.[0] : undefined;
    const offset = offsetOf(document, unknown === undefined ? path : [...path, unknown]);
    return {
      file,
      line: offset === undefined ? 1 + above : lineOf(offset),
      message: path.length > 0 ? `${path.join(".")}: ${message}` : message,
    };
  });
}

/** Where a key stands, or the nearest thing around it. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number | undefined {
  for (let length = path.length; length > 0; length--) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    if (!isCollection(parent)) continue;
    const key = path[length - 1];
    for (const [index, item] of parent.items.entries()) {
      if (typeof item === "object" && item !== null && "key" in item && isNamed(item.key, key)) return item.key.range[0];
      if (index === key && typeof item === "object" && item !== null && "range" in item) return (item.range as [number])[0];
    }
  }
  return undefined;
}

function isNamed(node: unknown, key: PropertyKey | undefined): node is { value: string; range: [number] } {
  return typeof node === "object" && node !== null && "value" in node && node.value === key && "range" in node;
}

function asError({ file, line, message }: Mistake): AstroError {
  return new AstroError(`${file}:${line}: ${message}`, "The fields and what they mean: src/site/lesson-schema.ts");
}
