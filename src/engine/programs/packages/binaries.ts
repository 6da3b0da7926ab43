/** How the programs of an image are linked: what their files need beside them before they can start. */
import type { Content } from "../../filesystem/node.ts";
import { encodeExecutable } from "../executable.ts";
import type { ExecutableDescriptor } from "../program.ts";

export type Libc = "glibc" | "musl" | "static";

export const glibcLoader = "/lib64/ld-linux-x86-64.so.2";
export const muslLoader = "/lib/ld-musl-x86_64.so.1";
export const glibcLibrary = "/lib/x86_64-linux-gnu/libc.so.6";

/** What a binary needs at run time when it is linked against `libc`. `extra` are further libraries, by absolute path. */
export function linkage(libc: Libc, extra: readonly string[] = []): Pick<ExecutableDescriptor, "loader" | "libraries"> {
  if (libc === "static") return {};
  if (libc === "musl") return extra.length > 0 ? { loader: muslLoader, libraries: extra } : { loader: muslLoader };
  return { loader: glibcLoader, libraries: [glibcLibrary, ...extra] };
}

/** The content of a binary that behaves as `program`. `size` is its apparent size in bytes. */
export function binary(
  program: string,
  libc: Libc,
  size: number,
  data?: Readonly<Record<string, unknown>>,
  extra: readonly string[] = [],
): Content {
  return encodeExecutable({ program, ...(data ? { data } : {}), ...linkage(libc, extra) }, Math.round(size));
}

/** A file of which only the beginning is kept; the rest is a hole. */
export function hole(size: number, beginning = ""): Content {
  const bytes = new TextEncoder().encode(beginning);
  return { bytes, size: Math.max(bytes.length, Math.round(size)) };
}

const elf = "\x7fELF\x02\x01\x01\x00";

/** A shared library or loader: an ELF file nobody runs. */
export function library(size: number): Content {
  return hole(size, elf);
}
