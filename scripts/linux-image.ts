/** `npm run linux:image`: makes the Linux that pages boot in the reader's browser. See linux/README.md. */
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { initialFiles } from "./linux-image/initial-files.ts";
import { noticeOf } from "./linux-image/notice.ts";
import { fetchPackages, type Package } from "./linux-image/packages.ts";
import { takeSnapshot } from "./linux-image/snapshot.ts";
import type { LinuxManifest } from "../src/backends/linux/manifest.ts";

const root = path.resolve(import.meta.dirname, "..");
const into = path.join(root, "public/linux");
const scratch = await mkdtemp(path.join(tmpdir(), "drydock-linux-"));
try {
  console.log("Fetching Debian's packages …");
  const packages = await fetchPackages(scratch);
  const find = (start: string): Package => {
    const found = packages.find(({ name }) => name.startsWith(start));
    if (!found) throw new Error(`The archive gave no package ${start}.`);
    return found;
  };
  const [kernel, busybox, seabios, vgabios] = [find("linux-image"), find("busybox"), find("seabios"), find("vgabios")];
  const release = kernel.name.replace("linux-image-", "");
  const files = await initialFiles(kernel.folder, busybox.folder, path.join(root, "linux/guest"));
  console.log(`Booting Linux ${release} …`);
  const { state, bootMs } = await takeSnapshot(
    {
      bios: path.join(seabios.folder, "usr/share/seabios/bios.bin"),
      vgaBios: path.join(vgabios.folder, "usr/share/vgabios/vgabios.bin"),
      kernel: path.join(kernel.folder, "boot", `vmlinuz-${release}`),
    },
    files,
  );
  const manifest: LinuxManifest = {
    kernel: release,
    snapshot: `snapshot-${createHash("sha256").update(state).digest("hex").slice(0, 12)}.bin.zst`,
    bytes: state.length,
    packages: packages.map(({ name, version, source }) => ({ name, version, source })),
  };
  await rm(into, { recursive: true, force: true });
  await mkdir(into, { recursive: true });
  await writeFile(path.join(into, manifest.snapshot), state);
  await writeFile(path.join(into, "manifest.json"), `${JSON.stringify(manifest, undefined, 2)}\n`);
  await writeFile(path.join(into, "NOTICE.txt"), noticeOf(packages));
  console.log(
    `Booted in ${(bootMs / 1000).toFixed(1)} s; the snapshot has ${(state.length / 1e6).toFixed(1)} MB: ${path.relative(root, into)}`,
  );
} catch (error) {
  console.error(`linux:image: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  await rm(scratch, { recursive: true, force: true });
}
process.exit();
