/** Debian's packages for the guest, fetched and unpacked into a folder: nothing is installed on this machine. */
import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

export interface Package {
  readonly name: string;
  readonly version: string;
  /** Debian's source package: `apt-get source <source>=<version>` fetches what it was built from. */
  readonly source: string;
  /** Folder that holds its files. */
  readonly folder: string;
  /** Text of its copyright file. */
  readonly copyright: string;
}

/** This machine has no apt, or its apt has no archive with what is needed: the message says what to do. */
export class NoPackages extends Error {}

/** What the guest is made of besides the kernel, whose package is named after its version. */
const wanted = ["busybox-static", "seabios", "vgabios"];

/**
 * Fetches the kernel and what goes with it for Debian's i386 into `folder`. Throws `NoPackages` where they can't be had.
 */
export async function fetchPackages(folder: string): Promise<readonly Package[]> {
  const apt = await aptFor(folder);
  const { stdout } = await apt("apt-cache", ["depends", "linux-image-686"]).catch(() => ({ stdout: "" }));
  const kernel = /Depends: (linux-image-\S+)/.exec(stdout)?.[1];
  if (!kernel) throw new NoPackages("The archive has no package linux-image-686: is it Debian's, with the i386 architecture?");
  const downloads = path.join(folder, "downloads");
  await mkdir(downloads, { recursive: true });
  await apt("apt-get", ["download", kernel, ...wanted], downloads).catch((error: Error) => {
    throw new NoPackages(`The packages could not be fetched: ${error.message}`);
  });
  const files = (await readdir(downloads)).filter((file) => file.endsWith(".deb")).sort();
  return Promise.all(files.map((file) => unpack(path.join(downloads, file), path.join(folder, "files"))));
}

/** apt with a state of its own, for i386, over the archives that this machine has. */
async function aptFor(folder: string): Promise<(program: string, args: readonly string[], cwd?: string) => Promise<{ stdout: string }>> {
  const state = path.join(folder, "apt");
  await mkdir(path.join(state, "lists", "partial"), { recursive: true });
  await mkdir(path.join(state, "cache", "archives", "partial"), { recursive: true });
  const status = path.join(state, "status");
  await writeFile(status, "");
  const config = path.join(state, "apt.conf");
  const settings = {
    "APT::Architecture": "i386",
    "Dir::State": state,
    "Dir::State::status": status,
    "Dir::Cache": path.join(state, "cache"),
    "Acquire::Languages": "none",
    "APT::Sandbox::User": "",
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} "${value}";`);
  await writeFile(config, `${lines.join("\n")}\nAPT::Architectures { "i386"; };\n`);
  const env = { ...process.env, APT_CONFIG: config, LC_ALL: "C" };
  const call = (program: string, args: readonly string[], cwd?: string) =>
    run(program, [...args], { env, maxBuffer: 1 << 26, ...(cwd && { cwd }) });
  try {
    await call("dpkg-deb", ["--version"]);
    // One archive of several that can't be reached is no reason to stop: what is missing shows when it is asked for.
    await call("apt-get", ["update"]).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") throw error;
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw new NoPackages("This wants a machine with apt-get and dpkg-deb, such as Debian or Ubuntu (a container of debian:12 will do).");
  }
  return call;
}

async function unpack(file: string, into: string): Promise<Package> {
  const { stdout } = await run("dpkg-deb", ["--show", "--showformat", "${Package}\t${Version}\t${source:Package}", file]);
  const [name = "", version = "", source = name] = stdout.trim().split("\t");
  const folder = path.join(into, name);
  await mkdir(folder, { recursive: true });
  await run("dpkg-deb", ["--extract", file, folder]);
  const copyright = await readFile(path.join(folder, "usr/share/doc", name, "copyright"), "utf8");
  return { name, version, source, folder, copyright };
}
