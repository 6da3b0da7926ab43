/** What a program may ask of the machine, by name. Arguments and answers are JSON; bytes travel one character each. */
import { hmac } from "@noble/hashes/hmac.js";
import { md5, sha1 } from "@noble/hashes/legacy.js";
import { sha256, sha384, sha512 } from "@noble/hashes/sha2.js";
import { FsError } from "../../filesystem/errors.ts";
import { parseSignal } from "../../kernel/signals.ts";
import { bytesToLatin1, latin1ToBytes, latin1ToText } from "../shell/bytes.ts";
import { absolute } from "../packages/lab.ts";
import type { Process } from "../program.ts";
import type { Events } from "./events.ts";
import { Refused } from "./refused.ts";

type Operation = (...args: readonly never[]) => unknown;

const digests = { md5, sha1, sha256, sha384, sha512 } as const;

/** Operations on files, the process and its surroundings. */
export function systemOperations(process: Process, events: Events, exit: (code: number) => void): Readonly<Record<string, Operation>> {
  const { fs, clock, task, machine } = process;
  const at = (path: string): string => absolute(task.cwd, path);
  /** Runs `body`; its failure names the call and the path as it was given. */
  const onPath = <T>(syscall: string, path: string, body: (full: string) => T): T => {
    try {
      return body(at(path));
    } catch (error) {
      if (error instanceof FsError) throw new Refused({ code: error.code, syscall, path });
      throw error;
    }
  };
  const kindOf = (path: string): string | undefined => fs.lookup(at(path))?.kind;
  let draws = 0;
  const block = (): Uint8Array => sha256(new TextEncoder().encode(`${process.hostname}/${process.pid}/${draws++}`));
  return {
    write(fd: number, data: string) {
      if (fd === 2) process.stderr(latin1ToText(data));
      else process.stdout(latin1ToText(data));
    },
    isTTY: (fd: number) => [process.terminal?.stdin, process.terminal?.stdout, process.terminal?.stderr][fd] ?? false,
    pid: () => process.pid,
    ppid: () => process.ppid,
    uid: () => process.uid,
    gid: () => process.gid,
    cwd: () => task.cwd,
    chdir: (path: string) =>
      onPath("chdir", path, (full) => {
        if (fs.stat(full).kind !== "directory") throw new FsError("ENOTDIR", full);
        task.cwd = full;
      }),
    exit: (code: number) => exit(code),
    kill(pid: number, name: string) {
      const failure = process.kill(pid, name === "0" ? undefined : parseSignal(name));
      if (failure) throw new Refused({ code: failure, syscall: "kill" });
    },
    uptime: () => clock.now() - task.startedAt,
    now: () => Math.floor(clock.now()),
    random() {
      const [a = 0, b = 0, c = 0, d = 0] = block();
      return (a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d) / 2 ** 32;
    },
    randomBytes(count: number) {
      let text = "";
      while (text.length < count) text += bytesToLatin1(block());
      return text.slice(0, count);
    },
    digest(name: string, data: string, key: string | null) {
      const digest = digests[name.toLowerCase().replace("-", "") as keyof typeof digests];
      if (!digest) throw new Error("Digest method not supported");
      const bytes = latin1ToBytes(data);
      return bytesToLatin1(key === null ? digest(bytes) : hmac(digest as typeof sha256, latin1ToBytes(key), bytes));
    },
    hostname: () => process.hostname,
    cpus: () => machine.cpus,
    memory: () => machine.memory,
    interfaces: () => ({}),
    ref: (id: number, holds: boolean) => events.setHolding(id, holds),
    kind: (path: string) => kindOf(path) ?? null,
    exists: (path: string) => fs.exists(at(path)),
    realpath: (path: string) => onPath("realpath", path, (full) => fs.realpath(full)),
    source(path: string) {
      const node = fs.lookup(path);
      const text = fs.readText(path);
      const hollow = node?.kind === "file" && node.content.size !== node.content.bytes.length;
      const kept = hollow ? (text.split("\0", 1)[0] as string) : text;
      return { text: kept, hollow: hollow && !kept.startsWith("// What the lab does for") };
    },
    readFile: (path: string) =>
      onPath("open", path, (full) => {
        if (fs.lookup(full)?.kind === "directory") throw new Refused({ code: "EISDIR", syscall: "read" });
        return bytesToLatin1(fs.readFile(full));
      }),
    writeFile: (path: string, data: string, flag: string, mode?: number) =>
      onPath("open", path, (full) => {
        if (flag.includes("x") && fs.exists(full)) throw new FsError("EEXIST", full);
        if (flag.startsWith("a") && fs.exists(full)) fs.appendFile(full, latin1ToBytes(data));
        else fs.writeFile(full, latin1ToBytes(data), mode === undefined ? {} : { mode });
      }),
    stat: (path: string, follow: boolean) =>
      onPath(follow ? "stat" : "lstat", path, (full) => {
        const node = fs.stat(full, { follow });
        return {
          kind: node.kind,
          size: node.kind === "file" ? node.content.size : 4096,
          mode: node.mode,
          uid: node.uid,
          gid: node.gid,
          mtimeMs: node.mtime,
        };
      }),
    readdir: (path: string) =>
      onPath("scandir", path, (full) => fs.readdir(full).map((name) => [name, fs.lookup(`${full}/${name}`, { follow: false })?.kind])),
    mkdir: (path: string, recursive: boolean) => onPath("mkdir", path, (full) => fs.mkdir(full, { recursive })),
    rm: (path: string, recursive: boolean, force: boolean) => onPath("rm", path, (full) => fs.remove(full, { recursive, force })),
    rmdir: (path: string, recursive: boolean) =>
      onPath("rmdir", path, (full) => {
        if (!recursive && fs.readdir(full).length > 0) throw new FsError("ENOTEMPTY", full);
        fs.remove(full, { recursive: true });
      }),
    unlink: (path: string) =>
      onPath("unlink", path, (full) => {
        if (fs.lookup(full, { follow: false })?.kind === "directory") throw new FsError("EISDIR", full);
        fs.remove(full);
      }),
    rename: (from: string, to: string) => onPath("rename", from, (full) => fs.rename(full, at(to))),
    symlink: (target: string, path: string) => onPath("symlink", path, (full) => fs.symlink(target, full)),
    readlink: (path: string) => onPath("readlink", path, (full) => fs.readlink(full)),
    chmod: (path: string, mode: number) => onPath("chmod", path, (full) => fs.chmod(full, mode)),
    chown: (path: string, uid: number, gid: number) => onPath("chown", path, (full) => fs.chown(full, uid, gid)),
    access: (path: string, mode: number) =>
      onPath("access", path, (full) => {
        const node = fs.stat(full);
        const shift = node.uid === process.uid ? 6 : node.gid === process.gid ? 3 : 0;
        if (process.uid !== 0 && (mode & ~((node.mode >> shift) & 7)) !== 0) throw new FsError("EACCES", full);
      }),
  };
}
