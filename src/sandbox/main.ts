/** `npm run sandbox`: a gateway between the lab and a Docker Engine of this machine. `docs/sandbox.md` says what it allows. */
import { createInterface } from "node:readline";
import path from "node:path";
import { parseArgs } from "node:util";
import { missingBuilder } from "./build/docker-client.ts";
import { defaultLimits, Gateway } from "./gateway/gateway.ts";
import { defaultImages } from "./policy/allow-list.ts";

const usage = `npm run sandbox -- [options]
  --port N            the port to listen at (4330; 0 for a free one)
  --sessions N        sessions at once (8)
  --links N           links to print at the start (1); Enter prints another
  --allow-image NAME  another image that sessions may use; NAME, NAME:TAG or PREFIX*. May be given often
  --any-image         any image at all
  --memory MIB        of a container (512)     --cpus N        of a container (1)
  --pids N            of a container (256)     --containers N  of a session (32)
  --disk MIB          of a session (1024)      --minutes N     a container may run (120)
  --away MINUTES      a session stays when nobody is there (15)
  --link-life MINUTES a link is good for (60)
  --page PATH         the page a link opens (playground/)
  --name NAME         tells gateways on one engine apart (default)
The engine is that of DOCKER_HOST, or the one at the usual socket.
`;

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "4330" },
    sessions: { type: "string", default: "8" },
    links: { type: "string", default: "1" },
    "allow-image": { type: "string", multiple: true, default: [] },
    "any-image": { type: "boolean", default: false },
    memory: { type: "string", default: String(defaultLimits.memory / 1024 ** 2) },
    cpus: { type: "string", default: String(defaultLimits.cpus) },
    pids: { type: "string", default: String(defaultLimits.pids) },
    containers: { type: "string", default: String(defaultLimits.containers) },
    disk: { type: "string", default: String(defaultLimits.disk / 1024 ** 2) },
    minutes: { type: "string", default: String(defaultLimits.minutes) },
    away: { type: "string", default: "15" },
    "link-life": { type: "string", default: "60" },
    page: { type: "string", default: "playground/" },
    name: { type: "string", default: "default" },
    help: { type: "boolean", default: false },
  },
});

if (values.help) {
  process.stdout.write(usage);
  process.exit(0);
}

/** Ends with a sentence when it is no number. */
function numberOf(name: keyof typeof values): number {
  const value = Number(values[name]);
  if (Number.isFinite(value) && value >= 0) return value;
  process.stderr.write(`sandbox: --${name} must be a number\n\n${usage}`);
  process.exit(2);
}

// Whoever read what it prints may be gone; the sessions are not.
process.stdout.on("error", () => {});
const log = (line: string): void => void process.stdout.write(`sandbox: ${line}\n`);
const gateway = await Gateway.open({
  port: numberOf("port"),
  name: values.name,
  images: [...defaultImages, ...values["allow-image"]],
  anyImage: values["any-image"],
  limits: {
    memory: numberOf("memory") * 1024 ** 2,
    cpus: numberOf("cpus"),
    pids: numberOf("pids"),
    containers: numberOf("containers"),
    disk: numberOf("disk") * 1024 ** 2,
    minutes: numberOf("minutes"),
  },
  sessions: numberOf("sessions"),
  away: numberOf("away"),
  linkLife: numberOf("link-life"),
  site: process.env.DRYDOCK_SITE ?? path.resolve(import.meta.dirname, "../../dist"),
  log,
}).catch((error: Error) => {
  process.stderr.write(`sandbox: ${error.message}\n`);
  process.exit(1);
});

const noBuilds = missingBuilder(gateway.upstream.address);
if (noBuilds) log(noBuilds);
log(`${gateway.engine}; up to ${values.sessions} sessions. Each link opens the lab on it once:`);
const print = (): void => void process.stdout.write(`  ${gateway.link(values.page)}\n`);
for (let count = 0; count < numberOf("links"); count++) print();
if (process.stdin.isTTY) createInterface({ input: process.stdin }).on("line", print);

let closing = false;
async function close(): Promise<void> {
  if (closing) return;
  closing = true;
  log("ending all sessions and removing what they made");
  await gateway.close();
  process.exit(0);
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => void close());
