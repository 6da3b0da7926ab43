import type { CheckResult, Exercise, Probe, ProbeContainer } from "../../../src/grading/exercise.ts";
import { notRunning } from "../../shared/container-checks.ts";

interface App {
  readonly name: string;
  /** Where it listens in its container. */
  readonly port: number;
  readonly says: string;
}

const shop: App = { name: "shop", port: 8000, says: "the shop is open" };
const admin: App = { name: "admin", port: 9000, says: "the back office" };

/** The running containers in which the app's page can be had on the spot. */
async function running(lab: Probe, { port, says }: App): Promise<readonly ProbeContainer[]> {
  const found: ProbeContainer[] = [];
  for (const container of await lab.containers())
    if (container.isRunning && (await container.request(`http://127.0.0.1:${port}/`)).body.includes(says)) found.push(container);
  return found;
}

/** A port of the host at which the app answers. */
async function door(lab: Probe, all: readonly ProbeContainer[], { says }: App): Promise<number | undefined> {
  for (const { published } of all)
    for (const { hostPort } of published) if ((await lab.request(`http://localhost:${hostPort}/`)).body.includes(says)) return hostPort;
  return undefined;
}

async function notThere(lab: Probe, { name, port }: App): Promise<CheckResult> {
  const [last] = (await lab.containers()).filter(({ image }) => image === name).slice(-1);
  if (last && !last.isRunning) return lab.fail(`The container \`${last.name}\` of \`${name}\` ${notRunning(last)}.`);
  return lab.fail(`No running container has the page of \`${name}\` on its port ${port}. Build the folder \`${name}\` and run it.`);
}

/** Whether the app listens at all addresses of its container, or only at its loopback. */
async function listensToAll(lab: Probe, container: ProbeContainer, port: number): Promise<boolean> {
  const [address] = Object.values(container.inspect.NetworkSettings.Networks).map(({ IPAddress }) => IPAddress);
  return address ? (await lab.request(`http://${address}:${port}/`)).ok : true;
}

async function reached(lab: Probe, app: App): Promise<CheckResult> {
  const all = await running(lab, app);
  const [last] = all.slice(-1);
  if (!last) return notThere(lab, app);
  if ((await door(lab, all, app)) !== undefined) return lab.pass();
  const { name, published, inspect } = all.findLast(({ published }) => published.length > 0) ?? last;
  if (inspect.HostConfig.NetworkMode === "host")
    return lab.fail(
      `\`${name}\` is in the host's own network: no port is published. We expected a container with a network of its own, and one port of the host that leads into it.`,
    );
  if (published.length === 0) {
    const exposed = Object.keys(inspect.Config.ExposedPorts ?? {});
    return lab.fail(
      `\`${name}\` exposes ${exposed.map((port) => `\`${port}\``).join(", ")} and publishes nothing. \`EXPOSE\` is metadata: a note in the image, however many there are. A port of the host leads there once you publish it, when the container is made.`,
    );
  }
  const right = published.find(({ port }) => port === `${app.port}/tcp`);
  if (!right) {
    const [wrong] = published;
    return lab.fail(
      `Port ${wrong?.hostPort} of the host leads to ${wrong?.port} of \`${name}\`, and nobody listens there: the app is at ${app.port}. The number on the right of the colon is the container's.`,
    );
  }
  const target = all.find((container) => container.name === name) ?? last;
  if (!(await listensToAll(lab, target, app.port)))
    return lab.fail(
      `Port ${right.hostPort} of the host leads to ${app.port} of \`${name}\`: the mapping is fine. But the app listens at 127.0.0.1 only, its own loopback, and what comes from outside arrives at another address of the container. The app has to listen at all of them.`,
    );
  return lab.fail(`Port ${right.hostPort} of the host leads to ${app.port} of \`${name}\`, and no page comes back.`);
}

const exercise: Exercise = {
  task: "Build and run shop/ and admin/, so that each answers at a port of the host.",
  checks: [
    { id: "shop-reached", part: "Only exposed", title: "The host reaches the shop", run: (lab) => reached(lab, shop) },
    { id: "admin-reached", part: "Listening to itself", title: "The host reaches the back office", run: (lab) => reached(lab, admin) },
    {
      id: "edit-of-admin",
      part: "Listening to itself",
      title: "It is built from your folder: an edit there arrives",
      after: ["admin-reached"],
      async run(lab) {
        const token = lab.token();
        lab.edit("admin/Dockerfile", (text) => `${text.trimEnd()}\nRUN echo "${token}" >> /usr/share/nginx/html/index.html\n`);
        const built = await lab.exec("cd ~/workspace && command docker build -q -t grader-admin admin");
        if (built.exitCode !== 0) return lab.fail("We added a line to `admin/Dockerfile`, and it does not build.");
        await lab.docker("run", "-d", "--name", "grader-admin", "-p", "0:9000", "grader-admin");
        const made = await lab.container("grader-admin");
        const answer = await lab.request(`http://localhost:${made?.published[0]?.hostPort}/`);
        return answer.body.includes(token)
          ? lab.pass()
          : lab.fail(
              "The container that runs now answers, but a new one of the folder `admin` does not: the repair is not in the folder, and the next build will bring the fault back.",
            );
      },
    },
  ],
  hints: [
    "`docker ps` has a column PORTS. `8000/tcp` alone is a note. `0.0.0.0:8080->8000/tcp` is a way in.",
    "Three things have to agree: a port of the host, the port behind the arrow, and the address and port at which the program listens. `docker exec NAME netstat -tln` shows the third.",
    "In `admin/default.conf`, `listen 127.0.0.1:9000` listens to the container itself. `listen 9000` listens at all its addresses.",
  ],
  alternatives: [
    {
      title: "For this machine only",
      text: "Published ports are open to everyone who reaches the host. An address in front of the host's port narrows that: the place for 127.0.0.1 is here, not in the app.",
      files: { "admin/default.conf": "server {\n  listen 0.0.0.0:9000;\n  root /usr/share/nginx/html;\n}\n" },
      commands: `docker build -q -t shop shop
docker run -d --name shop -p 127.0.0.1:8080:8000 shop
docker build -q -t admin admin
docker run -d --name admin -p 127.0.0.1:8090:9000 admin
`,
    },
    {
      title: "Whatever is free",
      text: "`-P` publishes all that the image exposes on free ports of the host: the one thing that EXPOSE is read for.",
      files: { "admin/default.conf": "server {\n  listen 9000;\n  root /usr/share/nginx/html;\n}\n" },
      commands: "docker build -q -t shop shop\ndocker run -d -P shop\ndocker build -q -t admin admin\ndocker run -d -P admin\n",
    },
  ],
};

export default exercise;
