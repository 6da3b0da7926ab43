/**
 * A control group for a whole session, above those of its containers and of its build steps: what it may use, however many
 * containers it spreads that over. Made only where the gateway may: as root, on the engine's machine, where the engine has
 * the kernel's own control groups (`cgroupfs`) and not systemd's.
 */
import { existsSync, mkdirSync, rmdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { SandboxLimits } from "../wire/hello.ts";

const root = "/sys/fs/cgroup";
const parent = "drydock-sandbox";
/** So many full containers a session may have at work at once. */
const share = 2;

/** The setting of each controller, by the file of version 1 and of version 2. */
function settings({ memory, cpus, pids }: SandboxLimits): readonly {
  readonly controller: string;
  readonly one: Readonly<Record<string, string>>;
  readonly two: Readonly<Record<string, string>>;
}[] {
  const quota = cpus * share * 100_000;
  return [
    { controller: "memory", one: { "memory.limit_in_bytes": String(memory * share) }, two: { "memory.max": String(memory * share) } },
    { controller: "pids", one: { "pids.max": String(pids * share) }, two: { "pids.max": String(pids * share) } },
    { controller: "cpu", one: { "cpu.cfs_period_us": "100000", "cpu.cfs_quota_us": String(quota) }, two: { "cpu.max": `${quota} 100000` } },
  ];
}

export class ControlGroups {
  readonly #gateway: string;
  readonly #limits: SandboxLimits;
  readonly #unified = existsSync(path.join(root, "cgroup.controllers"));

  constructor(gateway: string, limits: SandboxLimits) {
    this.#gateway = gateway;
    this.#limits = limits;
  }

  /** @returns what the engine is told, or `undefined` where none can be made */
  make(session: string): string | undefined {
    const group = path.join(parent, this.#gateway, session);
    try {
      if (this.#unified) this.#makeUnified(group);
      else this.#makeSeparate(group);
      return `/${group}`;
    } catch {
      this.remove(session);
      return undefined;
    }
  }

  /** Once nothing runs in it. */
  remove(session: string): void {
    const group = path.join(parent, this.#gateway, session);
    const places = this.#unified
      ? [path.join(root, group)]
      : settings(this.#limits).map(({ controller }) => path.join(root, controller, group));
    for (const place of places) {
      try {
        rmdirSync(place);
      } catch {
        // Was not made, or the engine still holds it: it is empty and goes with the machine's next start.
      }
    }
  }

  #makeSeparate(group: string): void {
    for (const { controller, one } of settings(this.#limits)) {
      const place = path.join(root, controller, group);
      mkdirSync(place, { recursive: true });
      for (const [name, value] of Object.entries(one)) writeFileSync(path.join(place, name), value);
    }
  }

  #makeUnified(group: string): void {
    let place = root;
    for (const part of group.split("/")) {
      writeFileSync(path.join(place, "cgroup.subtree_control"), "+memory +pids +cpu");
      place = path.join(place, part);
      mkdirSync(place, { recursive: true });
    }
    writeFileSync(path.join(place, "cgroup.subtree_control"), "+memory +pids +cpu");
    for (const { two } of settings(this.#limits))
      for (const [name, value] of Object.entries(two)) writeFileSync(path.join(place, name), value);
  }
}
