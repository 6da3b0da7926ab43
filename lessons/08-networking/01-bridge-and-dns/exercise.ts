import type { CheckResult, Exercise, Probe, ProbeContainer } from "../../../src/grading/exercise.ts";
import { missing, notRunning, runningNamed } from "../../shared/container-checks.ts";

const reaching = "The api finds its database";
const apart = "web reaches the api, not the database";
const rows = "http://127.0.0.1/rows";

function databaseHost(api: ProbeContainer): string {
  const given = api.inspect.Config.Env?.find((entry) => entry.startsWith("DB_HOST="));
  return given?.slice("DB_HOST=".length) ?? "";
}

const isAddress = (host: string): boolean => /^\d+(?:\.\d+){3}$/.test(host);

/** Why the api has no rows to give. */
async function whyNoRows(lab: Probe, api: ProbeContainer): Promise<string> {
  const host = databaseHost(api);
  const db = await lab.container("db");
  if (host === "localhost" || host.startsWith("127.")) {
    const published =
      db && db.published.length > 0
        ? " Publishing the database gives the host a port that leads to it; the api's localhost is no part of the host."
        : "";
    return `The api looks for its database at \`${host}\`. In a container that is the container itself: localhost is the api's own, and nothing listens on 5432 in there.${published}`;
  }
  const words = api.isRunning ? "" : ((await api.logs()).trim().split("\n").at(-1) ?? "");
  if (/host not found/.test(words)) {
    const networks = Object.keys(api.inspect.NetworkSettings.Networks);
    return networks.includes("bridge")
      ? `\`api\` ${notRunning(api)}: no such host as \`${host}\`. On the network \`bridge\`, where Docker puts containers by default, nobody answers for their names. On a network that you have made, somebody does.`
      : `\`api\` ${notRunning(api)}: no such host as \`${host}\`. A name is known on the networks that its container is on, and \`api\` is on ${networks.map((name) => `\`${name}\``).join(", ")}.`;
  }
  if (!api.isRunning) return `\`api\` ${notRunning(api)}. Its last words: \`${words}\``;
  return `The api runs with \`DB_HOST=${host}\` and gives no rows. Does \`db\` run, on a network that \`api\` is on?`;
}

/** Removes the database and makes it again as it was, with its old address given to another container meanwhile. */
async function moveDatabase(lab: Probe, db: ProbeContainer): Promise<void> {
  const networks = Object.entries(db.inspect.NetworkSettings.Networks);
  const wish = ({ Aliases, IPAMConfig }: (typeof networks)[number][1]): string[] => [
    ...(Aliases ?? []).flatMap((alias) => [`--alias=${alias}`]),
    ...(IPAMConfig?.IPv4Address ? [`--ip=${IPAMConfig.IPv4Address}`] : []),
  ];
  await lab.docker("rm", "-f", db.name);
  for (const [network] of networks) await lab.docker("run", "-d", "--network", network, "alpine:3.20", "sleep", "infinity");
  const environment = (db.inspect.Config.Env ?? []).flatMap((entry) => ["-e", entry]);
  const made = await lab.docker("create", "--name", db.name, "--network", "none", ...environment, db.image);
  await lab.docker("network", "disconnect", "none", db.name);
  for (const [network, settings] of networks) await lab.docker("network", "connect", ...wish(settings), network, db.name);
  const started = await lab.docker("start", db.name);
  if (started.exitCode !== 0) throw new Error(`The database could not be made again: ${made.stderr}${started.stderr}`);
}

async function databaseOf(lab: Probe): Promise<ProbeContainer | string> {
  return runningNamed(lab, "db");
}

/** Whether something in `from` gets an answer of the database, by its name or by any of its addresses. */
async function wayTo(from: ProbeContainer, db: ProbeContainer): Promise<string | undefined> {
  const addresses = Object.values(db.inspect.NetworkSettings.Networks).flatMap(({ IPAddress }) => (IPAddress ? [IPAddress] : []));
  for (const host of [db.name, ...addresses]) if ((await from.request(`http://${host}:5432/`)).ok) return host;
  return undefined;
}

async function webReachesApi(lab: Probe): Promise<CheckResult> {
  const web = await runningNamed(lab, "web");
  if (typeof web === "string") return lab.fail(web);
  const answer = await web.request("http://api/");
  if (answer.ok && answer.status < 500) return lab.pass();
  const api = await lab.container("api");
  if (!api?.isRunning) return lab.fail(api ? `\`api\` ${notRunning(api)}.` : await missing(lab, "api"));
  return lab.fail(
    `From \`web\` we asked for \`http://api/\`: ${answer.error}. They have to be on one network that you have made, where names are known.`,
  );
}

