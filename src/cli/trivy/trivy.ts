/** `trivy`, a scanner that is a program of its own on the host: of its commands, `image`. */
import { EngineError } from "../../engine/api.ts";
import { type Finding, severities, type Severity } from "../../engine/scan/vulnerabilities.ts";
import type { DockerContext } from "../context.ts";
import { CliError, labLine } from "../errors.ts";
import { bool, flag } from "../flags/declare.ts";
import type { FlagSpec } from "../flags/flag.ts";
import { FlagError, type FlagValues, parseFlags } from "../flags/parse.ts";
import { flagUsages } from "../flags/usage.ts";
import { absolute } from "../paths.ts";
import { fictionNotice, scanImage } from "../scan/scan-image.ts";
import { jsonReport, tableReport, targetsOf } from "./report.ts";

const version = "0.63.0";

const flags: readonly FlagSpec[] = [
  flag("int", "exit-code", "specify exit code when any security issues are found"),
  flag("string", "format", "format (table,json)", { short: "f", default: "table" }),
  bool("ignore-unfixed", "display only fixed vulnerabilities"),
  bool("no-progress", "suppress progress bar"),
  flag("string", "output", "output file name", { short: "o" }),
  flag("strings", "pkg-types", "list of package types (os,library)", { default: "[os,library]" }),
  bool("quiet", "suppress progress bar and log output", "q"),
  flag("strings", "scanners", "comma-separated list of what security issues to detect (vuln)", { default: "[vuln,secret]" }),
  flag("strings", "severity", "severities of security issues to be displayed", {
    short: "s",
    default: "[UNKNOWN,LOW,MEDIUM,HIGH,CRITICAL]",
  }),
  { ...flag("strings", "vuln-type", "deprecated name of --pkg-types"), hidden: true },
];

const usage = `Scanner for vulnerabilities in container images

Usage:
  trivy [command]

Scanning Commands
  image       Scan a container image

Utility Commands
  help        Help about any command
  version     Print the version

`;

/** @returns the exit code; never rejects but with what is no mistake of the learner's */
export async function runTrivy(argv: readonly string[], context: DockerContext): Promise<number> {
  const [command, ...words] = argv;
  if (command === undefined || ["help", "--help", "-h"].includes(command)) context.stdout(usage);
  else if (command === "version" || command === "--version" || command === "-v") context.stdout(`Version: ${version}\n`);
  else if (["image", "i"].includes(command)) return image(words, context);
  else if (["filesystem", "fs", "repository", "repo", "config", "kubernetes", "k8s", "sbom", "rootfs", "vm"].includes(command)) {
    context.stderr(`${labLine(`of trivy the lab has \`trivy image\` alone.`)}\n`);
    return 1;
  } else {
    context.stderr(`Error: unknown command "${command}" for "trivy"\nRun 'trivy --help' for usage.\n`);
    return 1;
  }
  return 0;
}

async function image(words: readonly string[], context: DockerContext): Promise<number> {
  try {
    const { values, operands, help } = parseFlags(flags, words);
    if (help) {
      context.stdout(`Scan a container image\n\nUsage:\n  trivy image [flags] IMAGE_NAME\n\nScan Flags\n${flagUsages(flags)}`);
      return 0;
    }
    const [reference, ...more] = operands;
    if (reference === undefined || more.length > 0)
      throw new CliError("image scan error: multiple targets cannot be specified or require at least 1 argument or --input option");
    return await report(reference, values, context);
  } catch (error) {
    if (error instanceof FlagError) {
      context.stderr(`Error: ${error.message}\n`);
      return 1;
    }
    if (!(error instanceof CliError || error instanceof EngineError)) throw error;
    context.stderr(`${stamp(context)}\tFATAL\tFatal error\t${error.message}\n`);
    return 1;
  }
}

async function report(reference: string, values: FlagValues, context: DockerContext): Promise<number> {
  const format = values.text("format");
  if (format !== "table" && format !== "json") throw new CliError(labLine(`of trivy's formats the lab has table and json, not ${format}.`));
  const wanted = chosenSeverities(values.list("severity"));
  const log = (level: string, message: string): void => {
    if (!values.bool("quiet")) context.stderr(`${stamp(context)}\t${level}\t${message}\n`);
  };
  log("INFO", "[vuln] Vulnerability scanning is enabled");
  const scanned = await scanImage(reference, context);
  const { distribution } = scanned.scan;
  if (distribution) log("INFO", `Detected OS\tfamily="${distribution.id}" version="${distribution.version}"`);
  const types = values.has("pkg-types") ? values.list("pkg-types") : values.has("vuln-type") ? values.list("vuln-type") : ["os", "library"];
  const keeps = ({ vulnerability: { severity, fixed } }: Finding): boolean =>
    wanted.includes(severity) && !(values.bool("ignore-unfixed") && fixed === undefined);
  const targets = targetsOf(scanned, keeps, types);
  for (const { name, type, packages } of targets) log("INFO", `[${name}] Detecting vulnerabilities...\tpkg_num=${packages} type="${type}"`);
  const text = format === "json" ? jsonReport(scanned, targets, context.clock.now()) : tableReport(targets);
  const output = values.text("output");
  if (output === "") context.stdout(text);
  else context.disk.writeFile(absolute(context.cwd, output), text);
  if (!values.bool("quiet")) context.stderr(`${labLine(await fictionNotice())}\n`);
  const count = targets.reduce((sum, { findings }) => sum + findings.length, 0);
  return count > 0 ? Number(values.text("exit-code") || "0") : 0;
}

/** @throws CliError for a word that names none */
function chosenSeverities(words: readonly string[]): readonly Severity[] {
  const names = words.map((word) => word.toUpperCase());
  const wrong = names.find((name) => name !== "UNKNOWN" && !severities.some((severity) => severity === name));
  if (wrong !== undefined)
    throw new CliError(`invalid argument "${wrong}" for "--severity" flag: must be one of ["UNKNOWN" "LOW" "MEDIUM" "HIGH" "CRITICAL"]`);
  return words.length === 0 ? severities : severities.filter((severity) => names.includes(severity));
}

function stamp({ clock }: DockerContext): string {
  return `${new Date(clock.now()).toISOString().slice(0, 19)}Z`;
}
