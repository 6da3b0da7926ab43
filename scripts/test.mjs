/**
 * `npm test`: everything, in the order that tells soonest what is wrong. `npm test -- unit site` runs only the named parts;
 * `npm test -- --list` names them.
 */
import { spawn } from "node:child_process";
import { env, findChromium, installDependencies, root } from "./install.mjs";

/** How many of its last lines a part that failed says again at the end, where a log is read first. */
const linesAgain = 40;

const parts = [
  [
    "types",
    "TypeScript and Astro types",
    [
      ["npx", "astro", "sync"],
      ["npx", "tsc", "--noEmit"],
    ],
  ],
  [
    "lint",
    "lint, and one direction of imports",
    [
      ["npx", "biome", "lint", ".", "--error-on-warnings"],
      ["npx", "depcruise", "src", "--config", ".dependency-cruiser.mjs"],
    ],
  ],
  ["unit", "unit, property and golden tests", [["npx", "vitest", "run"]]],
  ["live", "random builds against a real engine", [["node", "test/live/main.ts", "--seed", "3", "--cases", "16"]], "no real engine"],
  ["conformance", "the real client on the lab's API, against a real engine", [["node", "test/conformance/main.ts"]], "no real engine"],
  [
    "linux",
    "the exercise on a real kernel",
    [
      ["node", "scripts/linux-image.ts", "--if-stale"],
      ["npx", "vitest", "run", "--config", "test/linux/vitest.config.ts"],
    ],
    "no Linux image",
  ],
  ["compose", "Compose scripts against the real plug-in on a real engine", [["node", "test/compose/main.ts"]], "no real engine"],
  [
    "sandbox",
    "hostile sessions, recorded scripts and foretold builds on a real engine",
    [["node", "test/sandbox/main.ts"]],
    "no real engine",
  ],
  ["lessons", "every exercise proved", [["node", "src/headless/main.ts", "check-lessons"]]],
  [
    "site",
    "the site builds",
    [
      ["npx", "astro", "check", "--minimumFailingSeverity", "error"],
      ["npm", "run", "--silent", "build"],
    ],
  ],
  ["budgets", "budgets", [["node", "scripts/budgets.ts"]]],
  ["links", "links", [["node", "scripts/links.ts"]]],
  [
    "bench",
    "keystroke to verdict, and a frame of each picture",
    [
      ["node", "scripts/bench.ts"],
      ["node", "scripts/bench-pictures.ts"],
      ["node", "scripts/bench-compose.ts"],
    ],
  ],
  ["e2e", "a person's journeys, and axe", [["npx", "playwright", "test"]]],
];

const asked = process.argv.slice(2).filter((word) => !word.startsWith("-"));
if (process.argv.includes("--list")) {
  for (const [name, what] of parts) console.log(`${name.padEnd(10)}${what}`);
  process.exit(0);
}
const unknown = asked.filter((name) => !parts.some(([part]) => part === name));
if (unknown.length > 0) {
  console.error(`drydock: there is no part called ${unknown.join(", ")}. The parts: ${parts.map(([name]) => name).join(", ")}.`);
  process.exit(2);
}

/** Runs a command, shows what it prints, and returns its exit code and its last lines. */
function run(command, args, environment) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env: environment, stdio: ["inherit", "pipe", "pipe"] });
    let text = "";
    for (const [from, to] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ])
      from.setEncoding("utf8").on("data", (piece) => {
        to.write(piece);
        text = (text + piece).split("\n").slice(-linesAgain).join("\n");
      });
    child.on("error", (error) => resolve({ status: 1, last: error.message }));
    child.on("close", (status) => resolve({ status: status ?? 1, last: text.trim() }));
  });
}

installDependencies();
const wanted = parts.filter(([name]) => asked.length === 0 || asked.includes(name));
const chromium = wanted.some(([name]) => name === "e2e") ? findChromium() : undefined;
// A pipe is no terminal: who watches one keeps its colours.
const environment = { ...env, ...(chromium && { DRYDOCK_CHROMIUM: chromium }), ...(process.stdout.isTTY && { FORCE_COLOR: "1" }) };
const results = [];
for (const [name, what, commands, lacking] of wanted) {
  console.log(`\n━━ ${name}: ${what}`);
  const started = Date.now();
  let ended = { status: 0, last: "" };
  for (const [command, ...args] of commands) {
    ended = await run(command, args, environment);
    if (ended.status !== 0) break;
  }
  // A part that names what it may lack says with 2 that it is not there.
  const skipped = lacking !== undefined && ended.status === 2 ? lacking : undefined;
  results.push({ name, ok: ended.status === 0, skipped, last: ended.last, seconds: (Date.now() - started) / 1000 });
}
for (const { name, ok, skipped, last } of results) if (!ok && !skipped) console.log(`\n━━ ${name} failed; its last lines again\n${last}`);
console.log("\n━━ result");
for (const { name, ok, skipped, seconds } of results)
  console.log(
    `${skipped ? "!" : ok ? "✓" : "✗"} ${name.padEnd(10)}${seconds.toFixed(1).padStart(7)} s${skipped ? `  SKIPPED: ${skipped.toUpperCase()}` : ""}`,
  );
const left = results.filter(({ skipped }) => skipped).length;
const failed = results.filter(({ ok, skipped }) => !ok && !skipped).length;
console.log(`${results.length - failed - left} passed, ${failed} failed${left > 0 ? `, ${left} SKIPPED` : ""}`);
process.exit(failed === 0 ? 0 : 1);
