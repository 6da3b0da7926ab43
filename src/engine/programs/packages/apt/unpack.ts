/** What a Debian package puts into the file system. */
import type { WorkingTree } from "../../../filesystem/working-tree.ts";
import { binary, hole, library } from "../binaries.ts";
import { listPath } from "../dpkg-database.ts";
import { writeDebianPip } from "../pip/layout.ts";
import { writeDebianNpm } from "../npm/layout.ts";
import { writePython } from "../python/layout.ts";
import type { DebPackage } from "./catalogue.ts";

const libraries = "/usr/lib/x86_64-linux-gnu";

/** Unpacks a package and writes its file list. Returns the paths it wrote. */
export function unpackDeb(fs: WorkingTree, item: DebPackage, version: string): string[] {
  const paths: string[] = [];
  let written = 0;
  const put = (path: string, content: Parameters<WorkingTree["writeFile"]>[1], mode = 0o644) => {
    fs.writeFile(path, content, { mode, parents: true });
    paths.push(path);
    written += typeof content === "string" ? content.length : content instanceof Uint8Array ? content.length : content.size;
  };
  const link = (target: string, path: string) => {
    fs.remove(path, { force: true });
    fs.symlink(target, path);
    paths.push(path);
  };
  const share = item.files.length > 0 ? (item.installedKb * 1000 * 0.6) / item.files.length : 0;
  for (const file of item.files) writeSpecified(file);
  put(
    `/usr/share/doc/${item.name}/copyright`,
    hole(Math.min(1_800, item.installedKb * 100), `This is the Debian package of ${item.name}.\n`),
  );
  const rest = item.installedKb * 1000 - written;
  if (rest > 0) put(`/usr/lib/${item.name}/data`, hole(rest));
  fs.writeFile(listPath(item.name), `/.\n${paths.map((path) => `${path}\n`).join("")}`, { parents: true });
  return paths;

  function writeSpecified(file: string): void {
    const [name = "", behaviour] = file.split(">");
    if (name.startsWith("lib:")) {
      put(`${libraries}/${name.slice(4)}`, library(share));
    } else if (name.startsWith("inc:")) {
      put(`/usr/include/${name.slice(4)}`, `/* ${name.slice(4)} of ${item.name} ${version} */\n`);
    } else {
      const path = name.startsWith("sbin:") ? `/usr/sbin/${name.slice(5)}` : `/usr/bin/${name}`;
      writeProgram(path, behaviour ?? "installed-tool");
    }
  }

  function writeProgram(path: string, behaviour: string): void {
    const name = path.slice(path.lastIndexOf("/") + 1);
    switch (behaviour) {
      case "python-deb":
        paths.push(...writePython(fs, { prefix: "/usr", version: "3.11.2", libc: "glibc", debian: true }));
        return;
      case "debian-python":
        link("python3.11", path);
        return;
      case "python3-link":
        link("python3", path);
        return;
      case "vim-link":
        link("vim", path);
        return;
      case "pip-deb":
        paths.push(...writeDebianPip(fs, name));
        return;
      case "npm-deb":
        paths.push(...writeDebianNpm(fs, name));
        return;
      case "script":
        put(path, script(name), 0o755);
        return;
      default: {
        const upstream = version.replace(/^\d+:/, "").replace(/[-+~].*$/, "");
        const data = behaviour === "installed-tool" ? { name, package: item.name, version: upstream } : { version: upstream };
        put(path, binary(behaviour, "glibc", share, data), 0o755);
      }
    }
  }
}

/** Maintainer tools that a learner calls by hand. */
function script(name: string): string {
  if (name === "update-ca-certificates")
    return "#!/bin/sh\necho 'Updating certificates in /etc/ssl/certs...'\necho '0 added, 0 removed; done.'\necho 'Running hooks in /etc/ca-certificates/update.d...'\necho 'done.'\n";
  return `#!/bin/sh\necho 'Generating locales (this might take a while)...'\necho 'Generation complete.'\n`;
}
