/** A real engine of the comparison's own: started if it can be, stopped only if it was started here. */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";

/** `test/engine`: `up`, `down`. */
export const starter = path.resolve(import.meta.dirname, "../engine");
const caches = process.env.XDG_CACHE_HOME ?? path.join(homedir(), ".cache");

export interface Started {
  readonly environment: NodeJS.ProcessEnv;
  stop(): void;
  /** Kills the daemon as a crash would: what ran in its containers may run on. */
  kill(): void;
  /** Starts it again. */
  again(): void;
}

/**
 * Starts `test/engine` in a folder of its own, since its cache and images are thrown away again and again; packages that
 * the usual folder has are taken from there. `DRYDOCK_ENGINE_HOME` names another folder. A string says why there is none.
 * @param suffix of the folder's name, for an engine that nobody else uses
 */
export function startEngine(suffix = ""): Started | string {
  const first = process.env.DRYDOCK_ENGINE_HOME ?? path.join(caches, "drydock-engine-live");
  const home = first + suffix;
  const usual = path.join(caches, "drydock-engine", "root");
  if (process.platform !== "linux" || process.getuid?.() !== 0) return "it needs root on Linux";
  try {
    const root = path.join(home, "root");
    const beside = path.join(first, "root");
    mkdirSync(home, { recursive: true });
    if (!existsSync(root) && beside !== root && existsSync(beside)) symlinkSync(beside, root);
    if (!existsSync(root) && existsSync(usual)) cpSync(usual, root, { recursive: true, verbatimSymlinks: true });
  } catch (error) {
    return `its folder cannot be made: ${(error as Error).message}`;
  }
  const environment = { ...process.env, DRYDOCK_ENGINE_HOME: home };
  const wasUp = exported(environment, "env") !== undefined && answers(exported(environment, "env") as NodeJS.ProcessEnv);
  const up = exported(environment, "up");
  if (typeof up !== "object" || !answers(up)) return `test/engine up failed${typeof up === "string" ? `: ${up}` : ""}`;
  return {
    environment: up,
    stop: () => void (wasUp || spawnSync(starter, ["down"], { env: environment, stdio: "inherit" })),
    kill: () => void process.kill(Number(readFileSync(path.join(home, "run/pid"), "utf8")), "SIGKILL"),
    again: () => {
      // Until somebody has collected it the dead process still has its number, and a daemon that finds that one "running" gives up.
      rmSync(path.join(home, "run/pid"), { force: true });
      exported(environment, "up");
    },
  };
}

/** The environment that `test/engine up` or `env` prints, over ours. */
function exported(environment: NodeJS.ProcessEnv, verb: "up" | "env"): NodeJS.ProcessEnv | string | undefined {
  const { status, stdout, stderr } = spawnSync(starter, [verb], { env: environment, encoding: "utf8", timeout: 300_000 });
  if (status !== 0) return stderr?.trim().split("\n").at(-1);
  const words = /DOCKER_HOST=(\S+) DOCKER_CONFIG=(\S+) PATH=(\S+?):\$PATH/.exec(stdout);
  if (!words) return undefined;
  const [, DOCKER_HOST, DOCKER_CONFIG, bin] = words;
  return { ...environment, DOCKER_HOST, DOCKER_CONFIG, PATH: `${bin}:${environment.PATH}` };
}

function answers(environment: NodeJS.ProcessEnv): boolean {
  return spawnSync("docker", ["version"], { env: environment, encoding: "utf8" }).status === 0;
}
