/** What a machine has and how busy it is: `free`, `uptime`, `top`, `nproc`, `capsh`, `stress`, `sudo`. */
import { type Capability, capabilityNames } from "../../kernel/credentials.ts";
import { memoryOf } from "../../kernel/proc/proc-directory.ts";
import { cookedModes, terminalBehind } from "../../kernel/terminal.ts";
import type { Process } from "../program.ts";
import { accountsOf } from "../../kernel/accounts.ts";
import { type Applets, quoted, type Tool } from "./applet.ts";
import { parseOptions } from "./options.ts";
import { commandLine, listProcesses, two } from "./process-list.ts";

function free(process: Process, args: readonly string[], tool: Tool): number {
  const options = parseOptions(args, {
    short: "bkmghtwls:c:",
    long: { bytes: "b", kibi: "k", mebi: "m", gibi: "g", human: "h", total: "t", wide: "w" },
  });
  const { total, free: unused, available, buffers, cached } = memoryOf(process.machine);
  const shared = 1024;
  const used = total - (tool.gnu ? available : unused + buffers + cached);
  const cell = (kilobytes: number): string => {
    if (options.has("h")) return human(kilobytes, tool);
    const unit = options.has("m") ? 1024 : options.has("g") ? 1024 ** 2 : 1;
    return options.has("b") ? String(kilobytes * 1024) : String(Math.floor(kilobytes / unit));
  };
  const lead = tool.gnu ? 8 : 6;
  const row = (name: string, values: readonly string[]): string =>
    `${name.padEnd(lead)}${values.map((value) => value.padStart(12)).join("")}\n`;
  process.stdout(row("", ["total", "used", "free", "shared", "buff/cache", "available"]));
  process.stdout(row("Mem:", [total, used, unused, shared, buffers + cached, available].map(cell)));
  process.stdout(row("Swap:", [0, 0, 0].map(cell)));
  return 0;
}

function human(kilobytes: number, tool: Tool): string {
  const units = tool.gnu ? ["Ki", "Mi", "Gi", "Ti"] : ["K", "M", "G", "T"];
  let value = kilobytes;
  let index = 0;
  while (value >= 1024 && index < 3) {
    value /= 1024;
    index++;
  }
  if (kilobytes === 0) return tool.gnu ? "0B" : "0";
  return `${value < 10 && index > 0 ? value.toFixed(1) : Math.floor(value)}${units[index]}`;
}

function clock(time: number): string {
  return new Date(time).toISOString().slice(11, 19);
}

function upFor(milliseconds: number): string {
  const all = Math.floor(milliseconds / 60_000);
  const days = Math.floor(all / 1440);
  const hours = Math.floor((all % 1440) / 60);
  const rest = hours > 0 ? `${hours.toString().padStart(2)}:${two(all % 60)}` : `${all % 60} min`;
  return `${days > 0 ? `${days} day${days === 1 ? "" : "s"}, ` : ""}${rest}`;
}

function uptimeLine(process: Process, gnu: boolean): string {
  const { machine } = process;
  const load = Array.from({ length: 3 }, () => machine.busy.toFixed(2)).join(", ");
  return `${clock(process.clock.now())} up ${upFor(machine.uptime)},  ${gnu ? "1 user" : "0 users"},  load average: ${load}`;
}

async function top(process: Process, args: readonly string[], tool: Tool): Promise<number> {
  const words = args.join(" ");
  const batch = /-\w*b/.test(words);
  const device = batch ? undefined : terminalBehind(process.task.descriptors.get(0));
  const watched = device !== undefined && process.terminal?.stdout === true;
  const rounds = Number(/-\w*n\s*(\d+)/.exec(words)?.[1] ?? (batch || watched ? Number.POSITIVE_INFINITY : 1));
  const delay = Number(/-\w*d\s*([\d.]+)/.exec(words)?.[1] ?? (tool.gnu ? 3 : 5)) * 1000;
  const restore = watched ? device.change({ ...cookedModes, icanon: false, echo: false }) : () => {};
  try {
    return await rounded(process, tool, { rounds, delay, watched });
  } finally {
    restore();
  }
}

