/** Every verb that the client's help knows, called on the lab: none may meet a route that is not there or an answer it cannot read. */
import { spawn } from "node:child_process";
import { tmpdir } from "node:os";

interface Verb {
  /** `docker container rm`. */
  readonly path: readonly string[];
  /** What stands behind it in its usage. */
  readonly operands: string;
}

/** What the client says of an answer that is none, and of a daemon that went away. */
const malformed =
  /page not found|invalid character|unexpected EOF|cannot unmarshal|malformed|unexpected end of JSON|error during connect|panic|drydock: the lab made a mistake|EOF$/m;

/** Milliseconds; what goes on for ever (`events`) is ended and was well until then. */
const patience = 3000;

export interface VerbReport {
  readonly called: number;
  readonly refused: readonly { readonly command: string; readonly answer: string }[];
}

/** How many clients run at once. */
const atOnce = 4;

export async function callEveryVerb(environment: NodeJS.ProcessEnv): Promise<VerbReport> {
  const verbs = await verbsBelow([], environment);
  const refused: { command: string; answer: string }[] = [];
  const left = [...verbs];
  const work = async (): Promise<void> => {
    for (let verb = left.pop(); verb; verb = left.pop()) {
      const words = [...verb.path, ...argumentsFor(verb.path, verb.operands)];
      const output = await run(words, environment);
      if (malformed.test(output)) refused.push({ command: `docker ${words.join(" ")}`, answer: output });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return { called: verbs.length, refused };
}

/** Leaves of the tree of commands. Plug-ins bring their own, and are marked with a star. */
async function verbsBelow(path: readonly string[], environment: NodeJS.ProcessEnv): Promise<Verb[]> {
  const output = await run([...path, "--help"], environment);
  const names = [...output.matchAll(/^ {2}([a-z][\w-]*)(\*?) {2,}\S/gm)].flatMap(([, name, plugin]) =>
    plugin === "" ? [name as string] : [],
  );
  const usage = /^Usage: +docker ?(.*)$/m.exec(output)?.[1] ?? "";
  if (names.length === 0 || !/COMMAND/.test(usage)) return [{ path, operands: usage.slice(path.join(" ").length) }];
  return (await Promise.all([...new Set(names)].map((name) => verbsBelow([...path, name], environment)))).flat();
}

/** Operands that lead as far as the daemon: things that do not exist, but for what has to be there on the client's side. */
function argumentsFor(path: readonly string[], operands: string): string[] {
  const special: Readonly<Record<string, readonly string[]>> = {
    login: ["-u", "nobody", "-p", "nothing"],
    "container run": ["--rm", "alpine:3.20", "true"],
    run: ["--rm", "alpine:3.20", "true"],
    "plugin create": ["nope", "/tmp"],
    "swarm join": ["--token", "nope", "127.0.0.1:1"],
    "trust sign": [],
  };
  const known = special[path.join(" ")];
  if (known) return [...known];
  const words = operands.replace(/\[[^\]]*\]/g, "").match(/[A-Z][A-Z_|:-]*/g) ?? [];
  const force = path.at(-1) === "prune" ? ["-f"] : [];
  return [...force, ...words.map((word) => (/^(URL|PATH|FILE)|\|-$/.test(word) ? "/nonexistent" : "nope"))];
}

/** What the client prints. */
function run(words: readonly string[], environment: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    // Some verbs leave a file where they are called.
    const child = spawn("docker", words, { cwd: tmpdir(), env: environment, stdio: ["ignore", "pipe", "pipe"], timeout: patience });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text: string) => (output += text));
    child.once("error", reject);
    child.once("close", () => resolve(output));
  });
}
