/**
 * Records what a real Docker answers to the lines of a script: `node test/client/run/record.ts SCRIPT.sh FILE.json`. The daemon and the
 * client are those of the environment (`DOCKER_HOST`, `PATH`); its images have to be those of `test/engine up`, and nothing else in it.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename } from "node:path";

const [script = "", output = ""] = process.argv.slice(2);
const cwd = mkdtempSync(`${tmpdir()}/work`);
const ask = (...argv: string[]): string => execFileSync("docker", argv, { encoding: "utf8" }).trim();
const [root = "", engine = ""] = ask("info", "--format", "{{.DockerRootDir}} {{.ServerVersion}}").split(" ");
/** Where the recording machine keeps things, as the lab has it. */
const config = process.env.DOCKER_CONFIG ?? `${process.env.HOME}/.docker`;
const local = (text: string): string =>
  text.replaceAll(root, "/var/lib/docker").replaceAll(cwd, "/home/dev/workspace").replaceAll(config, "/home/dev/.docker");

const lines = readFileSync(script, "utf8").trimEnd().split("\n");
const transcript = lines.map((line) => {
  const { status, stdout, stderr } = spawnSync("bash", ["-c", line], { cwd, encoding: "utf8", input: "" });
  // bash says whose line it is: the lab's has no name.
  return { line, exitCode: status, stdout: local(stdout), stderr: local(stderr) };
});
writeFileSync(output, `${JSON.stringify({ name: basename(script, ".sh"), engine, transcript }, null, 2)}\n`);
