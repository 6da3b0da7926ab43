/** The tools and shells that base images are made of. */
import { FsError } from "../../filesystem/errors.ts";
import { awkApplets } from "../awk/index.ts";
import { networkApplets } from "../network/index.ts";
import { ownApplets } from "../own-tools.ts";
import type { Process, Program, ProgramRegistry } from "../program.ts";
import { sed } from "../sed/index.ts";
import { shellProgram } from "../shell/shell-program.ts";
import { accountApplets } from "./accounts.ts";
import { type Applet, baseName, type Flavour, Tool } from "./applet.ts";
import { archiveApplets } from "./archive.ts";
import { base64 } from "./base64.ts";
import { borrowedApplets } from "./borrowed.ts";
import { copyApplets } from "./copy.ts";
import { moveApplets } from "./move.ts";
import { dd } from "./dd.ts";
import { df } from "./df.ts";
import { diff } from "./diff.ts";
import { digestApplets } from "./digests.ts";
import { editor } from "./editor.ts";
import { diskApplets } from "./disk.ts";
import { environmentApplets } from "./environment.ts";
import { nicenessApplets } from "./niceness.ts";
import { fileApplets } from "./files.ts";
import { grep } from "./grep.ts";
import { headTailApplets } from "./head-tail.ts";
import { identityApplets } from "./identity.ts";
import { kernelApplets } from "./kernel-tools.ts";
import { ls } from "./ls.ts";
import { miscApplets } from "./misc.ts";
import { mountApplets } from "./mount-tools.ts";
import { namespaceApplets } from "./namespace-tools.ts";
import { networkApplets as offlineApplets } from "./network.ts";
import { od } from "./od.ts";
import { OptionError } from "./options.ts";
import { ownerApplets } from "./owners.ts";
import { packerApplets } from "./packers.ts";
import { ps } from "./ps.ts";
import { signalApplets } from "./signal-tools.ts";
import { sort } from "./sort.ts";
import { stat } from "./stat.ts";
import { systemApplets } from "./system-tools.ts";
import { textApplets } from "./text.ts";
import { tr } from "./tr.ts";

const applets: ReadonlyMap<string, Applet> = new Map(
  Object.entries({
    ...borrowedApplets,
    ...awkApplets,
    ...textApplets,
    ...headTailApplets,
    ...fileApplets,
    ...copyApplets,
    ...moveApplets,
    ...ownerApplets,
    ...identityApplets,
    ...accountApplets,
    ...environmentApplets,
    ...nicenessApplets,
    ...digestApplets,
    ...diskApplets,
    ...archiveApplets,
    ...packerApplets,
    ...offlineApplets,
    ...networkApplets,
    ...miscApplets,
    ...signalApplets,
    ...namespaceApplets,
    ...mountApplets,
    ...kernelApplets,
    ...systemApplets,
    ...ownApplets,
    base64,
    od,
    dd,
    df,
    diff,
    egrep: grep,
    fgrep: grep,
    grep,
    ls,
    dir: (process, args, tool) => ls(process, ["-C", ...args], tool),
    vdir: (process, args, tool) => ls(process, ["-l", ...args], tool),
    rgrep: (process, args, tool) => grep(process, ["-r", ...args], tool),
    ps,
    sed,
    sort,
    stat,
    tr,
    vi: editor,
  }),
);

/** Applets that real busybox has and the lab has no behaviour for: it says so. */
const unmodelled = new Set(
  "add-shell adjtimex arp arping blkid blockdev chattr cpio crond crontab cryptpw depmod dnsdomainname dos2unix ed fallocate fatattr fdisk findfs fsck fstrim fuser getty hwclock ifdown ifup init ionice iostat ipcalc ipcrm killall5 klogd linux32 linux64 login logread losetup lsattr lsmod lsof lzcat lzop makemime mdev mesg microcom mkdosfs mkpasswd mkswap modinfo mpstat nbd-client nmeter nologin ntpd openvt partprobe pipe_progress pivot_root pmap ps pwdx rdate readahead reformime remove-shell renice resize rfkill script sendmail setlogcons setpriv setserial sha3sum slattach swapoff swapon switch_root syslogd telnet test time traceroute traceroute6 ttysize tunctl udhcpc unix2dos unlzma uudecode uuencode vlock volname watchdog whois".split(
    " ",
  ),
);

/** Tools that no busybox has. */
const notInBusybox = new Set(
  "base32 basenc capsh csplit curl dig findmnt fmt getconf host lsblk lscpu lsns numfmt pr ss stress stress-ng sudo tput tset zip".split(
    " ",
  ),
);

const ash = shellProgram("ash");

const busybox: Program = async (process, descriptor) => {
  const called = baseName(process.argv[0] ?? "busybox");
  const isMain = called.startsWith("busybox");
  const name = isMain ? process.argv[1] : called;
  const args = isMain ? process.argv.slice(2) : process.argv.slice(1);
  if (name === undefined || name === "--help") {
    process.stdout(busyboxHelp());
    return 0;
  }
  if (name === "--list") {
    process.stdout(`${[...busyboxNames(), "ash", "sh"].sort().join("\n")}\n`);
    return 0;
  }
  if (name === "sh" || name === "ash") return ash(isMain ? { ...process, argv: process.argv.slice(1) } : process, descriptor);
  return runApplet(process, name, args, "busybox");
};

const coreutils: Program = (process, descriptor) => {
  const applet = descriptor.data?.applet;
  const name = typeof applet === "string" ? applet : baseName(process.argv[0] ?? "");
  return runApplet(process, name, process.argv.slice(1), "gnu");
};

async function runApplet(process: Process, name: string, args: readonly string[], flavour: Flavour): Promise<number> {
  const tool = new Tool(process, name, flavour);
  const applet = flavour === "busybox" && notInBusybox.has(name) ? undefined : applets.get(name);
  if (!applet) {
    if (flavour === "busybox" && !unmodelled.has(name)) process.stderr(`${name}: applet not found\n`);
    else process.stderr(`drydock: ${name}: the lab knows that this program is there, but not yet how it behaves\n`);
    return 127;
  }
  try {
    return await applet(process, args, tool);
  } catch (error) {
    if (error instanceof FsError && error.path === "" && flavour === "busybox") {
      const copies = ["cat", "cp", "dd", "sh", "tar"].includes(name);
      return tool.fail(copies ? `write error: ${error.reason}` : `standard output: ${name === "head" ? "I/O error" : error.reason}`);
    }
    if (error instanceof OptionError) return tool.usage(tool.gnu ? error.gnu : error.busybox, name === "ls" && tool.gnu ? 2 : 1);
    throw error;
  }
}

function busyboxNames(): string[] {
  return [...applets.keys()].filter((name) => !notInBusybox.has(name));
}

function busyboxHelp(): string {
  return `BusyBox v1.37.0 multi-call binary.\n\nUsage: busybox [function [arguments]...]\n   or: busybox --list\n   or: function [arguments]...\n\nCurrently defined functions:\n\t${[...busyboxNames(), "ash", "sh"].sort().join(", ")}\n`;
}

/** Whether the lab knows how a tool behaves. */
export function knowsApplet(name: string): boolean {
  return applets.has(name);
}

export function appletNames(): readonly string[] {
  return [...applets.keys()];
}

/** The registry half that needs no packages: see `programs/README.md`. */
export const coreutilsPrograms: ProgramRegistry = new Map<string, Program>([
  ["busybox", busybox],
  ["coreutils", coreutils],
  ["ash", ash],
  ["dash", shellProgram("dash")],
  ["bash", shellProgram("bash")],
]);

export { coreutilsPrograms as coreutils };
