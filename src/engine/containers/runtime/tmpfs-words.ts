/** `--tmpfs` as the daemon reads it. */
import { EngineError } from "../../api.ts";
import { readTmpfsData, type TmpfsData } from "../../volumes/tmpfs-data.ts";

export interface TmpfsWords extends TmpfsData {
  readonly readOnly: boolean;
  /** Of the mount: `nosuid,nodev,noexec,relatime`. */
  readonly flags: string;
}

const flagWords = ["exec", "noexec", "suid", "nosuid", "dev", "nodev", "relatime", "noatime", "sync", "async"];
const dataWords = ["size", "mode", "uid", "gid", "nr_inodes", "nr_blocks", "mpol"];

/** `ro,size=64k,mode=711`. Throws `EngineError` 400 for a word tmpfs does not know. */
export function parseTmpfs(text: string): TmpfsWords {
  const words = text.split(",").filter((word) => word !== "");
  for (const word of words) {
    const [key = ""] = word.split("=");
    const known = word.includes("=") ? dataWords.includes(key) : [...flagWords, "ro", "rw"].includes(word);
    if (!known) throw new EngineError(400, `invalid tmpfs option "${word}"`);
  }
  const flags = new Set(["nosuid", "nodev", "noexec", "relatime"]);
  for (const word of words.filter((word) => flagWords.includes(word))) {
    if (flags.has(`no${word}`)) flags.delete(`no${word}`);
    else if (word.startsWith("no")) flags.add(word);
  }
  return { ...readTmpfsData(text), readOnly: words.includes("ro"), flags: [...flags].join(",") };
}
