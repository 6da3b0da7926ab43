/** What is run on both engines. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { readTranscript } from "../client/run/replay.ts";

export interface Script {
  readonly name: string;
  /** A folder of files that are there when it begins. */
  readonly files: string | undefined;
  readonly lines: readonly string[];
}

const folder = path.join(import.meta.dirname, "scripts");
const recorded = ["../golden/run-basics", "../golden/tables", "../golden/health", ...transcriptsOf("../client/run")];

/** Scripts by name, or all of a kind when none is named. */
export function readScripts(names: readonly string[], all: boolean): Script[] {
  const own = readdirSync(folder).sort().map(readScript);
  const chosen = all || names.length > 0 ? [...own, ...recorded.map(readRecorded)] : own;
  const missing = names.find((name) => !chosen.some((script) => script.name === name));
  if (missing !== undefined) throw new Error(`there is no script ${missing}; there are ${chosen.map(({ name }) => name).join(", ")}`);
  return names.length === 0 ? chosen : chosen.filter(({ name }) => names.includes(name));
}

/** One command a line; `#` begins a comment. A `\` at the end of a line goes on in the next. */
function readScript(name: string): Script {
  const text = readFileSync(path.join(folder, name, "lines.sh"), "utf8").replaceAll("\\\n", "");
  const files = path.join(folder, name, "files");
  return {
    name,
    files: existsSync(files) ? files : undefined,
    lines: text.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("#")),
  };
}

function transcriptsOf(place: string): string[] {
  return readdirSync(path.join(import.meta.dirname, place))
    .filter((name) => name.endsWith(".json"))
    .map((name) => `${place}/${name.replace(".json", "")}`);
}

function readRecorded(place: string): Script {
  const { transcript } = readTranscript(new URL(`${place}.json`, import.meta.url));
  return { name: path.basename(place), files: undefined, lines: transcript.map(({ line }) => line) };
}