/** Shows the processes again and again; at a terminal in place of the last time, until `q`. */
async function rounded(
  process: Process,
  tool: Tool,
  { rounds, delay, watched }: { readonly rounds: number; readonly delay: number; readonly watched: boolean },
): Promise<number> {
  for (let round = 0; round < rounds; round++) {
    if (round > 0 && watched) {
      if (await pressed(process, delay)) return 0;
    } else if (round > 0) await process.clock.sleep(delay);
    if (watched) process.stdout("\x1b[H\x1b[J");
    process.stdout(tool.gnu ? procpsTop(process) : busyboxTop(process));
    await process.drained();
    const pause = process.task.scope.budget.tick(100);
    if (pause) await pause;
  }
  return 0;
}

/** Whether `q` was pressed before the time was up; other keys only shorten it. */
async function pressed(process: Process, ms: number): Promise<boolean> {
  const over = new AbortController();
  const either = AbortSignal.any([process.signal, over.signal]);
  const file = process.task.descriptors.get(0);
  const key = file?.read(either).catch(() => "") ?? Promise.resolve("");
  const first = await Promise.race([key, process.clock.sleep(ms, either).then(() => undefined)]).finally(() =>
    over.abort(new Error("over")),
  );
  return first?.toLowerCase().includes("q") ?? false;
}

function procpsTop(process: Process): string {
  const { machine } = process;
  const rows = listProcesses(process);
  const inState = (letters: string): string =>
    rows
      .filter(({ state }) => letters.includes(state))
      .length.toString()
      .padStart(3);
  const { total, free: unused, available, buffers, cached } = memoryOf(machine);
  const mega = (kilobytes: number): string => (kilobytes / 1024).toFixed(1).padStart(8);
  const busy = Math.min(100, (100 * machine.busy) / machine.cpus);
  const head = [
    `top - ${uptimeLine(process, true)}`,
    `Tasks: ${rows.length.toString().padStart(3)} total, ${inState("R")} running, ${inState("SDI")} sleeping, ${inState("T")} stopped, ${inState("Z")} zombie`,
    `%Cpu(s): ${busy.toFixed(1).padStart(4)} us,  0.0 sy,  0.0 ni,${(100 - busy).toFixed(1).padStart(5)} id,  0.0 wa,  0.0 hi,  0.0 si,  0.0 st `,
    `MiB Mem :${mega(total)} total,${mega(unused)} free,${mega(total - available)} used,${mega(buffers + cached)} buff/cache     `,
    `MiB Swap:${mega(0)} total,${mega(0)} free,${mega(0)} used.${mega(available)} avail Mem `,
    "",
    "    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND",
  ];
  const lines = rows.map((row) => {
    const share = row.elapsed > 0 ? (100 * row.time) / row.elapsed : 0;
    const memory = (100 * row.rss) / total;
    const time = `${Math.floor(row.time / 60)}:${(row.time % 60).toFixed(2).padStart(5, "0")}`;
    const size = `${row.vsz.toString().padStart(7)} ${row.rss.toString().padStart(6)} ${Math.floor(row.rss / 2)
      .toString()
      .padStart(6)}`;
    const used = `${share.toFixed(1).padStart(5)} ${memory.toFixed(1).padStart(5)}`;
    return `${row.pid.toString().padStart(7)} ${row.user.slice(0, 8).padEnd(8)}  20   0 ${size} ${row.state} ${used} ${time.padStart(9)} ${row.comm}`;
  });
  return `${[...head, ...lines].join("\n")}\n`;
}

