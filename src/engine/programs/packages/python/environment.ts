/** The Python that a process runs: an installation or a virtual environment over one. */
import type { ExecutableDescriptor, Process } from "../../program.ts";
import type { Libc } from "../binaries.ts";
import { muslLoader } from "../binaries.ts";
import { which } from "../lab.ts";
import { shortVersion, sitePackages } from "./layout.ts";

export interface PythonEnvironment {
  /** Path it was started by, links not followed: `/opt/venv/bin/python`. */
  readonly executable: string;
  readonly version: string;
  /** `3.12` */
  readonly short: string;
  readonly libc: Libc;
  /** `sys.prefix` */
  readonly prefix: string;
  readonly bin: string;
  /** Where packages go. */
  readonly site: string;
  /** All places packages are found in, that one first. */
  readonly path: readonly string[];
  readonly venv: boolean;
  /** PEP 668: a package manager looks after it. */
  readonly managed: boolean;
}

/** Reads the environment from how the interpreter was called. */
export function environmentOf(process: Process, descriptor: ExecutableDescriptor): PythonEnvironment {
  const version = String(descriptor.data?.version ?? "3.12.0");
  const base = String(descriptor.data?.prefix ?? "/usr/local");
  const short = shortVersion(version);
  const executable = which(process, process.argv[0] ?? "python3") ?? `${base}/bin/python${short}`;
  const libc: Libc = descriptor.loader === muslLoader ? "musl" : "glibc";
  const folder = executable.slice(0, executable.lastIndexOf("/"));
  const home = folder.slice(0, folder.lastIndexOf("/"));
  const venv = process.fs.exists(`${home}/pyvenv.cfg`);
  if (venv) {
    const site = `${home}/lib/python${short}/site-packages`;
    const shared = /include-system-site-packages = true/.test(process.fs.readText(`${home}/pyvenv.cfg`));
    return {
      executable,
      version,
      short,
      libc,
      prefix: home,
      bin: `${home}/bin`,
      site,
      path: shared ? [site, sitePackages({ prefix: base, version })] : [site],
      venv,
      managed: false,
    };
  }
  const managed = process.fs.exists(`${base}/lib/python${short}/EXTERNALLY-MANAGED`);
  const debian = base === "/usr" && process.fs.exists("/etc/debian_version");
  const site = sitePackages({ prefix: base, version, debian });
  const path = [userSite(process, short).site, site, ...(debian ? ["/usr/lib/python3/dist-packages"] : [])];
  return { executable, version, short, libc, prefix: base, bin: debian ? "/usr/local/bin" : `${base}/bin`, site, path, venv, managed };
}

/** Where `pip install --user` puts things. */
export function userSite(process: Pick<Process, "env" | "uid">, short: string): { site: string; bin: string } {
  const home = homeOf(process);
  const base = process.env.get("PYTHONUSERBASE") ?? `${home}/.local`;
  return { site: `${base}/lib/python${short}/site-packages`, bin: `${base}/bin` };
}

export function homeOf({ env, uid }: Pick<Process, "env" | "uid">): string {
  return env.get("HOME") || (uid === 0 ? "/root" : "/");
}
