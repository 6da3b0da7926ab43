/** A project of the learner's own: `pip install .` and `pip install -e .`. */
import type { WorkingTree } from "../../../filesystem/working-tree.ts";
import { absolute } from "../lab.ts";
import { consoleScript, writeDistInfo } from "./layout.ts";
import { parseRequirement, type Requirement } from "./requirement.ts";
import type { Target } from "./unpack.ts";

export interface Project {
  /** As the user wrote it. */
  readonly written: string;
  readonly path: string;
  readonly editable: boolean;
  readonly name: string;
  readonly version: string;
  readonly requires: readonly Requirement[];
  readonly scripts: Readonly<Record<string, string>>;
}

/** pip's words after `ERROR: `. */
export class BadProject extends Error {}

/** Reads pyproject.toml or setup.py as far as an installation needs. Throws `BadProject`. */
export function readProject(fs: WorkingTree, cwd: string, written: string, editable: boolean): Project {
  const [, place = "", extras = ""] = /^(.*?)(?:\[(.*)\])?$/.exec(written) ?? [];
  const path = absolute(cwd, place);
  const node = fs.lookup(path);
  const shown = editable ? path : written;
  if (!node)
    throw new BadProject(
      editable
        ? `${written} is not a valid editable requirement. It should either be a path to a local project or a VCS URL (beginning with bzr+http, git+https, …).`
        : `Invalid requirement: '${written}': Expected package name at the start of dependency specifier\nHint: It looks like a path. File '${written}' does not exist.`,
    );
  const toml = fs.exists(`${path}/pyproject.toml`) ? fs.readText(`${path}/pyproject.toml`) : undefined;
  const setup = ["setup.py", "setup.cfg"].map((name) => `${path}/${name}`).find((file) => fs.exists(file));
  if (toml === undefined && !setup)
    throw new BadProject(
      `${editable ? `file://${path}` : `Directory '${shown}'`} ${editable ? "does not appear to be a Python project" : "is not installable"}. Neither 'setup.py' nor 'pyproject.toml' found.`,
    );
  const text = (setup ? fs.readText(setup) : "") + (toml ?? "");
  const name = /^\s*name\s*=\s*["']?([\w.-]+)["']?/m.exec(text)?.[1] ?? path.slice(path.lastIndexOf("/") + 1);
  const version = /^\s*version\s*=\s*["']?([\w.]+)["']?/m.exec(text)?.[1] ?? "0.0.0";
  const lists = [/^\s*(?:dependencies|install_requires)\s*=\s*\[([\s\S]*?)\]\s*,?\s*$/m.exec(text)?.[1] ?? ""];
  for (const extra of extras.split(",").filter(Boolean))
    lists.push(new RegExp(`^\\s*["']?${extra}["']?\\s*[=:]\\s*\\[([\\s\\S]*?)\\]`, "m").exec(text)?.[1] ?? "");
  const requires = lists
    .flatMap((list) => [...list.matchAll(/"([^"]+)"|'([^']+)'/g)])
    .flatMap((match) => parseRequirement((match[1] ?? match[2]) as string, name) ?? []);
  const scripts = /^\[project\.scripts\]\n((?:[\w-]+\s*=.*\n?)*)/m.exec(text)?.[1] ?? "";
  return {
    written,
    path,
    editable,
    name,
    version,
    requires,
    scripts: Object.fromEntries([...scripts.matchAll(/^([\w-]+)\s*=\s*["']([\w.:]+)["']/gm)].map((match) => [match[1], match[2]])),
  };
}

/** Copies the project's packages to the site, or leaves a pointer when it is editable. */
export function installProject(fs: WorkingTree, project: Project, target: Target): void {
  const record: string[] = [];
  const source = fs.exists(`${project.path}/src`) ? `${project.path}/src` : project.path;
  if (project.editable) {
    const pointer = `${target.site}/__editable__.${project.name.replaceAll("-", "_")}-${project.version}.pth`;
    fs.writeFile(pointer, `${source}\n`, { parents: true });
    record.push(pointer);
  } else {
    for (const entry of fs.readdir(source)) {
      const node = fs.lookup(`${source}/${entry}`);
      if (node?.kind !== "directory" || !fs.exists(`${source}/${entry}/__init__.py`)) continue;
      fs.put(`${target.site}/${entry}`, node, { parents: true });
      record.push(`${target.site}/${entry}/__init__.py`);
    }
  }
  for (const [name, entry] of Object.entries(project.scripts)) {
    const [module = "", callable = ""] = entry.split(":");
    fs.writeFile(`${target.bin}/${name}`, consoleScript(target.interpreter, module, callable), { mode: 0o755, parents: true });
    record.push(`${target.bin}/${name}`);
  }
  const paths = writeDistInfo(fs, target.site, {
    name: project.name,
    version: project.version,
    summary: "",
    requires: project.requires.map(({ name }) => name),
    requested: true,
    record,
    topLevel: project.name,
  });
  const info = (paths[0] as string).replace(/\/[^/]*$/, "");
  fs.writeFile(
    `${info}/direct_url.json`,
    JSON.stringify({ dir_info: project.editable ? { editable: true } : {}, url: `file://${project.path}` }),
  );
}
