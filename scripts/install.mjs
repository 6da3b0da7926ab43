/**
 * Brings a fresh clone to the point where everything runs: dependencies (a newer Node among them) and, when asked,
 * a Chromium. Plain JavaScript without dependencies, so that any supported Node can start it.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const stamp = path.join(root, "node_modules", ".drydock-installed");

/** Environment in which the project's own tools, its newer Node first of all, are found before the machine's. */
export const env = {
  ...process.env,
  PATH: `${path.join(root, "node_modules", ".bin")}${path.delimiter}${process.env.PATH}`,
  ASTRO_TELEMETRY_DISABLED: "1",
};

/** Runs a command in the project and ends this process with its code if it fails. */
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, env, stdio: "inherit", ...options });
  if (result.error) {
    console.error(`drydock: ${command} did not start: ${result.error.message}`);
    process.exit(1);
  }
  if (result.status !== 0) process.exit(result.status ?? 1);
}

/**
 * Installs what the lock file names, when it is newer than the last install. Not `npm ci`: that refuses a lock file in which
 * a binary for another platform is missing, and some registries do not carry all of them.
 */
export function installDependencies() {
  const lock = readFileSync(path.join(root, "package-lock.json"), "utf8");
  const fresh =
    existsSync(stamp) &&
    existsSync(path.join(root, "node_modules", ".bin", "node")) &&
    readFileSync(stamp, "utf8") === String(lock.length) &&
    statSync(stamp).mtimeMs >= statSync(path.join(root, "package-lock.json")).mtimeMs;
  if (fresh) return;
  console.log("drydock: installing what is missing…");
  run("npm", ["install", "--no-save", "--no-fund", "--no-audit", "--loglevel=error"], { env: process.env });
  writeFileSync(stamp, String(lock.length));
}

/** Path of a Chromium that Playwright can drive: the system's, Playwright's own download, or Debian's package. */
export function findChromium() {
  const known = [
    process.env.DRYDOCK_CHROMIUM,
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ];
  const found = known.find((file) => file && existsSync(file));
  if (found) return found;
  const own = spawnSync("npx", ["playwright", "install", "chromium"], { cwd: root, env, stdio: "inherit" });
  if (own.status === 0) return undefined;
  if (process.platform === "linux" && process.getuid?.() === 0) {
    console.log("drydock: installing Debian's chromium…");
    spawnSync("apt-get", ["update", "-qq"], { stdio: "inherit" });
    spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], {
      stdio: "inherit",
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
    if (existsSync("/usr/bin/chromium")) return "/usr/bin/chromium";
  }
  console.error("drydock: no Chromium found. Install one (Debian: apt-get install chromium) or name it in DRYDOCK_CHROMIUM.");
  process.exit(1);
}
