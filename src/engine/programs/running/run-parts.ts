/** `run-parts`: the scripts of a directory, one after the other by name. */
import { FsError } from "../../filesystem/errors.ts";
import { compareNames } from "../../filesystem/walk.ts";
import { at, type Applet } from "../coreutils/applet.ts";
import { parseOptions } from "../coreutils/options.ts";
import { javascriptPattern } from "../coreutils/posix-pattern.ts";
import { testWords } from "../shell/test-expression.ts";

export const runParts: Applet = async (process, args, tool) => {
  const options = parseOptions(args, {
    short: "a:u:v",
    long: {
      arg: "a:",
      umask: "u:",
      verbose: "v",
      test: "test",
      list: "list",
      reverse: "reverse",
      "exit-on-error": "exit",
      regex: "regex:",
      report: "report",
      "new-session": "session",
    },
  });
  const [directory] = options.operands;
  if (directory === undefined) return tool.usage("missing operand");
  let names: string[];
  try {
    names = process.fs.readdir(at(process, directory)).sort(compareNames);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    return tool.fail(tool.gnu ? `failed to open directory ${directory}: ${error.reason}` : `${directory}: ${error.reason}`);
  }
  const own = options.value("regex");
  const pattern = own === undefined ? /^[A-Za-z0-9_-]+$/ : new RegExp(javascriptPattern(own, "extended"), "u");
  if (options.has("reverse")) names.reverse();
  let status = 0;
  for (const name of names.filter((one) => pattern.test(one))) {
    const path = `${directory.replace(/\/$/, "")}/${name}`;
    if (process.fs.lookup(at(process, path))?.kind !== "file") continue;
    const runs = testWords(["-x", at(process, path)], process, tool.flavour);
    if (options.has("list") || (options.has("test") && runs)) process.stdout(`${path}\n`);
    if (options.has("list") || options.has("test") || !runs) continue;
    if (options.has("v")) process.stderr(`run-parts: executing ${path}\n`);
    const code = await process.spawn([path, ...options.values("a")]);
    if (code === 0) continue;
    status = tool.gnu ? tool.fail(`${path} exited with return code ${code}`) : tool.fail(`${path}: exit status ${code}`);
    if (options.has("exit")) return status;
  }
  return status;
};
