/** The picture of both stacks in words. */
import type { MachinesView } from "../../views/machines.ts";
import { counted } from "../shapes/words.ts";
import { type Breach, figures, fitting, type PieceKind, programMemory, source, startOf } from "./model.ts";

export function summaryOf(view: MachinesView): string {
  const running = view.containers.filter(({ status }) => status === "running").length;
  return `${view.name}: ${counted(running, "container")} on one kernel, ${view.kernel}`;
}

export function wordsOf(view: MachinesView, breach: Breach): string[] {
  const { bytes, measured } = programMemory(view);
  const start = startOf(view);
  return [
    `Both stacks stand on the same hardware (${view.cpus} processors, ${memory(view.memory)} of memory) and on the host's kernel, ${view.kernel}.`,
    "A virtual machine stands on a hypervisor's pretended hardware: it has a kernel of its own, then an operating system's files, then the program.",
    "A container has no kernel: its program talks to the host's, which shows it less than there is. Between the two there is nothing but namespaces and control groups.",
    ...view.containers
      .filter(({ status }) => status === "running")
      .map(
        ({ name, image, size, memory: used, startedIn }) =>
          `Container ${name}: files of ${image}, ${amount(size)}; ${memory(used)} of memory${startedIn === undefined ? "" : `; started in ${time(startedIn)}`}.`,
      ),
    `Start: a virtual machine boots in ${time(figures.boot.from)} to ${time(figures.boot.to)}; a container ${start === undefined ? "of this machine has not been started yet: run one, and its time is measured" : `took ${time(start)} here`}.`,
    `With ${memory(bytes)} for each program${measured ? ", as measured here" : ""}, ${fitting("machines", view.memory, bytes)} virtual machines fit in this machine's memory, or ${fitting("containers", view.memory, bytes)} containers.`,
    breachWords(breach),
    source,
  ];
}

export function breachWords(breach: Breach): string {
  if (breach === "program")
    return "A flaw in the program: the attacker has that program and its files, in either stack, and stands before the wall.";
  if (breach === "kernel")
    return "A flaw in the kernel that the program talks to. In the virtual machine that is its own kernel: the attacker has one machine and stands before the hypervisor. In the container it is the host's: the attacker has every container, and the host.";
  return "Nobody has broken in anywhere.";
}

/** What is laid, in each of the two stacks, with a piece. */
export function pieceWords(piece: PieceKind, view: MachinesView): { readonly machines: string; readonly containers: string } {
  switch (piece) {
    case "hardware":
      return same(`The same hardware: ${view.cpus} processors, ${memory(view.memory)}.`);
    case "kernel":
      return same(`The host's kernel, ${view.kernel}: it owns the hardware.`);
    case "between":
      return {
        machines: "A hypervisor: it shows each guest processors, memory and a disk that are not there.",
        containers: "Namespaces and control groups: the kernel's own walls. containerd asks for them and steps aside.",
      };
    case "guest-kernel":
      return {
        machines: "In each guest a kernel of its own boots. It believes that it is alone.",
        containers: "Nothing. There is a kernel already.",
      };
    case "files":
      return {
        machines: `An operating system's files: ${amount(figures.guestDisk.from)} to ${amount(figures.guestDisk.to)} each.`,
        containers: "The files of an image. Layers that images share are there once.",
      };
    default:
      return same("The program, at last. It is the same in both.");
  }
}

function same(words: string): { readonly machines: string; readonly containers: string } {
  return { machines: words, containers: words };
}

/** Bytes of memory, in powers of two as Docker writes them: `8 GiB`, `512 MiB`. */
export function memory(bytes: number): string {
  const gigabytes = bytes / 1024 ** 3;
  if (gigabytes >= 1) return `${Number(gigabytes.toFixed(1))} GiB`;
  const megabytes = bytes / 1024 ** 2;
  return megabytes >= 1 ? `${Math.round(megabytes)} MiB` : `${Math.round(bytes / 1024)} KiB`;
}

/** Bytes of files: `1.0 GB`, `53 MB`. */
export function amount(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
  return bytes >= 1e6 ? `${(bytes / 1e6).toFixed(bytes >= 1e7 ? 0 : 1)} MB` : `${Math.round(bytes / 1e3)} kB`;
}

/** `0.25 s`, `45 s`. */
export function time(ms: number): string {
  return ms < 1_000 ? `${(ms / 1000).toFixed(2)} s` : `${Math.round(ms / 1000)} s`;
}
