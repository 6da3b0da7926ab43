/** The disk of the machine the learner sits at: a small Debian with docker and little else. */
import type { DirectoryNode } from "../engine/filesystem/node.ts";
import { WorkingTree } from "../engine/filesystem/working-tree.ts";
import { appletNames } from "../engine/programs/coreutils/index.ts";
import { encodeExecutable } from "../engine/programs/executable.ts";
import { hostDeviceDirectory } from "../engine/programs/system-files.ts";

export const hostName = "drydock";
export const learner = { name: "dev", uid: 1000, gid: 1000, home: "/home/dev" } as const;

/** Tools the host does not have, so that a learner meets them only in images that do. */
const notOnHost = new Set([
  "httpd",
  "ifconfig",
  "netstat",
  "route",
  "telnet",
  "traceroute",
  "dig",
  "host",
  "adduser",
  "addgroup",
  "deluser",
  "delgroup",
  "nc",
  "nslookup",
  "less",
  "more",
  "vi",
  "vim",
  "nano",
  "rg",
  "file",
  "usleep",
  "ash",
]);
const inSbin = new Set(["useradd", "userdel", "usermod", "groupadd", "groupdel", "groupmod", "chroot", "ldconfig", "ip", "ss"]);

const sizes: Readonly<Record<string, number>> = {
  bash: 1_265_648,
  dash: 125_640,
  ls: 151_344,
  cat: 44_016,
  cp: 151_152,
  docker: 41_558_408,
  grep: 203_152,
  sed: 126_424,
  find: 224_848,
  tar: 531_984,
};

const files: Readonly<Record<string, string>> = {
  "/etc/hostname": `${hostName}\n`,
  "/etc/hosts": `127.0.0.1\tlocalhost\n127.0.1.1\t${hostName}\n`,
  "/etc/resolv.conf": "nameserver 192.168.65.7\n",
  "/etc/debian_version": "12.12\n",
  "/etc/os-release":
    'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nNAME="Debian GNU/Linux"\nVERSION_ID="12"\nVERSION="12 (bookworm)"\nVERSION_CODENAME=bookworm\nID=debian\nHOME_URL="https://www.debian.org/"\n',
  "/etc/passwd": `root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\nbin:x:2:2:bin:/bin:/usr/sbin/nologin\nsys:x:3:3:sys:/dev:/usr/sbin/nologin\nwww-data:x:33:33:www-data:/var/www:/usr/sbin/nologin\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n${learner.name}:x:${learner.uid}:${learner.gid}:${learner.name}:${learner.home}:/bin/bash\n`,
  "/etc/group": `root:x:0:\ndaemon:x:1:\nbin:x:2:\nsys:x:3:\nadm:x:4:\ntty:x:5:\nstaff:x:50:\nwww-data:x:33:\nusers:x:100:\ndocker:x:999:${learner.name}\nnogroup:x:65534:\n${learner.name}:x:${learner.gid}:\n`,
  "/etc/docker/daemon.json": "{}\n",
  "/etc/shells": "/bin/sh\n/usr/bin/sh\n/bin/bash\n/usr/bin/bash\n",
};

const owned: Readonly<Record<string, string>> = {
  ".bashrc": "# Aliases of the lab's shell.\nalias ll='ls -l'\nalias la='ls -A'\n",
  ".profile": '# Sourced by login shells.\n[ -f "$HOME/.bashrc" ] && . "$HOME/.bashrc"\n',
};

let base: DirectoryNode | undefined;

/** The host's root with `workspace` at `/home/dev/workspace`. Everything but the workspace is shared between sessions. */
export function hostDisk(workspace: DirectoryNode, now: () => number): DirectoryNode {
  base ??= makeBase();
  const tree = new WorkingTree(base, { now, uid: learner.uid, gid: learner.gid });
  tree.put(`${learner.home}/workspace`, workspace);
  return tree.root;
}

/** Without these there is no lab: nothing could be started any more, or the learner would be nobody. */
const essential = ["/bin/bash", "/usr/bin/ls", "/usr/bin/docker", "/etc/passwd", `${learner.home}/workspace`];

/**
 * Puts the host's own files back where something has removed them (`docker run -v /:/host … rm -rf /host`). What was the
 * learner's stays as it is; a workspace that is gone comes back empty.
 * @returns what to tell; empty when nothing was missing
 */
export function repairHost(disk: WorkingTree): string {
  if (essential.every((path) => disk.exists(path))) return "";
  base ??= makeBase();
  const fresh = new WorkingTree(base);
  for (const name of fresh.readdir("/")) {
    if (name !== "home") disk.put(`/${name}`, fresh.stat(`/${name}`, { follow: false }), { parents: true });
  }
  const own = { uid: learner.uid, gid: learner.gid };
  disk.mkdir(`${learner.home}/workspace`, { ...own, recursive: true });
  return "drydock: files that the host cannot do without were removed; it was set up anew. Files of yours that went with them are back with Undo or Reset in the editor\n";
}

/** Commands of the lab that hosts kept by earlier versions do not have. */
const added = ["/usr/bin/knock", "/usr/bin/predict"];

/** Gives a host that was kept what has been added to the lab since. */
export function bringUpToDate(disk: WorkingTree): void {
  base ??= makeBase();
  const fresh = new WorkingTree(base);
  for (const path of added) if (!disk.exists(path) && disk.exists("/usr/bin")) disk.put(path, fresh.stat(path));
}

function makeBase(): DirectoryNode {
  const installed = Date.UTC(2025, 10, 3, 8);
  const tree = new WorkingTree(undefined, { now: () => installed });
  for (const path of [
    "/usr/bin",
    "/usr/sbin",
    "/usr/lib",
    "/usr/local/bin",
    "/usr/local/sbin",
    "/usr/share",
    "/etc/docker",
    "/home",
    "/mnt",
    "/opt",
    "/root",
    "/run",
    "/srv",
    "/var/cache",
    "/var/lib/docker",
    "/var/log",
  ]) {
    tree.mkdir(path, { recursive: true });
  }
  for (const path of ["/tmp", "/var/tmp"]) tree.mkdir(path, { mode: 0o1777 });
  for (const name of ["bin", "sbin", "lib"]) tree.symlink(`usr/${name}`, `/${name}`);
  for (const name of appletNames()) {
    if (notOnHost.has(name)) continue;
    const directory = inSbin.has(name) ? "/usr/sbin" : "/usr/bin";
    tree.writeFile(`${directory}/${name}`, encodeExecutable({ program: "coreutils", data: { applet: name } }, sizes[name] ?? 43_968), {
      mode: 0o755,
    });
  }
  for (const name of ["bash", "dash", "docker", "knock", "predict", "why"])
    tree.writeFile(`/usr/bin/${name}`, encodeExecutable({ program: name }, sizes[name]), { mode: 0o755 });
  tree.writeFile("/usr/local/bin/trivy", encodeExecutable({ program: "trivy" }, 155_000_000), { mode: 0o755 });
  tree.symlink("dash", "/usr/bin/sh");
  for (const [path, text] of Object.entries(files)) tree.writeFile(path, text);
  tree.put("/dev", hostDeviceDirectory());
  tree.mkdir("/proc", { mode: 0o555 });
  tree.mkdir("/sys", { mode: 0o555 });
  tree.chmod("/root", 0o700);
  tree.chmod("/var/lib/docker", 0o710);
  const own = { uid: learner.uid, gid: learner.gid };
  tree.mkdir(learner.home, own);
  for (const [name, text] of Object.entries(owned)) tree.writeFile(`${learner.home}/${name}`, text, own);
  return tree.root;
}
