/** Signals by name and number, as x86-64 Linux counts them. */
export const signalNumbers = {
  HUP: 1,
  INT: 2,
  QUIT: 3,
  ILL: 4,
  TRAP: 5,
  ABRT: 6,
  BUS: 7,
  FPE: 8,
  KILL: 9,
  USR1: 10,
  SEGV: 11,
  USR2: 12,
  PIPE: 13,
  ALRM: 14,
  TERM: 15,
  STKFLT: 16,
  CHLD: 17,
  CONT: 18,
  STOP: 19,
  TSTP: 20,
  TTIN: 21,
  TTOU: 22,
  URG: 23,
  XCPU: 24,
  XFSZ: 25,
  VTALRM: 26,
  PROF: 27,
  WINCH: 28,
  IO: 29,
  PWR: 30,
  SYS: 31,
} as const;

export type SignalName = keyof typeof signalNumbers;

export const signalNames: readonly SignalName[] = Object.keys(signalNumbers) as SignalName[];

/** Real-time signals as bash and `kill -l` name them: `RTMIN` is 34, `RTMAX` 64. They end a process and have no further meaning here. */
const firstRealTime = 34;
const lastRealTime = 64;

/** `TERM`, `SIGTERM`, `sigterm`, `15`; `undefined` when there is no such signal. */
export function parseSignal(text: string): SignalName | undefined {
  if (/^\d+$/.test(text)) return signalName(Number(text));
  const name = text.toUpperCase().replace(/^SIG/, "");
  if (name === "POLL") return "IO";
  if (name === "IOT") return "ABRT";
  if (name === "CLD") return "CHLD";
  return name in signalNumbers ? (name as SignalName) : undefined;
}

/** The signal of that number; `undefined` for 0, for real-time signals and beyond. */
export function signalName(number: number): SignalName | undefined {
  return signalNames[number - 1];
}

/** ` 1) HUP`, one a line: busybox's list. */
export function numberedSignals(): string {
  return signalNames.map((name) => `${String(signalNumbers[name]).padStart(2)}) ${name}\n`).join("");
}

/** Whether Linux has a signal of that number, real-time ones included. */
export function isSignalNumber(number: number): boolean {
  return (number >= 1 && number <= 31) || (number >= firstRealTime && number <= lastRealTime);
}

/** What happens to a process that has said nothing about a signal. */
export type DefaultAction = "terminate" | "core" | "ignore" | "stop" | "continue";

const actions: Partial<Record<SignalName, DefaultAction>> = {
  QUIT: "core",
  ILL: "core",
  TRAP: "core",
  ABRT: "core",
  BUS: "core",
  FPE: "core",
  SEGV: "core",
  XCPU: "core",
  XFSZ: "core",
  SYS: "core",
  CHLD: "ignore",
  URG: "ignore",
  WINCH: "ignore",
  CONT: "continue",
  STOP: "stop",
  TSTP: "stop",
  TTIN: "stop",
  TTOU: "stop",
};

export function defaultAction(signal: SignalName): DefaultAction {
  return actions[signal] ?? "terminate";
}

/** KILL and STOP can be neither caught nor ignored. */
export function isUnstoppable(signal: SignalName): boolean {
  return signal === "KILL" || signal === "STOP";
}

/** How a process says a signal to be: a handler runs at the moment of delivery and must not block. */
export type Disposition = "default" | "ignore" | ((signal: SignalName) => void);

/** How a process ended. A shell's `$?` is `code`, or 128 and the signal's number. */
export interface ExitStatus {
  /** 0 to 255; 128 + n after a signal. */
  readonly code: number;
  readonly signal?: SignalName;
  /** It was ended because its control group was out of memory. */
  readonly oomKilled?: boolean;
}

export function endedBy(signal: SignalName, oomKilled = false): ExitStatus {
  return { code: 128 + signalNumbers[signal], signal, ...(oomKilled ? { oomKilled } : {}) };
}

/** Why a task's `AbortSignal` has aborted: it has ended, and nothing of it may run on. */
export class TaskEnded extends Error {
  readonly status: ExitStatus;
  constructor(status: ExitStatus) {
    super(status.signal ? `ended by SIG${status.signal}` : `exited with ${status.code}`);
    this.name = "TaskEnded";
    this.status = status;
  }
}
