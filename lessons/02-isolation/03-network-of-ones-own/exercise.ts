import type { Exercise, Probe, ProbeContainer } from "../../../src/grading/exercise.ts";
import { notRunning, runningContainers, runningNamed } from "../../shared/container-checks.ts";

const twoServers = "Two servers on port 80";
const oneRoom = "Into another container’s namespaces";

/** Running containers, other than the one that was there, in which something answers on port 80. */
async function serversOn80(lab: Probe): Promise<readonly ProbeContainer[]> {
  const others = (await runningContainers(lab)).filter(({ name }) => name !== "api");
  const answers = await inTurn(others, async (container) => (await container.request("http://127.0.0.1/")).ok);
  return others.filter((_, index) => answers[index]);
}

async function inTurn<T, R>(all: readonly T[], ask: (one: T) => Promise<R>): Promise<R[]> {
  const answers: R[] = [];
  for (const one of all) answers.push(await ask(one));
  return answers;
}

/** One container of each network namespace. */
async function apart(all: readonly ProbeContainer[]): Promise<readonly ProbeContainer[]> {
  const rooms = await inTurn(all, (container) => container.namespace("net"));
  return all.filter((_, index) => rooms.indexOf(rooms[index] as string) === index);
}

const exercise: Exercise = {
  task: "Run two servers that both listen on port 80, each reachable from the host; then run a container that shares the network and the process list of `api`.",
  begin: ["docker run -d --name api nginx:alpine", "sleep 3"],
  checks: [
    {
      id: "both-on-80",
      part: twoServers,
      title: "Two containers besides `api` serve on port 80, each in a network of its own",
      async run(lab) {
        const servers = await apart(await serversOn80(lab));
        const host = (await lab.exec("command readlink /proc/self/ns/net")).stdout.trim();
        const onHost = (await inTurn(servers, (server) => server.namespace("net"))).includes(host);
        if (servers.length >= 2 && !onHost) return lab.pass();
        if (onHost)
          return lab.fail(
            "A server of yours is in the host's own network namespace (`--network host`). There is one port 80 there, and only one can have it. We expected each server to have a network of its own.",
          );
        const stuck = (await lab.containers()).find(
          ({ state }) => state.Status === "created" && /port is already allocated|address already in use/.test(state.Error),
        );
        if (stuck) {
          const port = Object.values(stuck.inspect.HostConfig.PortBindings ?? {}).flatMap((bindings) => bindings ?? [])[0]?.HostPort;
          return lab.fail(
            `\`${stuck.name}\` was created and could not be started: port ${port ?? ""} of the host is taken already. Both may listen on 80 inside, each on its own; the conflict is in the host's namespace, so give them two different ports there.`,
          );
        }
        return lab.fail(
          `We found ${servers.length === 0 ? "no container" : `one container, \`${servers[0]?.name}\`,`} besides \`api\` that answers on port 80 inside. We expected two.`,
        );
      },
    },
    {
      id: "both-reachable",
      part: twoServers,
      title: "The host reaches both, by two ports of its own",
      after: ["both-on-80"],
      async run(lab) {
        const servers = await apart(await serversOn80(lab));
        const reached = await inTurn(servers, async ({ published }) => {
          for (const { hostPort, port } of published)
            if (port === "80/tcp" && (await lab.request(`http://localhost:${hostPort}/`)).ok) return hostPort;
          return undefined;
        });
        if (reached.filter((port) => port !== undefined).length >= 2) return lab.pass();
        const lost = servers.filter((_, index) => reached[index] === undefined);
        const elsewhere = lost.find(({ published }) => published.length > 0);
        if (elsewhere) {
          const [wrong] = elsewhere.published;
          return lab.fail(
            `\`${elsewhere.name}\` listens on 80, but port ${wrong?.hostPort} of the host leads to its port ${wrong?.port}, where nobody is. In \`-p 8081:80\` the left number is the host's, the right one the container's.`,
          );
        }
        return lab.fail(`\`${lost[0]?.name}\` listens on its port 80, and no port of the host leads there. \`-p\` publishes one.`);
      },
    },
    {
      id: "same-network",
      part: oneRoom,
      title: "A container besides `api` is in `api`’s network namespace",
      async run(lab) {
        const api = await runningNamed(lab, "api");
        if (typeof api === "string") return lab.fail(api);
        const room = await api.namespace("net");
        const others = (await lab.containers()).filter(({ name }) => name !== "api");
        const inside = await inTurn(others, async (other) => other.isRunning && (await other.namespace("net")) === room);
        if (inside.includes(true)) return lab.pass();
        const asked = others.find(
          ({ inspect }) => inspect.HostConfig.NetworkMode?.startsWith("container:") && inspect.HostConfig.NetworkMode !== "container:",
        );
        if (asked && !asked.isRunning)
          return lab.fail(
            `\`${asked.name}\` was to join, but it ${notRunning(asked)}. It needs something to do: \`sleep infinity\`, for example.`,
          );
        const onHost = others.find(({ inspect }) => inspect.HostConfig.NetworkMode === "host");
        if (onHost)
          return lab.fail(
            `\`${onHost.name}\` is in the host's network namespace, from which one can see all networks but is in none of them: there, \`localhost\` is the host. We expected \`api\`'s own.`,
          );
        return lab.fail(
          `\`api\` is alone in its network namespace, \`${room}\`. Being on the same network means two neighbours with two addresses; we expected one network stack for both, so that \`localhost\` is the same place.`,
        );
      },
    },
    {
      id: "same-processes",
      part: oneRoom,
      title: "It sees `api`’s processes, and keeps its own files",
      after: ["same-network"],
      async run(lab) {
        const api = await runningNamed(lab, "api");
        if (typeof api === "string") return lab.fail(api);
        const [net, pid, mnt] = await inTurn(["net", "pid", "mnt"] as const, (kind) => api.namespace(kind));
        const others = (await runningContainers(lab)).filter(({ name }) => name !== "api");
        const joined = (await inTurn(others, async (other) => ((await other.namespace("net")) === net ? [other] : []))).flat();
        for (const other of joined) {
          if ((await other.namespace("pid")) === pid)
            return (await other.namespace("mnt")) === mnt ? lab.fail("It shares the files too.") : lab.pass();
        }
        const host = (await lab.exec("command readlink /proc/self/ns/pid")).stdout.trim();
        const [other] = joined as [ProbeContainer];
        return lab.fail(
          (await other.namespace("pid")) === host
            ? `\`${other.name}\` is in the host's PID namespace and sees every process of the machine. We expected \`api\`'s, in which nginx has number 1.`
            : `\`${other.name}\` is in \`api\`'s network, but in a PID namespace of its own: \`ps\` in it does not show nginx. Each kind of namespace is joined by an option of its own.`,
        );
      },
    },
  ],
  hints: [
    "Two servers may both have port 80, since each has a network of its own. What is there only once is the host's list of ports: `docker ps` shows which of them lead where.",
    "`-p HOST:CONTAINER`. Choose two numbers for the host, and 80 for both containers. For the second task: `--network` takes more than names of networks.",
    "`--network container:api` puts a new container into `api`'s network namespace; there is a `--pid` of the same form.",
  ],
  alternatives: [
    {
      title: "Let Docker choose the ports",
      text: "`-P` publishes every port that the image exposes, on ports of the host that are free. `docker port NAME` tells which.",
      files: {},
      commands: `docker run -d --name one -P nginx:alpine
docker run -d --name two -P nginx:alpine
docker run -d --name debug --network container:api --pid container:api busybox:1.36 sleep infinity
`,
    },
  ],
};

export default exercise;
