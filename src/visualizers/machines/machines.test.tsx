import { render } from "preact-render-to-string";
import { expect, test } from "vitest";
import type { MachinesView } from "../../views/machines.ts";
import { machines } from "./MachinesPicture.tsx";
import { falls, figures, fitting, memoryOf, startOf, tenantsOf } from "./model.ts";
import { amount, memory, summaryOf, time, wordsOf } from "./words.ts";

const container = (name: string, more: Partial<MachinesView["containers"][0]> = {}) => ({
  name,
  image: "nginx:alpine",
  status: "running" as const,
  program: "nginx",
  size: 53_000_000,
  memory: 10_000_000,
  startedIn: 250,
  ...more,
});
const view: MachinesView = {
  name: "drydock",
  kernel: "6.8.0",
  cpus: 2,
  memory: 8 * 1024 ** 3,
  imagesOnDisk: 100_000_000,
  containers: [
    container("web"),
    container("db", { memory: 30_000_000, startedIn: 350 }),
    container("old", { status: "exited", memory: 0 }),
  ],
};

test("words and picture have the figures of this machine, and say where the others come from", () => {
  expect(summaryOf(view)).toBe("drydock: 2 containers on one kernel, 6.8.0");
  const words = wordsOf(view, "kernel").join("\n");
  expect(words).toContain("Container web: files of nginx:alpine, 53 MB; 10 MiB of memory; started in 0.25 s.");
  expect(words).toContain("boots in 30 s to 60 s; a container took 0.28 s here");
  expect(words).toContain("15 virtual machines fit in this machine's memory, or 408 containers");
  expect(words).toContain("the attacker has every container, and the host");
  expect(words).toContain("No virtual machine runs in this lab.");
  const html = render(<machines.Component view={view} ask={null} />);
  for (const part of ["hypervisor", "namespaces, cgroups", "no kernel", "0.28 s, measured here", "✓ all fit"]) expect(html).toContain(part);
});

test("a flaw in a kernel reaches whoever stands on it", () => {
  const reached = (stack: "machines" | "containers", breach: "program" | "kernel") =>
    (["first", "other", "common"] as const).filter((whose) => falls(stack, whose === "common" ? "kernel" : "program", whose, breach));
  expect(reached("machines", "program")).toEqual(["first"]);
  expect(reached("containers", "program")).toEqual(["first"]);
  expect(reached("machines", "kernel")).toEqual(["first"]);
  expect(reached("containers", "kernel")).toEqual(["first", "other", "common"]);
});

test("what fits follows from what each takes", () => {
  expect(memoryOf("machines", 10, 0)).toBe(10 * figures.guestMemory);
  for (const stack of ["machines", "containers"] as const) {
    const most = fitting(stack, view.memory, 20_000_000);
    expect(memoryOf(stack, most, 20_000_000)).toBeLessThanOrEqual(view.memory);
    expect(memoryOf(stack, most + 1, 20_000_000)).toBeGreaterThan(view.memory);
  }
});

test("without containers the stacks have examples, and no start is claimed", () => {
  const empty = { ...view, containers: [] };
  expect(tenantsOf(empty)).toHaveLength(3);
  expect(startOf(empty)).toBeUndefined();
  expect(render(<machines.Component view={empty} ask={null} />)).toContain("run one: it is measured");
});

test("amounts and times as people write them", () => {
  expect([amount(1_900_000_000), amount(53_000_000), amount(7_797_000), amount(12_000)]).toEqual(["1.9 GB", "53 MB", "7.8 MB", "12 kB"]);
  expect([memory(8 * 1024 ** 3), memory(512 * 1024 ** 2), memory(409_600)]).toEqual(["8 GiB", "512 MiB", "400 KiB"]);
  expect([time(248), time(45_000)]).toEqual(["0.25 s", "45 s"]);
});
