/**
 * `npm run linux:image`: makes the Linux that pages boot in the reader's browser; with `--if-stale` only when there is none
 * of this recipe. Ends with 2 where Debian's packages can't be had. See linux/README.md.
 */
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { initialFiles } from "./linux-image/initial-files.ts";
import { noticeOf } from "./linux-image/notice.ts";
import { fetchPackages, NoPackages, type Package } from "./linux-image/packages.ts";
import { takeSnapshot } from "./linux-image/snapshot.ts";
import { type LinuxManifest, readManifest } from "../src/backends/linux/manifest.ts";

const root = path.resolve(import.meta.dirname, "..");
const into = path.join(root, "public/linux");

/** This machine can't make the image. */
const cannot = 2;

/** All that decides what is in the image. A snapshot fits the emulator that took it, so its version is part of it. */
const recipe = [
  ...["init", "boot", "agent"].map((name) => `linux/guest/${name}`),
  ...["initial-files", "packages", "snapshot"].map((name) => `scripts/linux-image/${name}.ts`),
  "src/backends/linux/guest-machine.ts",
  "node_modules/v86/package.json",
];

/** Names what the image is made by, so that an older one is known. */
async function hashOfRecipe(): Promise<string> {
  const hash = createHash("sha256");
  for (const file of recipe) hash.update(await readFile(path.join(root, file)));
  return hash.digest("hex").slice(0, 16);
}

async function isFresh(hash: string): Promise<boolean> {
  try {
    return readManifest(JSON.parse(await readFile(path.join(into, "manifest.json"), "utf8"))).recipe === hash;
  } catch {
    return false;
  }
}

async function make(hash: string, scratch: string): Promise<void> {
  console.log("Fetching Debian's packages …");
  const packages = await fetchPackages(scratch);
  const find = (start: string): Package => {
    const found = packages.find(({ name }) => name.startsWith(start));
    if (!found) throw new NoPackages(`The archive gave no package ${start}.`);
    return found;
  };
  const [kernel, busybox, seabios, vgabios] = [find("linux-image"), find("busybox"), find("seabios"), find("vgabios")];
  const release = kernel.name.replace("linux-image-", "");
  const files = await initialFiles(kernel.folder, busybox.folder, path.join(root, "linux/guest"));
  console.log(`Booting Linux ${release} …`);
  const firmware = {
    bios: path.join(seabios.folder, "usr/share/seabios/bios.bin"),
    vgaBios: path.join(vgabios.folder, "usr/share/vgabios/vgabios.bin"),
    kernel: path.join(kernel.folder, "boot", `vmlinuz-${release}`),
  };
  const { state, bootMs } = await takeSnapshot(firmware, files);
  const manifest: LinuxManifest = {
    kernel: release,
    snapshot: `snapshot-${createHash("sha256").update(state).digest("hex").slice(0, 12)}.bin.zst`,
    recipe: hash,
    bytes: state.length,
    packages: packages.map(({ name, version, source }) => ({ name, version, source })),
  };
  await rm(into, { recursive: true, force: true });
  await mkdir(into, { recursive: true });
  await writeFile(path.join(into, manifest.snapshot), state);
  await writeFile(path.join(into, "NOTICE.txt"), noticeOf(packages));
  // The last: a folder with a manifest is whole.
  await writeFile(path.join(into, "manifest.json"), `${JSON.stringify(manifest, undefined, 2)}\n`);
  console.log(
    `Booted in ${(bootMs / 1000).toFixed(1)} s; the snapshot has ${(state.length / 1e6).toFixed(1)} MB: ${path.relative(root, into)}`,
  );
}

const hash = await hashOfRecipe();
if (process.argv.includes("--if-stale") && (await isFresh(hash))) {
  console.log("The Linux image is there, and up to date.");
  process.exit(0);
}
const scratch = await mkdtemp(path.join(tmpdir(), "drydock-linux-"));
let status = 0;
try {
  await make(hash, scratch);
} catch (error) {
  console.error(`linux:image: ${error instanceof Error ? error.message : String(error)}`);
  status = error instanceof NoPackages ? cannot : 1;
} finally {
  await rm(scratch, { recursive: true, force: true });
}
// The emulator keeps timers of its own.
process.exit(status);
