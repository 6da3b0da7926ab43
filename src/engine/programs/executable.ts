/**
 * The format of a simulated binary: an ELF header, then one line of JSON that names the behaviour, then a hole up to
 * the size the real binary has. A file command, a hex dump and `ls -l` all see a believable ELF file.
 */
import type { Content } from "../filesystem/node.ts";
import type { ExecutableDescriptor } from "./program.ts";

const magic = "\x7fELF\x02\x01\x01\x00drydock ";

/** Makes the content of an executable. `size` is the apparent size in bytes. */
export function encodeExecutable(descriptor: ExecutableDescriptor, size = 0): Content {
  const text = `${magic}${JSON.stringify(descriptor)}\n`;
  const bytes = new TextEncoder().encode(text);
  return { bytes, size: Math.max(size, bytes.length) };
}

/** Reads it back; `undefined` when the content is not a simulated binary. */
export function decodeExecutable(content: Content): ExecutableDescriptor | undefined {
  const { bytes } = content;
  if (bytes.length < magic.length || bytes[0] !== 0x7f || bytes[8] !== 0x64) return undefined;
  const text = new TextDecoder().decode(bytes);
  if (!text.startsWith(magic)) return undefined;
  const end = text.indexOf("\n");
  try {
    return JSON.parse(text.slice(magic.length, end < 0 ? undefined : end)) as ExecutableDescriptor;
  } catch {
    return undefined;
  }
}
