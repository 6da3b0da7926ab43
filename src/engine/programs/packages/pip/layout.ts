/** pip's own files: the package and the scripts that start it. */
import type { WorkingTree } from "../../../filesystem/working-tree.ts";
import { hole } from "../binaries.ts";

/** A console script as pip and setuptools write it. Nothing runs without the interpreter named in its first line. */
export function consoleScript(interpreter: string, module: string, callable: string): string {
  return `#!${interpreter}\nimport sys\nfrom ${module} import ${callable}\nif __name__ == '__main__':\n    sys.argv[0] = sys.argv[0].removesuffix('.exe')\n    sys.exit(${callable}())\n`;
}

/** `dist-info` of a package: what `pip list` and `pip show` read. Returns the paths written. */
export function writeDistInfo(
  fs: WorkingTree,
  site: string,
  dist: {
    name: string;
    version: string;
    summary: string;
    requires: readonly string[];
    requested?: boolean;
    record: readonly string[];
    topLevel: string;
    scripts?: string;
  },
): string[] {
  const folder = `${site}/${dist.name.replaceAll("-", "_")}-${dist.version}.dist-info`;
  const files: Record<string, string> = {
    INSTALLER: "pip\n",
    METADATA: `Metadata-Version: 2.1\nName: ${dist.name}\nVersion: ${dist.version}\nSummary: ${dist.summary}\n${dist.requires.map((line) => `Requires-Dist: ${line}\n`).join("")}`,
    WHEEL: "Wheel-Version: 1.0\nGenerator: bdist_wheel\nRoot-Is-Purelib: true\n",
    "top_level.txt": `${dist.topLevel}\n`,
    ...(dist.scripts ? { "entry_points.txt": `[console_scripts]\n${dist.scripts}` } : {}),
    ...(dist.requested ? { REQUESTED: "" } : {}),
  };
  const paths = Object.keys(files).map((name) => `${folder}/${name}`);
  const record = [...dist.record, ...paths, `${folder}/RECORD`].map(
    (path) => `${path.startsWith(`${site}/`) ? path.slice(site.length + 1) : path},,\n`,
  );
  for (const [name, text] of Object.entries(files)) fs.writeFile(`${folder}/${name}`, text, { parents: true });
  fs.writeFile(`${folder}/RECORD`, record.join(""));
  return [...paths, `${folder}/RECORD`];
}

/** Installs pip itself below `site`, with `pip`, `pip3` and `pip3.x` in `bin`. `size` in bytes. */
export function writePip(
  fs: WorkingTree,
  options: { site: string; bin: string; interpreter: string; version: string; python: string; size?: number },
): string[] {
  const { site, bin, interpreter, version, python } = options;
  const size = options.size ?? 9_000_000;
  const paths: string[] = [];
  const parts: [string, number][] = [
    ["__init__", 0.01],
    ["__main__", 0.01],
    ["_internal/__init__", 0.01],
    ["_internal/cli/main", 0.07],
    ["_internal/commands/install", 0.2],
    ["_internal/resolution/resolvelib/resolver", 0.2],
    ["_vendor/rich/console", 0.25],
    ["_vendor/urllib3/connection", 0.25],
  ];
  for (const [module, share] of parts) {
    fs.writeFile(`${site}/pip/${module}.py`, hole(size * share, module === "__init__" ? `__version__ = "${version}"\n` : ""), {
      parents: true,
    });
    paths.push(`${site}/pip/${module}.py`);
  }
  for (const name of ["pip", "pip3", `pip${python}`]) {
    fs.writeFile(`${bin}/${name}`, consoleScript(interpreter, "pip._internal.cli.main", "main"), { mode: 0o755, parents: true });
    paths.push(`${bin}/${name}`);
  }
  paths.push(
    ...writeDistInfo(fs, site, {
      name: "pip",
      version,
      summary: "The PyPA recommended tool for installing Python packages.",
      requires: [],
      record: paths,
      topLevel: "pip",
      scripts: "pip = pip._internal.cli.main:main\n",
    }),
  );
  return paths;
}

/** Debian's `python3-pip`: one of its two scripts. */
export function writeDebianPip(fs: WorkingTree, name: string): string[] {
  fs.writeFile(`/usr/bin/${name}`, consoleScript("/usr/bin/python3", "pip._internal.cli.main", "main"), { mode: 0o755, parents: true });
  if (name !== "pip") return [`/usr/bin/${name}`];
  const site = "/usr/lib/python3/dist-packages";
  fs.writeFile(`${site}/pip/__init__.py`, '__version__ = "23.0.1"\n', { parents: true });
  return [
    `/usr/bin/${name}`,
    ...writeDistInfo(fs, site, {
      name: "pip",
      version: "23.0.1",
      summary: "The PyPA recommended tool for installing Python packages.",
      requires: [],
      record: [],
      topLevel: "pip",
    }),
  ];
}
