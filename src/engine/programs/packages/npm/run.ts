/** Scripts of package.json, and commands of node_modules/.bin. */
import type { Process } from "../../program.ts";
import { print, printError, sayLab } from "../lab.ts";
import { singleQuoted } from "../../shell/quoting.ts";
import { nodePackages } from "./catalogue.ts";
import { type Manifest, readJson } from "./manifest.ts";
import { logHint, noManifest } from "./context.ts";

/** `npm run NAME`: with what comes before and after it. */
export async function runScript(process: Process, name: string | undefined, args: readonly string[]): Promise<number> {
  const path = `${process.cwd}/package.json`;
  const manifest = readJson<Manifest>(process.fs, path);
  if (!manifest) {
    return noManifest(process, path);
  }
  const scripts = manifest.scripts ?? {};
  if (name === undefined) {
    print(
      process,
      ...(Object.keys(scripts).length > 0
        ? [
            `Scripts available in ${manifest.name ?? ""}@${manifest.version ?? ""} via \`npm run-script\`:`,
            ...Object.entries(scripts).flatMap(([key, text]) => [`  ${key}`, `    ${text}`]),
          ]
        : []),
    );
    return 0;
  }
  if (scripts[name] === undefined && name === "start" && process.fs.exists(`${process.cwd}/server.js`))
    return execute(process, process.cwd, manifest, "start", "node server.js", args);
  if (scripts[name] === undefined) {
    printError(
      process,
      `npm error Missing script: "${name}"`,
      "npm error",
      ...suggestions(name, Object.keys(scripts)),
      "npm error To see a list of scripts, run:",
      "npm error   npm run",
      ...logHint(process),
    );
    return 1;
  }
  for (const stage of [`pre${name}`, name, `post${name}`]) {
    const text = scripts[stage];
    if (text === undefined) continue;
    const code = await execute(process, process.cwd, manifest, stage, text, stage === name ? args : []);
    if (code !== 0) return code;
  }
  return 0;
}

function suggestions(name: string, known: readonly string[]): string[] {
  const near = known.filter((other) => other[0] === name[0] && Math.abs(other.length - name.length) <= 2);
  return near.length > 0
    ? [
        `npm error Did you mean ${near.length === 1 ? "this" : "one of these"}?`,
        ...near.map((other) => `npm error   npm run ${other} # run the "${other}" package script`),
      ]
    : [];
}

/** One script of the project during an installation. */
export function runLifecycle(process: Process, folder: string, manifest: Manifest, name: string): Promise<number> {
  return execute(process, folder, manifest, name, manifest.scripts?.[name] ?? "", []);
}

async function execute(
  process: Process,
  folder: string,
  manifest: Manifest,
  name: string,
  script: string,
  args: readonly string[],
): Promise<number> {
  const command = [script, ...args.map((word) => (/^[\w./:=@-]+$/.test(word) ? word : singleQuoted(word)))].join(" ");
  print(process, "", `> ${manifest.name ? `${manifest.name}@${manifest.version ?? ""} ` : ""}${name}`, `> ${command}`, "");
  const env = new Map(process.env);
  env.set("PATH", `${folder}/node_modules/.bin:${process.env.get("PATH") ?? ""}`);
  env.set("npm_lifecycle_event", name);
  if (manifest.name) env.set("npm_package_name", manifest.name);
  if (manifest.version) env.set("npm_package_version", manifest.version);
  return process.spawn(["sh", "-c", command], { env, cwd: folder });
}

/** `npx COMMAND`: from node_modules, else from the registry for this once. */
export async function npx(process: Process, words: readonly string[]): Promise<number> {
  const args = [...words];
  while (args[0]?.startsWith("-")) args.shift();
  const [written = "", ...rest] = args;
  const command = written.replace(/(?<=.)@[^@/]*$/, "");
  const local = `${process.cwd}/node_modules/.bin/${command}`;
  if (process.fs.exists(local)) return process.spawn([local, ...rest]);
  const item = nodePackages().get(command);
  if (!item || process.network === "none") {
    if (process.network === "none")
      printError(
        process,
        "npm error code ENOTFOUND",
        "npm error syscall getaddrinfo",
        "npm error errno ENOTFOUND",
        `npm error network request to https://registry.npmjs.org/${command} failed, reason: getaddrinfo ENOTFOUND registry.npmjs.org`,
        ...logHint(process),
      );
    else
      printError(
        process,
        "npm error code E404",
        `npm error 404 Not Found - GET https://registry.npmjs.org/${command} - Not found`,
        "npm error 404",
        `npm error 404  '${written}@*' is not in this registry.`,
        ...logHint(process),
      );
    return 1;
  }
  sayLab(process, `npx would fetch ${command}@${item.versions[0]} and run it; what it does is not part of the lab.`);
  return 1;
}
