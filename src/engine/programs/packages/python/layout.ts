/** Where a Python installation keeps its files. */
import type { WorkingTree } from "../../../filesystem/working-tree.ts";
import { binary, hole, type Libc, library } from "../binaries.ts";

export interface PythonInstallation {
  /** `/usr/local` in the official images, `/usr` where a package manager put it. */
  readonly prefix: string;
  /** `3.12.11` */
  readonly version: string;
  readonly libc: Libc;
  /** Debian's own layout: packages in `dist-packages`, marked as externally managed. */
  readonly debian?: boolean;
  /** Marked as externally managed (PEP 668) although not Debian: Alpine's own Python. */
  readonly managed?: boolean;
  /** Bytes for the standard library; about 30 MB with its compiled files. */
  readonly librarySize?: number;
}

const modules =
  "abc argparse ast asyncio/__init__ base64 collections/__init__ contextlib copy csv ctypes/__init__ dataclasses datetime decimal email/__init__ enum functools glob hashlib html/__init__ http/__init__ http/client http/server importlib/__init__ inspect io json/__init__ json/decoder json/encoder logging/__init__ math multiprocessing/__init__ operator os pathlib pickle platform queue random re/__init__ shutil signal site socket socketserver sqlite3/__init__ ssl statistics string subprocess sys_config tempfile textwrap threading time_zone traceback types typing unittest/__init__ urllib/__init__ urllib/parse urllib/request uuid venv/__init__ warnings wsgiref/__init__ xml/__init__ zipfile/__init__ zoneinfo/__init__".split(
    " ",
  );

export const shortVersion = (version: string): string => version.split(".").slice(0, 2).join(".");

/** Writes interpreter, links and standard library. Returns the paths written. */
export function writePython(fs: WorkingTree, python: PythonInstallation): string[] {
  const { prefix, version, libc } = python;
  const short = shortVersion(version);
  const paths: string[] = [];
  const put = (path: string, content: Parameters<WorkingTree["writeFile"]>[1], mode = 0o644) => {
    fs.writeFile(path, content, { mode, parents: true });
    paths.push(path);
  };
  const link = (target: string, path: string) => {
    fs.remove(path, { force: true });
    fs.symlink(target, path);
    paths.push(path);
  };
  const lib = `${prefix}/lib/python${short}`;
  const local = prefix === "/usr/local";
  const shared = `${prefix}/lib/libpython${short}.so.1.0`;
  put(
    `${prefix}/bin/python${short}`,
    binary("python", libc, local ? 14_400 : 6_800_000, { version, prefix }, local ? [shared] : []),
    0o755,
  );
  if (local) {
    put(shared, library(libc === "musl" ? 5_300_000 : 6_300_000), 0o755);
    link(`libpython${short}.so.1.0`, `${prefix}/lib/libpython${short}.so`);
    link(`python${short}`, `${prefix}/bin/python3`);
    link("python3", `${prefix}/bin/python`);
    for (const name of ["idle", "pydoc"]) {
      put(
        `${prefix}/bin/${name}${short}`,
        `#!${prefix}/bin/python${short}\nfrom ${name === "idle" ? "idlelib.pyshell" : "pydoc"} import main\nmain()\n`,
        0o755,
      );
      link(`${name}${short}`, `${prefix}/bin/${name}3`);
    }
    put(`${prefix}/include/python${short}/Python.h`, "#ifndef Py_PYTHON_H\n#define Py_PYTHON_H\n#endif\n");
  } else if (!python.debian) {
    link(`python${short}`, `${prefix}/bin/python3`);
  }
  const total = python.librarySize ?? 9_000_000;
  for (const name of modules) put(`${lib}/${name}.py`, hole((total * 0.6) / modules.length));
  for (const name of ["_ctypes", "_decimal", "_hashlib", "_json", "_sqlite3", "_ssl", "unicodedata"]) {
    put(
      `${lib}/lib-dynload/${name}.cpython-${short.replace(".", "")}-x86_64-linux-${libc === "musl" ? "musl" : "gnu"}.so`,
      library((total * 0.4) / 7),
      0o755,
    );
  }
  fs.mkdir(sitePackages(python), { recursive: true });
  if (python.debian || python.managed)
    put(`${lib}/EXTERNALLY-MANAGED`, "[externally-managed]\nError=This environment is managed by the system's package manager.\n");
  return paths;
}

/** Where pip puts packages of an installation. */
export function sitePackages({ prefix, version, debian }: Pick<PythonInstallation, "prefix" | "version" | "debian">): string {
  if (debian) return `/usr/local/lib/python${shortVersion(version)}/dist-packages`;
  return `${prefix}/lib/python${shortVersion(version)}/site-packages`;
}
