import type { Exercise, Probe } from "../../../src/grading/exercise.ts";
import { clear, containerOf, freshUp, runningService, up } from "../../shared/compose-checks.ts";

const page = "http://localhost:8080/";

/** Why nothing useful comes from the host's port 8080. */
async function whyNoStock(lab: Probe, seen: string): Promise<string> {
  const api = await runningService(lab, "api");
  if (typeof api === "string") return api;
  if (api.published.length === 0)
    return `From the host, \`localhost:8080\` does not answer: the service \`api\` publishes no port. ${seen}`;
  const published = api.published.find(({ hostPort }) => hostPort === 8080);
  if (!published) {
    const { hostPort, port } = api.published[0] as (typeof api.published)[number];
    return `\`localhost:8080\` does not answer. The file publishes port ${hostPort} of the host, which leads to ${port.split("/")[0]} in the container; the api listens on 80.`;
  }
  const host = api.inspect.Config.Env?.find((entry) => entry.startsWith("DB_HOST="))?.slice("DB_HOST=".length);
  if (host === "localhost" || host?.startsWith("127."))
    return `The api answers, and has no stock to show: it looks for its database at \`${host}\`, which in a container is the api's own. On the project's network the database is called by the name of its service.`;
  return `\`localhost:8080\` answers ${seen} instead of the stock. The api looks for its database at \`${host}\`.`;
}

const exercise: Exercise = {
  task: "Write a compose.yaml with the services `db` and `api`, so that `docker compose up -d` is all that the README takes a page for.",
  checks: [
    {
      id: "comes-up",
      title: "`docker compose up -d` brings the stack up",
      async run(lab) {
        const problem = await freshUp(lab);
        return problem === undefined ? lab.pass() : lab.fail(problem);
      },
    },
    {
      id: "answers",
      title: "`localhost:8080` shows the stock that is in `db`",
      after: ["comes-up"],
      async run(lab) {
        const problem = await freshUp(lab);
        if (problem !== undefined) return lab.fail(problem);
        const stock = (lab.read("db/rows.html") ?? "").trim();
        const answer = await lab.request(page);
        if (answer.body.includes(stock)) return lab.pass();
        return lab.fail(await whyNoStock(lab, answer.ok ? `with status ${answer.status}` : answer.error));
      },
    },
    {
      id: "from-sources",
      title: "Another machine, with these folders and nothing else, gets the same",
      after: ["answers"],
      async run(lab) {
        await clear(lab);
        for (const { Id } of await lab.images()) await lab.docker("rmi", "-f", Id);
        const problem = await freshUp(lab);
        if (problem !== undefined)
          return lab.fail(
            `On another machine, with your file and the two folders but without your images, ${problem} Compose builds what has a \`build:\`; an image that only you have is no use to others.`,
          );
        const answer = await lab.request(page);
        return answer.status === 200 ? lab.pass() : lab.fail(await whyNoStock(lab, `status ${answer.status}`));
      },
    },
    {
      id: "only-what-changed",
      title: "A new release of the api replaces the api and leaves `db` alone",
      after: ["answers"],
      async run(lab) {
        const first = await freshUp(lab, "--build");
        if (first !== undefined) return lab.fail(first);
        const before = await containerOf(lab, "db");
        const release = lab.token();
        lab.edit("api/api.conf", (text) => text.replace("release 1", release));
        const second = await up(lab, "--build");
        if (second !== undefined) return lab.fail(second);
        const about = await lab.request(`${page}about`);
        if (!about.body.includes(release))
          return lab.fail(
            "We changed `api/api.conf` and ran `docker compose up -d --build`: the old release still answers. Is the image built from the folder `api`?",
          );
        const after = await containerOf(lab, "db");
        return before?.inspect.Id === after?.inspect.Id
          ? lab.pass()
          : lab.fail("We changed the api alone, and `up` made the database anew as well.");
      },
    },
  ],
  hints: [
    "Go through the five lines of the README. `docker network create` has no place in the file: Compose makes a network for the project. Each `docker build` with its `docker run` becomes one service.",
    "`-e` is `environment:`, `-p` is `ports:`, the folder of `docker build` is `build:`. The services know each other by the names you give them under `services:`.",
    'A service looks like this: its name, and below it, indented, `build: api`, `environment:` with `DB_HOST: db`, and `ports:` with `- "8080:80"`.',
  ],
  alternatives: [
    {
      title: "Networks and names in full",
      text: "What Compose does by itself can be written out: a network, and a name for the project. `container_name` is left out on purpose: with it there could be no second copy of a service.",
      files: {
        "compose.yaml": `name: shop
services:
  db:
    build:
      context: ./db
    networks: [inner]
  api:
    build:
      context: ./api
      dockerfile: Dockerfile
    environment:
      - DB_HOST=db
    ports:
      - target: 80
        published: "8080"
    networks: [inner]
    depends_on: [db]
networks:
  inner:
`,
      },
    },
    {
      title: "docker-compose.yml",
      text: "The older name of the file is still read, and so is `version:` at its top, which means nothing any more: Compose asks you to remove it.",
      files: {
        "docker-compose.yml": `version: "3.9"
services:
  database:
    build: db
  db:
    build: db
  api:
    build: api
    environment: ["DB_HOST=database"]
    ports: ["127.0.0.1:8080:80"]
    depends_on: [database, db]
`,
      },
    },
  ],
};

export default exercise;
