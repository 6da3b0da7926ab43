/** What an Alpine package puts into the file system. */
import type { WorkingTree } from "../../../filesystem/working-tree.ts";
import { binary, hole, library } from "../binaries.ts";
import { writeNpm } from "../npm/layout.ts";
import { consoleScript, writePip } from "../pip/layout.ts";
import { writePython } from "../python/layout.ts";
import { writeZones } from "../zoneinfo.ts";
import type { ApkPackage } from "./catalogue.ts";

const python = "3.12.11";

/** Unpacks a package; returns the paths it wrote. */
export function unpackApk(fs: WorkingTree, item: ApkPackage): string[] {
  const paths: string[] = [];
  let written = 0;
  const share = item.files.length > 0 ? (item.installedKb * 600) / item.files.length : 0;
  const put = (path: string, content: Parameters<WorkingTree["writeFile"]>[1], mode = 0o644): void => {
    // A link to busybox gives way to the real program.
    if (fs.lookup(path, { follow: false })?.kind === "symlink") fs.remove(path);
    fs.writeFile(path, content, { mode, parents: true });
    paths.push(path);
    written += typeof content === "string" ? content.length : content instanceof Uint8Array ? content.length : content.size;
  };
  if (item.name === "tzdata") {
    paths.push(...writeZones(fs));
    written += 150_000;
  }
  for (const file of item.files) {
    const [name = "", behaviour = "installed-tool"] = file.split(">");
    if (name.startsWith("lib:")) put(`/usr/lib/${name.slice(4)}`, library(share), 0o755);
    else if (name.startsWith("inc:")) put(`/usr/include/${name.slice(4)}`, `/* ${name.slice(4)} of ${item.name} ${item.version} */\n`);
    else program(name, behaviour);
  }
  const rest = item.installedKb * 1000 - written;
  if (rest > 0) put(`/usr/share/${item.name}/data`, hole(rest));
  return paths;

  function program(name: string, behaviour: string): void {
    const [, folder = "usr/bin", base = ""] = /^(?:(s?bin):)?(.*)$/.exec(name) ?? [];
    const path = `/${folder === "sbin" ? "usr/sbin" : folder}/${base}`;
    const version = item.version.replace(/[-_].*$/, "");
    if (behaviour === "python-apk") {
      paths.push(...writePython(fs, { prefix: "/usr", version: python, libc: "musl", managed: true, librarySize: 20_000_000 }));
      written += 20_000_000 + 6_800_000;
    } else if (behaviour === "pip-apk") {
      if (base === "pip")
        paths.push(
          ...writePip(fs, {
            site: "/usr/lib/python3.12/site-packages",
            bin: "/usr/bin",
            interpreter: "/usr/bin/python3",
            version: "25.1.1",
            python: "3.12",
            size: 7_000_000,
          }),
        );
      else put(path, consoleScript("/usr/bin/python3", "pip._internal.cli.main", "main"), 0o755);
      written += base === "pip" ? 7_000_000 : 0;
    } else if (behaviour === "npm") {
      if (base === "npm") paths.push(...writeNpm(fs, "/usr", item.version.replace(/-r\d+$/, "")));
      written += 4_300_000;
    } else if (behaviour === "yarn") {
      put("/usr/share/node_modules/yarn/bin/yarn.js", "#!/usr/bin/env node\nrequire('../lib/cli.js')\n", 0o755);
      fs.symlink("../share/node_modules/yarn/bin/yarn.js", path);
      paths.push(path);
    } else if (behaviour === "script") put(path, "#!/bin/sh\nexit 0\n", 0o755);
    else if (behaviour === "go") put(path, binary("go", "musl", 13_000_000, { version, goroot: "/usr/lib/go" }), 0o755);
    else
      put(
        path,
        binary(behaviour, "musl", share, behaviour === "installed-tool" ? { name: base, package: item.name, version } : { version }),
        0o755,
      );
    if (behaviour === "gcc" && base === "gcc") {
      fs.remove("/usr/bin/cc", { force: true });
      fs.symlink("gcc", "/usr/bin/cc");
      paths.push("/usr/bin/cc");
    }
  }
}
