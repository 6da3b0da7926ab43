/** What exercises on Compose ask of the learner's file: it is brought up anew in the copy, as on a machine that has nothing else. */
import type { Probe, ProbeContainer, ProbeResult } from "../../src/grading/exercise.ts";
import { notRunning } from "./container-checks.ts";

/** `docker compose …` in the workspace. Words with blanks are for the caller to quote. */
export function compose(lab: Probe, words: string): Promise<ProbeResult> {
  return lab.exec(`cd ~/workspace && command docker compose ${words}`);
}

/** Takes the stack down with its volumes, and every other container besides. Gives a sentence when there is no file. */
export async function clear(lab: Probe): Promise<string | undefined> {
  const { stderr } = await compose(lab, "down -v --remove-orphans");
  if (/no configuration file provided/.test(stderr))
    return "There is no `compose.yaml` here: `docker compose` says *no configuration file provided*.";
  const others = await lab.containers();
  if (others.length > 0) await lab.docker("rm", "-f", "-v", ...others.map(({ name }) => name));
  return undefined;
}

/**
 * Brings the stack up where nothing else runs and no volume of the project is left. Gives a sentence when that fails: the last
 * words of Compose, which name the place in the file.
 */
export async function freshUp(lab: Probe, options = ""): Promise<string | undefined> {
  return (await clear(lab)) ?? up(lab, options);
}

/** `docker compose up -d`, and a moment for what has been started. Gives a sentence when it fails. */
export async function up(lab: Probe, options = ""): Promise<string | undefined> {
  const { exitCode, stderr } = await compose(lab, `up -d ${options}`);
  if (exitCode !== 0) return `\`docker compose up -d\` fails: \`${lastWords(stderr)}\``;
  await lab.wait(2);
  return undefined;
}

/** The line that says what is wrong, without the path that everybody knows. */
function lastWords(stderr: string): string {
  const lines = stderr.trim().split("\n");
  const line =
    lines.findLast((text) => text.trim() !== "" && !/^ (Container|Network|Volume|\S+ {2}(Built|Pulled|Pulling))/.test(text)) ?? "";
  return line.replace(/\/home\/\w+\/workspace\//g, "").trim();
}

/** The first container of a service, running or not. */
export async function containerOf(lab: Probe, service: string): Promise<ProbeContainer | undefined> {
  const { stdout } = await compose(lab, `ps -aq ${service} 2>/dev/null`);
  const [id] = stdout.trim().split("\n");
  return id ? lab.container(id) : undefined;
}

/** The running container of a service; else why there is none, as a sentence. */
export async function runningService(lab: Probe, service: string): Promise<ProbeContainer | string> {
  const container = await containerOf(lab, service);
  if (!container) {
    const { stdout } = await compose(lab, "config --services 2>/dev/null");
    const names = stdout.trim().split("\n").filter(Boolean).sort();
    return names.includes(service)
      ? `\`docker compose up\` makes no container of \`${service}\`.`
      : `The file has no service \`${service}\`; it has ${new Intl.ListFormat("en").format(names.map((name) => `\`${name}\``)) || "none"}.`;
  }
  if (container.isRunning) return container;
  const words = (await container.logs()).trim().split("\n").at(-1) ?? "";
  return `\`${service}\` ${notRunning(container)}. Its last words: \`${words}\``;
}
