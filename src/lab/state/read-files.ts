/** Which files of the workspace a step reads: what lights up when its layer is pointed at. */
import { matcher, parseIgnore } from "../../engine/dockerfile/ignore.ts";

/**
 * @param reads paths of the context, `""` for all of it (`StepView.reads`)
 * @param ignore text of .dockerignore; one that cannot be read keeps nothing out
 */
export function readerOf(reads: readonly string[], ignore: string): (path: string) => boolean {
  const ignored = ignoredBy(ignore);
  return (path) => reads.some((read) => read === "" || path === read || path.startsWith(`${read}/`)) && !ignored(path);
}

function ignoredBy(text: string): (path: string) => boolean {
  try {
    return matcher(parseIgnore(text));
  } catch {
    return () => false;
  }
}
