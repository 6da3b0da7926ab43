/** What may stand at a place of a Compose file, by the shape that the command checks. */
import { composeFile } from "../../../cli/compose/model/schema.ts";
import type { Kind, Shape } from "../../../cli/compose/model/shape.ts";
import type { Path } from "../../../cli/compose/model/tree.ts";

export interface ShapesAt {
  /** Every form the value may have. */
  readonly shapes: readonly Shape[];
  /** The place with `*` for names and items: `services.*.ports.*`. */
  readonly pattern: string;
}

export function shapesAt(path: Path): ShapesAt {
  let shapes = forms(composeFile);
  const pattern: string[] = [];
  for (const part of path) {
    const fixed = shapes.flatMap(({ keys }) => (keys && Object.hasOwn(keys, String(part)) ? [keys[String(part)] as Shape] : []));
    const named = shapes.flatMap(({ patterns = [] }) =>
      patterns.filter(([form]) => typeof part === "string" && form.test(part)).map(([, shape]) => shape),
    );
    const items = typeof part === "number" ? shapes.flatMap(({ items: each }) => (each ? [each] : [])) : [];
    pattern.push(fixed.length > 0 ? String(part) : "*");
    shapes = (fixed.length > 0 ? fixed : [...named, ...items]).flatMap(forms);
  }
  return { shapes, pattern: pattern.join(".") };
}

/** A shape and all that it may be instead. */
function forms(shape: Shape): readonly Shape[] {
  return [shape, ...(shape.oneOf ?? []).flatMap(forms)];
}

/** The keys that fit, each with what it holds. */
export function keysOf(shapes: readonly Shape[]): ReadonlyMap<string, readonly Shape[]> {
  const found = new Map<string, readonly Shape[]>();
  for (const { keys = {} } of shapes) for (const [key, shape] of Object.entries(keys)) found.set(key, forms(shape));
  return found;
}

export function kindsOf(shapes: readonly Shape[]): ReadonlySet<Kind> {
  return new Set(shapes.flatMap(({ kinds = [] }) => kinds));
}

/** Words that are all there is. */
export function valuesOf(shapes: readonly Shape[]): readonly string[] {
  return shapes.flatMap(({ values = [] }) => values);
}