const exercise: Exercise = {
  task: "Let the api find its database by name; then run a container `web` that reaches the api and cannot reach the database.",
  begin: [
    "docker build -q -t db db",
    "docker build -q -t api api",
    "docker run -d --name db db",
    "docker run -d --name api -p 8080:80 -e DB_HOST=localhost api",
    "sleep 2",
  ],
  checks: [
    {
      id: "rows-arrive",
      part: reaching,
      title: "`api` gives the rows of `db`",
      async run(lab) {
        const api = await lab.container("api");
        if (!api) return lab.fail(await missing(lab, "api"));
        const answer = await api.request(rows);
        return answer.status === 200 && answer.body.includes("rows") ? lab.pass() : lab.fail(await whyNoRows(lab, api));
      },
    },
    {
      id: "by-name",
      part: reaching,
      title: "It still does when `db` has been made again, at another address",
      after: ["rows-arrive"],
      async run(lab) {
        const db = await databaseOf(lab);
        if (typeof db === "string") return lab.fail(db);
        await moveDatabase(lab, db);
        await lab.docker("restart", "api");
        const api = await lab.container("api");
        if (!api) throw new Error("The api is gone.");
        const answer = await api.request(rows);
        if (answer.status === 200 && answer.body.includes("rows")) return lab.pass();
        const host = databaseHost(api);
        return lab.fail(
          isAddress(host)
            ? `We made \`db\` again and restarted \`api\`: no rows. The api has the address ${host} written down, and that is another container's now. Addresses are given out as containers start; names stay.`
            : `We made \`db\` again, as it was, and restarted \`api\`, which looks for \`${host}\`: no rows.`,
        );
      },
    },
    { id: "web-to-api", part: apart, title: "From `web`, `http://api/` answers", run: webReachesApi },
    {
      id: "web-not-to-db",
      part: apart,
      title: "From `web`, there is no way to `db`",
      after: ["rows-arrive", "web-to-api"],
      async run(lab) {
        const web = await runningNamed(lab, "web");
        if (typeof web === "string") return lab.fail(web);
        const db = await databaseOf(lab);
        if (typeof db === "string") return lab.fail(db);
        const way = await wayTo(web, db);
        if (way === undefined) return lab.pass();
        const shared = Object.keys(web.inspect.NetworkSettings.Networks).filter((name) => name in db.inspect.NetworkSettings.Networks);
        return lab.fail(
          shared.length > 0
            ? `From \`web\` we asked \`${way}:5432\`, and the database answered: both are on the network \`${shared[0]}\`. With one network for all, web still reaches db. The api may be on two.`
            : `From \`web\` we asked \`${way}:5432\`, and the database answered.`,
        );
      },
    },
  ],
  hints: [
    "Ask from the api's own place: `docker exec api wget -qO- http://localhost:5432`. Who is `localhost` in there? And which networks are they on: `docker inspect -f '{{json .NetworkSettings.Networks}}' api`.",
    "Names of containers are known on networks that you make yourself, not on the default one. And a container can be on more than one network: that makes it a door between them.",
    "`docker network create back`; run `db` on it, and `api` with `-e DB_HOST=db`. For `web` make a network `front`, and `docker network connect front api`.",
  ],
  alternatives: [
    {
      title: "An alias instead of the container's name",
      text: "`--network-alias` gives a container more names on one network: the api asks for `database`, whatever the container is called this time.",
      files: {},
      commands: `docker rm -f api db
docker network create inner
docker network create outer
docker run -d --name db --network inner --network-alias database db
docker run -d --name api -p 8080:80 --network inner --network outer -e DB_HOST=database api
docker run -d --name web --network outer nginx:alpine
`,
    },
    {
      title: "Move what runs",
      text: "Networks can be changed while containers run. Only the api has to be made again, since a variable is part of what a container is.",
      files: {},
      commands: `docker network create back
docker network connect back db
docker rm -f api
docker run -d --name api -p 8080:80 --network back -e DB_HOST=db api
docker network create front
docker network connect front api
docker run -d --name web --network front nginx:alpine
`,
    },
  ],
};

export default exercise;
