/**
 * What the two stacks are made of, and the figures of the one that does not run here. A virtual machine's are those that
 * comparisons commonly give; each says so where it is shown. A container's are measured on this machine.
 */
import type { MachinesView } from "../../views/machines.ts";

export const figures = {
  /** Milliseconds until a guest has booted: "30 to 60 seconds". */
  boot: { from: 30_000, to: 60_000 },
  /** Bytes that a guest takes before its program does anything: "hundreds of megabytes". */
  guestMemory: 512 * 1024 ** 2,
  /** Bytes of a guest's disk image: "1 to 10 GB". */
  guestDisk: { from: 1e9, to: 10e9 },
  /** Bytes besides the program that a container's walls take: "less than one megabyte". */
  wallMemory: 1024 ** 2,
} as const;

/** In the words of whoever reads the picture. */
export const source =
  "Figures of virtual machines: orders of magnitude, as comparisons of the two commonly give them. No virtual machine runs in this lab.";

export type PieceKind = "hardware" | "kernel" | "between" | "guest-kernel" | "files" | "program";

/** From the bottom up: the order in which the stacks are built. */
export const pieces: readonly PieceKind[] = ["hardware", "kernel", "between", "guest-kernel", "files", "program"];

/** What stands in a stack: one for each container there is, or examples while there is none. */
export interface Tenant {
  readonly name: string;
  /** Bytes of its files. */
  readonly size: number;
}

/** In a stack of the picture. */
const mostTenants = 3;

const examples: readonly Tenant[] = [
  { name: "app a", size: 0 },
  { name: "app b", size: 0 },
  { name: "app c", size: 0 },
];

export function tenantsOf({ containers }: MachinesView): readonly Tenant[] {
  const running = containers.filter(({ status }) => status === "running");
  return running.length > 0 ? running.slice(0, mostTenants) : examples;
}

/** What an attacker has got hold of. */
export type Breach = "nothing" | "program" | "kernel";

/** Whether a piece has fallen: of the first tenant, of another one, or common to all. */
export function falls(stack: "machines" | "containers", piece: PieceKind, whose: "first" | "other" | "common", breach: Breach): boolean {
  if (breach === "nothing") return false;
  const above = piece === "program" || piece === "files";
  if (breach === "program") return whose === "first" && above;
  // A flaw in the kernel that the program talks to: in a virtual machine its own, in a container everybody's.
  if (stack === "machines") return whose === "first" && (above || piece === "guest-kernel");
  return above || piece === "kernel" || piece === "between";
}

/** Bytes that `count` of a kind take, each with a program of `program` bytes. */
export function memoryOf(stack: "machines" | "containers", count: number, program: number): number {
  return count * (program + (stack === "machines" ? figures.guestMemory : figures.wallMemory));
}

/** How many fit. */
export function fitting(stack: "machines" | "containers", memory: number, program: number): number {
  return Math.floor(memory / memoryOf(stack, 1, program));
}

/** Below this nobody has modelled what a program takes. */
const leastModelled = 1024 ** 2;

/** Bytes that a program of this machine takes: the mean of those whose memory is modelled, or 20 MB while there is none. */
export function programMemory({ containers }: MachinesView): { readonly bytes: number; readonly measured: boolean } {
  const running = containers.filter(({ memory }) => memory >= leastModelled);
  if (running.length === 0) return { bytes: 20 * 1024 ** 2, measured: false };
  return { bytes: Math.round(running.reduce((sum, { memory }) => sum + memory, 0) / running.length), measured: true };
}

/** Milliseconds that a start took here: the mean of those that were measured. */
export function startOf({ containers }: MachinesView): number | undefined {
  const measured = containers.flatMap(({ startedIn }) => (startedIn === undefined ? [] : [startedIn]));
  return measured.length === 0 ? undefined : Math.round(measured.reduce((sum, ms) => sum + ms, 0) / measured.length);
}
