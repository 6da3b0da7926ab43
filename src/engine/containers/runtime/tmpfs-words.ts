/** `--tmpfs` as the daemon reads it. */
import { EngineError } from "../../api.ts";
import { quote } from "../../go/quote.ts";
import { readTmpfsData, type TmpfsData } from "../../volumes/tmpfs-data.ts";

export interface TmpfsWords extends TmpfsData {
  readonly readOnly: boolean;
  /** Of the mount: `nosuid,nodev,noexec,relatime`. */
  readonly flags: string;
  /** What is for the file system, as it was given. */
  readonly data: string;
  /** The kernel makes nothing of it. */
  readonly isWrong: boolean;
}

const flagWords = ["exec", "noexec", "suid", "nosuid", "dev", "nodev", "relatime", "noatime", "sync", "async"];
const dataWords = ["size", "mode", "uid", "gid", "nr_inodes", "nr_blocks", "mpol"];
/** What any mount may be told besides. */
const otherWords = "defaults ro rw dirsync mand nomand atime diratime nodiratime norelatime strictatime nostrictatime".split(" ");

const amount = /^\d+[kmgtpe]?$/i;
const valuePatterns: Readonly<Record<string, RegExp>> = {
  size: /^\d+[kmgtpe%]?$/i,
  mode: /^[0-7]+$/,
  uid: /^\d+$/,
  gid: /^\d+$/,
  nr_inodes: amount,
  nr_blocks: amount,
  mpol: /./,
};

/** `ro,size=64k,mode=711`. Throws `EngineError` 400 for a word tmpfs does not know. */
export function parseTmpfs(text: string): TmpfsWords {
  const words = text.split(",").filter((word) => word !== "");
  // The daemon reads them from the last, and prints the pair that it took a word apart into.
  for (const word of words.toReversed()) {
    const at = word.indexOf("=");
    const pair = at < 0 ? [word] : [word.slice(0, at), word.slice(at + 1)];
    const known = at < 0 ? flagWords.includes(word) || otherWords.includes(word) : dataWords.includes(pair[0] as string);
    if (!known) throw new EngineError(400, `invalid tmpfs option [${pair.map(quote).join(" ")}]`);
  }
  const flags = new Set(["nosuid", "nodev", "noexec", "relatime"]);
  for (const word of words.filter((word) => flagWords.includes(word))) {
    if (flags.has(`no${word}`)) flags.delete(`no${word}`);
    else if (word.startsWith("no")) flags.add(word);
  }
  const data = words.filter((word) => word.includes("="));
  const isWrong = data.some((word) => !valuePatterns[word.slice(0, word.indexOf("="))]?.test(word.slice(word.indexOf("=") + 1)));
  return { ...readTmpfsData(text), data: data.join(","), isWrong, readOnly: words.includes("ro"), flags: [...flags].join(",") };
}