function busyboxTop(process: Process): string {
  const { machine } = process;
  const { total, free: unused, buffers, cached } = memoryOf(machine);
  const busy = Math.min(100, Math.round((100 * machine.busy) / machine.cpus));
  const rows = listProcesses(process);
  const load = machine.busy.toFixed(2);
  const head = [
    `Mem: ${total - unused}K used, ${unused}K free, 1024K shrd, ${buffers}K buff, ${cached}K cached`,
    `CPU: ${busy.toString().padStart(3)}% usr   0% sys   0% nic ${(100 - busy).toString().padStart(3)}% idle   0% io   0% irq   0% sirq`,
    `Load average: ${load} ${load} ${load} ${Math.max(1, machine.busy)}/${rows.length} ${rows.at(-1)?.pid ?? 1}`,
    "  PID  PPID USER     STAT   VSZ %VSZ %CPU COMMAND",
  ];
  const lines = rows.map((row) => {
    const share = row.elapsed > 0 ? Math.round((100 * row.time) / row.elapsed / machine.cpus) : 0;
    const size = row.vsz < 100_000 ? row.vsz.toString().padStart(6) : `${Math.floor(row.vsz / 1024)}m`.padStart(6);
    const part = Math.round((100 * row.vsz) / total);
    return `${row.pid.toString().padStart(5)} ${row.ppid.toString().padStart(5)} ${row.user.slice(0, 8).padEnd(8)} ${row.state.padEnd(4)} ${size} ${part.toString().padStart(3)}% ${share.toString().padStart(3)}% ${commandLine(row)}`;
  });
  return `${[...head, ...lines].join("\n")}\n`;
}

function capsh(process: Process, args: readonly string[], tool: Tool): number {
  const { task } = process;
  for (const word of args) {
    if (word.startsWith("--decode=")) {
      const mask = BigInt(`0x${word.slice(9).replace(/^0x/, "")}`);
      const names = capabilityNames.filter((_, bit) => (mask >> BigInt(bit)) & 1n).map(shown);
      process.stdout(`0x${mask.toString(16).padStart(16, "0")}=${names.join(",")}\n`);
      continue;
    }
    if (word !== "--print") return tool.fail(`unrecognized option ${quoted(word)}`);
    const { credentials } = task;
    const list = (set: ReadonlySet<Capability>): string =>
      capabilityNames
        .filter((name) => set.has(name))
        .map(shown)
        .join(",");
    const missing = capabilityNames.filter((name) => !credentials.bounding.has(name)).map(shown);
    const user = accountsOf(process.fs).find(({ uid }) => uid === credentials.uid)?.name ?? "???";
    const group = credentials.gid === 0 ? "root" : "???";
    process.stdout(
      [
        credentials.effective.size === 0
          ? "Current: ="
          : credentials.effective.size === capabilityNames.length
            ? "Current: =ep"
            : `Current: ${list(credentials.effective)}=ep`,
        `Bounding set =${list(credentials.bounding)}`,
        `Ambient set =${list(credentials.ambient)}`,
        `Current IAB: ${missing.map((name) => `!${name}`).join(",")}`,
        `Securebits: 00/0x0/1'b0 (no-new-privs=${credentials.noNewPrivileges ? 1 : 0})`,
        " secure-noroot: no (unlocked)",
        " secure-no-suid-fixup: no (unlocked)",
        " secure-keep-caps: no (unlocked)",
        " secure-no-ambient-raise: no (unlocked)",
        `uid=${credentials.uid}(${user}) euid=${credentials.uid}(${user})`,
        `gid=${credentials.gid}(${group})`,
        `groups=${[credentials.gid, ...credentials.groups].map((id) => `${id}(${id === 0 ? "root" : "???"})`).join(",")}`,
        "Guessed mode: HYBRID (4)",
        "",
      ].join("\n"),
    );
  }
  return 0;
}

function shown(name: Capability): string {
  return `cap_${name.toLowerCase()}`;
}

