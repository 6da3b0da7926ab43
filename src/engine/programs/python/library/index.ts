/** The standard library's Python half. The lab's own sources: what the real modules do, as far as lessons use it. */
import { sources } from "./sources.ts";

/** The text of a module, and whether it is a package; `undefined` when the library does not have it. */
export function librarySource(name: string): { text: string; package: boolean } | undefined {
  const text = sources.get(name);
  return text === undefined ? undefined : { text, package: packages.has(name) };
}

const packages = new Set([...sources.keys()].flatMap((name) => (name.includes(".") ? [name.slice(0, name.lastIndexOf("."))] : [])));
