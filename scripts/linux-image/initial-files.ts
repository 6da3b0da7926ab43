/** The guest's initial file system as the kernel unpacks it: a cpio archive in the `newc` format. */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";

/** Type bits of a mode. */
const directory = 0o040000;
const file = 0o100000;
const characterDevice = 0o020000;

interface Entry {
  readonly name: string;
  readonly mode: number;
  readonly content?: Uint8Array;
  readonly device?: readonly [major: number, minor: number];
}

/** Modules that containers are made of, without the folder of the kernel's version; in the order in which they need each other. */
const modules = ["fs/overlayfs/overlay", "drivers/net/veth", "net/llc/llc", "net/802/stp", "net/bridge/bridge"];

/**
 * @param kernel folder with the unpacked kernel package
 * @param busybox folder with the unpacked busybox-static
 * @param guest folder with the guest's scripts
 */
export async function initialFiles(kernel: string, busybox: string, guest: string): Promise<Uint8Array> {
  const [version] = await readdir(path.join(kernel, "lib/modules"));
  const entries: Entry[] = ["bin", "dev", "guest", "lib", "new"].map((name) => ({ name, mode: directory | 0o755 }));
  const add = async (name: string, from: string, mode: number) => entries.push({ name, mode: file | mode, content: await readFile(from) });
  entries.push({ name: "dev/console", mode: characterDevice | 0o600, device: [5, 1] });
  await add("bin/busybox", path.join(busybox, "bin/busybox"), 0o755);
  await add("init", path.join(guest, "init"), 0o755);
  for (const script of ["boot", "agent"]) await add(`guest/${script}`, path.join(guest, script), 0o755);
  for (const module of modules)
    await add(`lib/${path.basename(module)}.ko`, path.join(kernel, "lib/modules", String(version), "kernel", `${module}.ko`), 0o644);
  return gzipSync(archiveOf(entries));
}

/** A cpio archive: a header in hexadecimal, the name, the content, each padded to four bytes. */
function archiveOf(entries: readonly Entry[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const padding = (length: number) => new Uint8Array((4 - (length % 4)) % 4);
  [...entries, { name: "TRAILER!!!", mode: 0 }].forEach(({ name, mode, content = new Uint8Array(), device = [0, 0] }, index) => {
    const named = new TextEncoder().encode(`${name}\0`);
    const numbers = [index + 1, mode, 0, 0, 1, 0, content.length, 0, 0, ...device, named.length, 0];
    const header = new TextEncoder().encode(`070701${numbers.map((number) => number.toString(16).padStart(8, "0")).join("")}`);
    parts.push(header, named, padding(header.length + named.length), content, padding(content.length));
  });
  return Buffer.concat(parts);
}
