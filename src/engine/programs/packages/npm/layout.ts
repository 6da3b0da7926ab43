/** Node's files and those of npm, which is a package like any other. */
import type { WorkingTree } from "../../../filesystem/working-tree.ts";
import { binary, hole, type Libc } from "../binaries.ts";

const npmScript = "#!/usr/bin/env node\nrequire('../lib/cli.js')(process)\n";
const npxScript =
  "#!/usr/bin/env node\nconst cli = require('../lib/cli.js')\nprocess.argv[1] = require.resolve('./npm-cli.js')\nprocess.argv.splice(2, 0, 'exec')\ncli(process)\n";

/** Installs `node`, `npm`, `npx` and `corepack` below `/usr/local`, as the official images do. */
export function writeNode(fs: WorkingTree, options: { version: string; npm: string; libc: Libc; nodeSize: number }): void {
  const { version, npm, libc, nodeSize } = options;
  fs.writeFile("/usr/local/bin/node", binary("node", libc, nodeSize, { version }), { mode: 0o755, parents: true });
  fs.symlink("node", "/usr/local/bin/nodejs");
  writeNpm(fs, "/usr/local", npm);
  const corepack = "/usr/local/lib/node_modules/corepack";
  fs.writeFile(`${corepack}/package.json`, `${JSON.stringify({ name: "corepack", version: "0.33.0" }, null, 2)}\n`, { parents: true });
  fs.writeFile(`${corepack}/dist/corepack.js`, "#!/usr/bin/env node\nrequire('./lib/corepack.cjs').runMain(process.argv.slice(2));\n", {
    mode: 0o755,
    parents: true,
  });
  fs.writeFile(`${corepack}/dist/lib/corepack.cjs`, hole(990_000), { parents: true });
  fs.symlink("../lib/node_modules/corepack/dist/corepack.js", "/usr/local/bin/corepack");
}

/** Installs npm below `prefix`; returns the paths written. */
export function writeNpm(fs: WorkingTree, prefix: string, version: string): string[] {
  const folder = `${prefix}/lib/node_modules/npm`;
  const files: [string, Parameters<WorkingTree["writeFile"]>[1], number][] = [
    ["package.json", `${JSON.stringify({ name: "npm", version, license: "Artistic-2.0" }, null, 2)}\n`, 0o644],
    ["bin/npm-cli.js", npmScript, 0o755],
    ["bin/npx-cli.js", npxScript, 0o755],
    ["lib/cli.js", hole(50_000), 0o644],
    ["lib/commands/install.js", hole(900_000), 0o644],
    ["node_modules/@npmcli/arborist/lib/index.js", hole(2_500_000), 0o644],
    ["node_modules/tar/lib/unpack.js", hole(2_400_000), 0o644],
    ["node_modules/sigstore/dist/index.js", hole(4_300_000), 0o644],
  ];
  for (const [path, content, mode] of files) fs.writeFile(`${folder}/${path}`, content, { mode, parents: true });
  const links = ["npm", "npx"].map((name) => `${prefix}/bin/${name}`);
  for (const path of links) {
    fs.remove(path, { force: true });
    fs.symlink(`../lib/node_modules/npm/bin/${path.endsWith("npm") ? "npm" : "npx"}-cli.js`, path);
  }
  return [...files.map(([path]) => `${folder}/${path}`), ...links];
}

/** Debian's `npm` package: one of its two commands. */
export function writeDebianNpm(fs: WorkingTree, name: string): string[] {
  const folder = "/usr/share/nodejs/npm";
  const script = `${folder}/bin/${name}-cli.js`;
  fs.writeFile(`${folder}/package.json`, `${JSON.stringify({ name: "npm", version: "9.2.0" }, null, 2)}\n`, { parents: true });
  fs.writeFile(script, name === "npm" ? npmScript : npxScript, { mode: 0o755, parents: true });
  fs.remove(`/usr/bin/${name}`, { force: true });
  fs.symlink(`../share/nodejs/npm/bin/${name}-cli.js`, `/usr/bin/${name}`);
  return [`${folder}/package.json`, script, `/usr/bin/${name}`];
}