const sizes: Readonly<Record<string, number>> = { "": 1, b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

/** Burns processor time and holds memory: `--cpu N`, `--vm N --vm-bytes SIZE`, `--timeout N`. */
async function stress(process: Process, args: readonly string[], tool: Tool): Promise<number> {
  const options = parseOptions(args, {
    short: "c:m:t:i:d:qv",
    long: {
      cpu: "c:",
      vm: "m:",
      timeout: "t:",
      "vm-bytes": "bytes:",
      "vm-hang": "hang:",
      "vm-keep": "keep",
      io: "i:",
      hdd: "d:",
      quiet: "q",
      verbose: "v",
    },
  });
  const cpu = Number(options.value("c") ?? 0);
  const vm = Number(options.value("m") ?? 0);
  const [, amount = "256", unit = "m"] = /^(\d+)([bkmg]?)/i.exec(options.value("bytes") ?? "256m") ?? [];
  const bytes = Number(amount) * (sizes[unit.toLowerCase()] ?? 1);
  const [, length = "", scale = "s"] = /^(\d+)([smhd]?)/.exec(options.value("t") ?? "") ?? [];
  const seconds = length === "" ? Number.POSITIVE_INFINITY : Number(length) * ({ s: 1, m: 60, h: 3600, d: 86_400 }[scale] ?? 1);
  if (cpu + vm + Number(options.value("i") ?? 0) === 0) return tool.usage("no workers given");
  const { pid } = process;
  const say = (kind: string, text: string): void => {
    if (!options.has("q")) process.stdout(`${tool.name}: ${kind}: [${pid}] ${text}\n`);
  };
  say("info", `dispatching hogs: ${cpu} cpu, ${options.value("i") ?? 0} io, ${vm} vm, 0 hdd`);
  const end = process.clock.now() + seconds * 1000;
  const busy = async (worker: Process): Promise<number> => {
    while (worker.clock.now() < end) {
      await worker.compute(Math.min(100, end - worker.clock.now()));
      const pause = worker.task.scope.budget.tick();
      if (pause) await pause;
    }
    return 0;
  };
  const workers = [
    ...Array.from({ length: cpu }, () => process.fork(busy)),
    ...Array.from({ length: vm }, () =>
      process.fork((worker) => {
        worker.useMemory(bytes);
        return busy(worker);
      }),
    ),
  ];
  const began = process.clock.now();
  const statuses = await Promise.all(workers.map((worker) => worker.wait().then((status) => ({ worker, status }))));
  const killed = statuses.find(({ status }) => status.signal !== undefined);
  if (killed) {
    process.stderr(`${tool.name}: FAIL: [${pid}] (415) <-- worker ${killed.worker.pid} got signal ${killed.status.code - 128}\n`);
    process.stderr(`${tool.name}: FAIL: [${pid}] (451) failed run completed in ${Math.round((process.clock.now() - began) / 1000)}s\n`);
    return 1;
  }
  say("info", `successful run completed in ${Math.round((process.clock.now() - began) / 1000)}s`);
  return 0;
}

/** The learner may become root on the lab's host without a password. */
function sudo(process: Process, args: readonly string[], tool: Tool): Promise<number> | number {
  const options = parseOptions(args, { short: "u:g:EHnSiskAb", long: { user: "u:", "preserve-env": "E" }, stopAtOperand: true });
  const { credentials } = process.task;
  if (process.uid !== 0 && credentials.noNewPrivileges) {
    tool.fail('The "no new privileges" flag is set, which prevents sudo from running as root.');
    return tool.fail("If sudo is running in a container, you may need to adjust the container configuration to disable the flag.");
  }
  const name = options.value("u") ?? "root";
  const account = accountsOf(process.fs).find((one) => one.name === name);
  if (!account) return tool.fail(`unknown user ${name}`);
  const words = [...options.operands];
  const env = new Map(options.has("E") ? process.env : [...process.env].filter(([key]) => ["PATH", "TERM", "LANG"].includes(key)));
  while (/^[A-Za-z_]\w*=/.test(words[0] ?? "")) {
    const word = words.shift() as string;
    env.set(word.slice(0, word.indexOf("=")), word.slice(word.indexOf("=") + 1));
  }
  const home = new Map(env)
    .set("HOME", account.home)
    .set("USER", name)
    .set("LOGNAME", name)
    .set("SUDO_USER", process.env.get("USER") ?? "");
  if (words.length === 0 && (options.has("i") || options.has("s"))) words.push(account.shell || "/bin/sh");
  if (words.length === 0) {
    process.stderr(
      "usage: sudo -h | -K | -k | -V\nusage: sudo [-AbEHknPS] [-g group] [-u user] [VAR=value] [-i | -s] [command [arg ...]]\n",
    );
    return 1;
  }
  return process.spawn(words, { env: home, uid: account.uid, gid: account.gid });
}

export const systemApplets: Applets = {
  free,
  top,
  capsh,
  stress,
  "stress-ng": stress,
  sudo,
  uptime: (process, args, tool) => {
    process.stdout(
      args.includes("-p")
        ? `up ${upFor(process.machine.uptime).trim().replace(" min", " minutes")}\n`
        : ` ${uptimeLine(process, tool.gnu)}\n`,
    );
    return 0;
  },
};
