import type { Exercise, Probe, ProbeContainer } from "../../../src/grading/exercise.ts";
import { compose, freshUp, runningService, up } from "../../shared/compose-checks.ts";

const keeping = "The rows stay";
const apart = "web reaches the api, not the database";
/** Where the database keeps its rows. */
const place = "/var/lib/db";

async function rowsOf(db: ProbeContainer): Promise<string> {
  return (await db.exec(["rows"])).stdout;
}

function whyLost({ Mounts }: ProbeContainer["inspect"]): string {
  const own = Mounts.find(({ Destination }) => Destination === place);
  const elsewhere = Mounts.find(({ Destination }) => Destination !== place);
  if (elsewhere)
    return `The file mounts something at \`${elsewhere.Destination}\`, and the database writes to \`${place}\`. There the image asked for a volume of its own, and each container gets a new one.`;
  if (own?.Type === "volume") return "They were in an anonymous volume: it has no name in the file, and the next container got a new one.";
  return "They were in the container's own layer, and went with it.";
}

/** The services that a check needs, all running after `up` where nothing was before; else what is wrong. */
async function stack<Name extends string>(lab: Probe, ...names: readonly Name[]): Promise<Record<Name, ProbeContainer> | string> {
  const problem = await freshUp(lab);
  if (problem !== undefined) return problem;
  const found: Partial<Record<Name, ProbeContainer>> = {};
  for (const name of names) {
    const container = await runningService(lab, name);
    if (typeof container === "string") return container;
    found[name] = container;
  }
  return found as Record<Name, ProbeContainer>;
}

function networksOf({ inspect }: ProbeContainer): string[] {
  return Object.keys(inspect.NetworkSettings.Networks);
}

const exercise: Exercise = {
  task: "Change compose.yaml so that the rows of `db` survive `docker compose down`, and `web` has no way to `db`.",
  checks: [
    {
      id: "survives",
      part: keeping,
      title: "A row survives `docker compose down` and `up`",
      async run(lab) {
        const first = await stack(lab, "db");
        if (typeof first === "string") return lab.fail(first);
        const row = lab.token();
        const added = await first.db.exec(["add", row]);
        if (added.exitCode !== 0) return lab.fail(`\`add\` keeps no row in \`db\`: ${added.stderr.trim()}`);
        await compose(lab, "down");
        const problem = await up(lab);
        if (problem !== undefined) return lab.fail(problem);
        const db = await runningService(lab, "db");
        if (typeof db === "string") return lab.fail(db);
        return (await rowsOf(db)).includes(row)
          ? lab.pass()
          : lab.fail(`We added a row, ran \`docker compose down\` and \`up -d\`: it is gone. ${whyLost(first.db.inspect)}`);
      },
    },
    {
      id: "kept",
      part: keeping,
      title: "`db` runs and has a row that you added before you took it down",
      after: ["survives"],
      async run(lab) {
        const db = await runningService(lab, "db");
        if (typeof db === "string") return lab.fail(`${db} Bring your stack up, add a row, take it down, and bring it up again.`);
        return (await rowsOf(db)).includes("(no rows)")
          ? lab.fail(
              '`db` has no row. If you added one, it went with its volume: `docker compose down` leaves volumes alone, `down -v` removes them. If not: `docker compose exec db add "12 anchors"`.',
            )
          : lab.pass();
      },
    },
    {
      id: "web-to-api",
      part: apart,
      title: "From `web`, `http://api/` answers",
      async run(lab) {
        const found = await stack(lab, "web", "api");
        if (typeof found === "string") return lab.fail(found);
        const answer = await found.web.request("http://api/");
        if (answer.ok) return lab.pass();
        const common = networksOf(found.web).filter((name) => networksOf(found.api).includes(name));
        return lab.fail(
          common.length > 0
            ? `From \`web\` we asked for \`http://api/\`: ${answer.error}.`
            : `From \`web\` we asked for \`http://api/\`: ${answer.error}. \`web\` and \`api\` have no network in common.`,
        );
      },
    },
    {
      id: "web-not-to-db",
      part: apart,
      title: "From `web`, there is no way to `db`; from `api` there is",
      after: ["web-to-api"],
      async run(lab) {
        const found = await stack(lab, "web", "api", "db");
        if (typeof found === "string") return lab.fail(found);
        const addresses = Object.values(found.db.inspect.NetworkSettings.Networks).flatMap(({ IPAddress }) =>
          IPAddress ? [IPAddress] : [],
        );
        for (const host of ["db", ...addresses]) {
          if (!(await found.web.request(`http://${host}:5432/`)).ok) continue;
          const common = networksOf(found.web).filter((name) => networksOf(found.db).includes(name));
          return lab.fail(
            `From \`web\` we asked \`${host}:5432\`, and the database answered: both are on the network \`${common[0]}\`. A service that names no network is on the project's \`default\`.`,
          );
        }
        return (await found.api.request("http://db:5432/")).ok
          ? lab.pass()
          : lab.fail("`web` has no way to `db`, and neither has `api`, which needs it: they have to share a network.");
      },
    },
  ],
  hints: [
    "`docker volume ls` after `up` and `docker network ls`: what has Compose made for this project, and what is missing? Names without a volume are long numbers.",
    "A named volume is declared once at the top level, `volumes:`, and mounted in the service. It is the same for networks: declared at the top, and listed in each service that is to be on them.",
    '`volumes: ["rows:/var/lib/db"]` in `db`, and `volumes:` with `rows:` at the top level. For the networks: `front` with `web` and `api`, `back` with `api` and `db`.',
  ],
  alternatives: [
    {
      title: "A folder beside the file",
      text: "A bind mount survives as well. For a database a volume is better: it has no owners and paths of this one machine. `web` is on the project's own network here, since it says nothing.",
      files: {
        "compose.yaml": `services:
  web:
    image: nginx:alpine
    ports: ["8080:80"]
  api:
    build: api
    networks: [default, back]
  db:
    build: db
    volumes:
      - ./rows:/var/lib/db
    networks: [back]
networks:
  back:
`,
      },
    },
    {
      title: "In full words, and closed to the outside",
      text: "The long form of a mount says what it is. `internal: true` gives the network no way out either: a database seldom has business on the internet.",
      files: {
        "compose.yaml": `services:
  web:
    image: nginx:alpine
    ports: ["8080:80"]
    networks: [front]
  api:
    build: api
    networks: [front, back]
  db:
    build: db
    volumes:
      - type: volume
        source: rows
        target: /var/lib/db
    networks:
      back:
        aliases: [database]
volumes:
  rows:
    name: shop-rows
networks:
  front:
  back:
    internal: true
`,
      },
    },
  ],
};

export default exercise;
