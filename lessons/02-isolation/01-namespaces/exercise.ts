import type { Exercise, Probe, ProbeContainer } from "../../../src/grading/exercise.ts";
import { runningContainers } from "../../shared/container-checks.ts";

const wanted = "web1";
const hostName = "drydock";

async function nameInside(container: ProbeContainer): Promise<string> {
  return (await container.exec(["hostname"])).stdout.trim();
}

async function thoseCalled(lab: Probe, name: string): Promise<readonly ProbeContainer[]> {
  const running = await runningContainers(lab);
  const names = await Promise.all(running.map(nameInside));
  return running.filter((_, index) => names[index] === name);
}

const exercise: Exercise = {
  task: `Run a container that calls itself \`${wanted}\`, while the host goes on calling itself \`${hostName}\`.`,
  checks: [
    {
      id: "inside",
      title: `\`hostname\`, asked in a running container, says \`${wanted}\``,
      async run(lab) {
        const running = await runningContainers(lab);
        if (running.length === 0)
          return lab.fail("No container is running. We expected one to ask for its name: keep it busy, with `sleep infinity` for example.");
        if ((await thoseCalled(lab, wanted)).length > 0) return lab.pass();
        const labelled = running.find(({ name }) => name === wanted);
        if (labelled)
          return lab.fail(
            `Docker calls the container \`${wanted}\`, but inside it \`hostname\` says \`${await nameInside(labelled)}\`. \`--name\` is Docker's label on the box; the name inside belongs to the UTS namespace and is set apart from it.`,
          );
        const [last] = running.slice(-1) as [ProbeContainer];
        const inEnvironment = last.inspect.Config.Env?.includes(`HOSTNAME=${wanted}`);
        return lab.fail(
          `In \`${last.name}\`, \`hostname\` says \`${await nameInside(last)}\`. We expected \`${wanted}\`.${
            inEnvironment ? " `HOSTNAME` is a variable that programs may read; the kernel keeps the name itself in the UTS namespace." : ""
          }`,
        );
      },
    },
    {
      id: "own-namespace",
      title: "It has a UTS namespace of its own",
      after: ["inside"],
      async run(lab) {
        const host = (await lab.exec("command readlink /proc/self/ns/uts")).stdout.trim();
        for (const container of await thoseCalled(lab, wanted)) if ((await container.namespace("uts")) !== host) return lab.pass();
        return lab.fail(
          `The container says \`${wanted}\`, but it has no UTS namespace of its own: it is in \`${host}\`, the host's. The host and all who share that wall are called \`${wanted}\` now.`,
        );
      },
    },
    {
      id: "host-unchanged",
      title: `The host still says \`${hostName}\``,
      async run(lab) {
        const said = (await lab.exec("command hostname")).stdout.trim();
        return said === hostName
          ? lab.pass()
          : lab.fail(`On the host, \`hostname\` says \`${said}\`. We expected \`${hostName}\`: only the container was to be renamed.`);
      },
    },
  ],
  hints: [
    "Ask the container itself: `docker exec NAME hostname`. Then ask the host: `hostname`. Two answers, two UTS namespaces.",
    "`docker run --help` has several options that end in “name”. One of them is for the person who types docker commands; another is for the processes inside.",
    "The option is `--hostname`, or `-h` for short.",
  ],
  alternatives: [
    {
      title: "Let the container rename itself",
      text: "Only who holds the capability `SYS_ADMIN` over its UTS namespace may change the name in it. Docker does not give that by default; this gives it, which is a lot for a name.",
      files: {},
      commands: `docker run -d --cap-add SYS_ADMIN alpine:3.20 sh -c 'hostname ${wanted}; exec sleep infinity'\n`,
    },
  ],
};

export default exercise;
