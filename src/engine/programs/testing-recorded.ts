/** Command lines of one tool with what real ones answered, and the lab's answers beside them. */
import { runStep, testRoot } from "./testing.ts";
import { encodeExecutable } from "./executable.ts";

export interface RecordedLine {
  /** Whose answer it is: on Debian 12 or, with `busybox`, of Debian's busybox 1.35. */
  readonly flavour: "mawk" | "gawk" | "gnu" | "busybox";
  readonly command: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
  /** Why the lab answers otherwise; absent where it answers alike. */
  readonly otherwise?: string;
}

interface Recording {
  /** What lies in the folder that the lines run in, beside the link `lnk` to `a.txt`. */
  readonly files: Readonly<Record<string, string>>;
  /** Without what is empty or 0. */
  readonly cases: readonly (Partial<RecordedLine> & Pick<RecordedLine, "flavour" | "command">)[];
}

/** What is told apart of an answer. Usage texts count as one word, and bytes that are no text are spelled out. */
export interface Answer {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number | undefined;
}

/** @param text of a recording, JSON */
export function readRecording(text: string): { readonly lines: readonly RecordedLine[]; answer(line: RecordedLine): Promise<Answer> } {
  const { files, cases } = JSON.parse(text) as Recording;
  const lines = cases.map((line) => ({ stdout: "", stderr: "", exitCode: 0, ...line }));
  return { lines, answer: (line) => answer(line, files) };
}

/** What the lab says. */
async function answer({ flavour, command }: RecordedLine, files: Recording["files"]): Promise<Answer> {
  const root = testRoot(flavour === "busybox" ? "busybox" : "gnu");
  if (flavour === "gawk")
    root.writeFile("/usr/bin/awk", encodeExecutable({ program: "coreutils", data: { applet: "gawk" } }), { mode: 0o755 });
  for (const [name, text] of Object.entries(files)) root.writeFile(`/work/${name}`, text);
  root.symlink("a.txt", "/work/lnk");
  const said = { stdout: "", stderr: "" };
  const ran = await runStep(root.root, [flavour === "busybox" ? "/bin/sh" : "/bin/bash", "-c", command], {
    stdout: (text) => {
      said.stdout += text;
    },
    stderr: (text) => {
      said.stderr += text;
    },
  });
  return { stdout: spelledOut(said.stdout), stderr: withoutUsage(said.stderr), exitCode: ran.exitCode };
}

/** The recorded answer in the same form. */
export function expected({ stdout, stderr, exitCode }: RecordedLine): Answer {
  return { stdout, stderr: withoutUsage(stderr), exitCode };
}

function spelledOut(text: string): string {
  return text.replace(/[\uDC80-\uDCFF]/g, (byte) => `\\x${(byte.charCodeAt(0) - 0xdc00).toString(16)}`);
}

/** Debian's busybox reads options with glibc, Alpine's with musl, which has other words. */
function withoutUsage(text: string): string {
  return text
    .replace(/(?:\(usage\)|BusyBox v|Usage: )[^]*/, "(usage)")
    .replace(/invalid option -- '(.)'/, "unrecognized option: $1")
    .replace(/unrecognized option '--([\w-]+)'/, "unrecognized option: $1")
    .replace(/option requires an argument -- '?(.)'?/, "option requires an argument: $1");
}
