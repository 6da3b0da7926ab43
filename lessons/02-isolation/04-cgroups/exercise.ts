import type { Exercise, Probe, ProbeContainer } from "../../../src/grading/exercise.ts";
import { mainCommand, notRunning, runningContainers } from "../../shared/container-checks.ts";

const hog = "A memory hog, capped";
const half = "Half a processor";
const megabyte = 1024 ** 2;
const cap = 64 * megabyte;

/** What was run to eat memory: of the containers that ended, those that had a limit or a reservation first. */
async function ended(lab: Probe): Promise<readonly ProbeContainer[]> {
  const all = (await lab.containers()).filter(({ state }) => state.Status === "exited");
  const weight = ({ inspect: { HostConfig } }: ProbeContainer): number => (HostConfig.Memory || HostConfig.MemoryReservation ? 1 : 0);
  return all.sort((a, b) => weight(b) - weight(a));
}

/** The share of one processor that a control group may use, from `cpu.max`; infinite without a limit. */
async function processors(container: ProbeContainer): Promise<number> {
  const [quota = "max", period = "100000"] = (await container.exec("cat /sys/fs/cgroup/cpu.max")).stdout.trim().split(" ");
  return quota === "max" ? Number.POSITIVE_INFINITY : Number(quota) / Number(period);
}

const exercise: Exercise = {
  task: "Run the hog with no more than 64 MB, so that the kernel kills it; then have a container running that may use at most half a processor.",
  checks: [
    {
      id: "capped",
      part: hog,
      title: "A container that has ended was capped at 64 MB",
      async run(lab) {
        const all = await ended(lab);
        if (all.some(({ inspect: { HostConfig } }) => HostConfig.Memory === cap)) return lab.pass();
        const [first] = all;
        if (!first) return lab.fail("No container has run to its end. (With `--rm` none is left to look at.)");
        const { Memory = 0, MemoryReservation = 0 } = first.inspect.HostConfig;
        if (MemoryReservation > 0 && Memory === 0)
          return lab.fail(
            `\`${first.name}\` has a memory reservation of ${MemoryReservation / megabyte} MB. That is a soft limit: it is what the kernel tries to get back to when the whole machine is short, and nobody is killed for it. We expected a hard limit.`,
          );
        return lab.fail(
          Memory === 0
            ? `\`${first.name}\` ran without a limit on memory: it could have taken all that the machine has. We expected 64 MB.`
            : `\`${first.name}\` was capped at ${Math.round(Memory / megabyte)} MB. We expected 64.`,
        );
      },
    },
    {
      id: "killed",
      part: hog,
      title: "The kernel killed it for that: OOMKilled, exit code 137",
      after: ["capped"],
      async run(lab) {
        const capped = (await ended(lab)).filter(({ inspect: { HostConfig } }) => HostConfig.Memory === cap);
        if (capped.some(({ state }) => state.OOMKilled && state.ExitCode === 137)) return lab.pass();
        const [last] = capped.slice(-1) as [ProbeContainer];
        const { ExitCode } = last.state;
        if (ExitCode === 137)
          return lab.fail(
            `\`${last.name}\` ended with 137, which is 128 + 9: somebody sent it SIGKILL. \`OOMKilled\` is false, so it was not the kernel for want of memory: \`docker kill\` and an impatient \`docker stop\` give the same number.`,
          );
        return lab.fail(
          `\`${last.name}\` was capped, ran \`${mainCommand(last)}\`, and ended with ${ExitCode} without being killed: it never needed more than it had. We expected it to want more than 64 MB.`,
        );
      },
    },
    {
      id: "half",
      part: half,
      title: "A running container may use at most half a processor",
      async run(lab) {
        const running = await runningContainers(lab);
        if (running.length === 0) {
          const [last] = (await lab.containers()).slice(-1);
          return lab.fail(
            `No container is running${last ? `: \`${last.name}\` ${notRunning(last)}` : ""}. Give it something that lasts, \`sleep infinity\` for example.`,
          );
        }
        let least: { readonly container: ProbeContainer; readonly most: number } | undefined;
        for (const container of running) {
          const most = await processors(container);
          if (most <= 0.5) return lab.pass();
          if (!least || most < least.most) least = { container, most };
        }
        const weighted = running.find(({ inspect }) => (inspect.HostConfig.CpuShares ?? 0) > 0);
        if (weighted)
          return lab.fail(
            `\`${weighted.name}\` has ${weighted.inspect.HostConfig.CpuShares} CPU shares. Shares are a weight that counts only while others want the processor too; alone, it may use all of them. Its \`cpu.max\` says \`max\`. We expected a cap.`,
          );
        const pinned = running.find(({ inspect }) => inspect.HostConfig.CpusetCpus);
        if (pinned)
          return lab.fail(
            `\`${pinned.name}\` may run on processor ${pinned.inspect.HostConfig.CpusetCpus} only, but on that one all the time: a whole processor, not half.`,
          );
        return lab.fail(
          least && least.most !== Number.POSITIVE_INFINITY
            ? `\`${least.container.name}\` may use ${least.most} processors. We expected at most 0.5.`
            : `\`${running.at(-1)?.name}\` has no cap: \`/sys/fs/cgroup/cpu.max\` in it says \`max\`. We expected at most half of the period.`,
        );
      },
    },
  ],
  hints: [
    "`docker inspect -f '{{.State.OOMKilled}} {{.State.ExitCode}} {{.HostConfig.Memory}}' NAME` tells how it ended, and under which limit.",
    "There are hard limits, which nobody gets past, and soft ones, which only matter when something is scarce. Both tasks ask for hard ones: `--memory` and `--cpus`.",
    "`docker run --name hog --memory 64m alpine:3.20 dd if=/dev/zero of=/dev/null bs=200M count=1` is the first. The second may do anything that lasts.",
  ],
  alternatives: [
    {
      title: "A quota by hand, on a container that runs already",
      text: "`--cpus 0.5` is short for a quota of 50,000 in each period of 100,000 microseconds. And limits can be changed while a container runs: `docker update` writes the same files.",
      files: {},
      commands: `docker run --name hog -m 64m --memory-swap 64m alpine:3.20 dd if=/dev/zero of=/dev/null bs=100M count=3
docker run -d --name slow busybox:1.36 sleep infinity
docker update --cpu-period 100000 --cpu-quota 50000 slow
`,
    },
  ],
};

export default exercise;
