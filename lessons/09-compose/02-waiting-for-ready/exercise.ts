import type { Exercise, Probe, ProbeContainer } from "../../../src/grading/exercise.ts";
import { containerOf, freshUp, runningService } from "../../shared/compose-checks.ts";

const page = "http://localhost:8080/";
/** Simulated seconds that a slow database takes, and after which the stack has to stand. */
const slow = 45;

/** What the health check of the database said last. */
function lastProbe({ state }: ProbeContainer): string {
  return state.Health?.Log?.at(-1)?.Output.trim() ?? "";
}

/** Why the api does not run, as far as it lies with the database's health. */
async function whyNot(lab: Probe, problem: string): Promise<string> {
  const db = await containerOf(lab, "db");
  const health = db?.state.Health;
  if (db?.isRunning && !health && /healthcheck/.test(problem))
    return `${problem} Compose can wait for healthy only where something says what that is.`;
  if (db?.isRunning && health?.Status === "unhealthy") {
    const said = lastProbe(db);
    return `Compose waited for \`db\`, and gave it up as unhealthy.${said === "" ? "" : ` Its test said: \`${said.split("\n").at(-1)}\`. The test runs in the container, with the programs that the image has.`}`;
  }
  return problem;
}

/** Brings everything up with a database that takes `seconds`; a sentence when the api then does not run. */
async function stands(lab: Probe, seconds: number): Promise<string | undefined> {
  lab.edit("db/start.sh", (text) => text.replace(/SECONDS_TO_RECOVER=\d+/, `SECONDS_TO_RECOVER=${seconds}`));
  const problem = await freshUp(lab, "--build");
  if (problem !== undefined) return whyNot(lab, problem);
  await lab.wait(seconds + 20);
  const api = await runningService(lab, "api");
  if (typeof api !== "string") return undefined;
  const db = await containerOf(lab, "db");
  const health = db?.state.Health?.Status;
  if (!/giving up/.test(api)) return api;
  return health === "healthy"
    ? `${api}. Compose started it as soon as \`db\` was healthy, or did not ask. Does the test of \`db\` succeed before the database answers, and does \`api\` wait for it? A container that is started, not ready, is enough for a plain list in \`depends_on\`.`
    : `${api}. A plain \`depends_on\` waits until \`db\` is started, not ready.`;
}

const exercise: Exercise = {
  task: "Change compose.yaml so that `docker compose up -d` ends with both services running, and the api is started once, when the database is ready.",
  checks: [
    {
      id: "comes-up",
      title: "After `docker compose up -d` both services run",
      async run(lab) {
        const problem = await stands(lab, 6);
        if (problem !== undefined) return lab.fail(problem);
        const answer = await lab.request(page);
        return answer.body.includes("3 rows")
          ? lab.pass()
          : lab.fail(`Both run, and \`localhost:8080\` does not give the rows: ${answer.error || answer.status}.`);
      },
    },
    {
      id: "no-restarts",
      title: "The api was started once",
      after: ["comes-up"],
      async run(lab) {
        await stands(lab, 6);
        const api = await runningService(lab, "api");
        if (typeof api === "string") return lab.fail(api);
        const times = api.inspect.RestartCount;
        return times === 0
          ? lab.pass()
          : lab.fail(
              `It runs now, after it had been started ${times + 1} times: it failed, and \`restart\` tried again until the database was there. Compose did not wait: started is not ready.`,
            );
      },
    },
    {
      id: "when-slow",
      title: "It still holds when the database takes much longer",
      after: ["comes-up", "no-restarts"],
      async run(lab) {
        const problem = await stands(lab, slow);
        if (problem !== undefined) {
          const waits = /unhealthy/.test(problem)
            ? " Give it more tries, or a `start_period`, in which failures do not count."
            : " A fixed wait is right for one machine on one day.";
          return lab.fail(`We slowed the database down to ${slow} seconds. ${problem}${waits}`);
        }
        const api = await runningService(lab, "api");
        return typeof api !== "string" && api.inspect.RestartCount === 0
          ? lab.pass()
          : lab.fail(`We slowed the database down to ${slow} seconds, and the api had to be started more than once.`);
      },
    },
  ],
  hints: [
    "`docker compose logs api` has the api's last words, and `docker compose ps -a` shows when each was started. The order is right; the database just had not finished.",
    "Two things are missing: somebody who knows when `db` is ready, which is a health check in its service, and somebody who waits for it, which is the long form of `depends_on`.",
    "Under `db`: `healthcheck:` with `test: wget -q -O /dev/null http://localhost:5432/`, a short `interval` and enough `retries`. Under `api`: `depends_on:`, `db:`, `condition: service_healthy`, each a step further in.",
  ],
  alternatives: [
    {
      title: "The health check in the image",
      text: "A `HEALTHCHECK` in the Dockerfile goes wherever the image goes. With a `start_period` the early failures do not count, and `start_interval` looks more often during that time.",
      files: {
        "db/Dockerfile": `FROM alpine:3.20
COPY start.sh /
RUN mkdir /rows && echo "3 rows" > /rows/index.html
HEALTHCHECK --interval=10s --timeout=3s --start-period=5m --start-interval=1s CMD wget -q -O /dev/null http://localhost:5432/
CMD ["sh", "/start.sh"]
`,
        "compose.yaml": `services:
  db:
    build: db
  api:
    build: api
    ports: ["8080:80"]
    depends_on:
      db:
        condition: service_healthy
        restart: true
`,
      },
    },
    {
      title: "The api waits itself",
      text: "A program that tries again until its database answers needs no order at all, and survives a database that goes away later. Where you can change the program, this is the sturdiest way.",
      files: {
        "api/start.sh": `until wget -q -O /site/index.html http://db:5432/; do
  echo "no database yet"
  sleep 1
done
exec httpd -f -p 80 -h /site
`,
      },
    },
  ],
};

export default exercise;
