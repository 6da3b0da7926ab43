/** Rules about single instructions that need no variables (spec §11). */
import type { BuildWarning, SourceRange } from "../../api.ts";
import type { CommandInstruction, CopyInstruction, EnvInstruction, HealthcheckInstruction, WorkdirInstruction } from "../ast.ts";
import { cleanPath } from "../ignore.ts";
import { quote } from "../text.ts";
import type { StageState } from "./stage.ts";

/** Words that name a secret as the first or last part of a variable's name, and one that takes the suspicion away. */
const secret = /(?:_|^)(?:apikey|auth|credential|credentials|key|password|pword|passwd|secret|token)(?:_|$)/i;
const harmless = /(?:_|^)public(?:_|$)/i;

export function lintSecret(kind: "ARG" | "ENV", name: string, range: SourceRange, warnings: BuildWarning[]): void {
  if (!secret.test(name) || harmless.test(name)) return;
  const message = `Do not use ARG or ENV instructions for sensitive data (${kind} ${quote(name)})`;
  warnings.push({ rule: "SecretsUsedInArgOrEnv", message, range });
}

export function lintPairs(instruction: EnvInstruction, warnings: BuildWarning[]): void {
  const { keyword, range } = instruction;
  if (!instruction.legacy) return;
  const message = `"${keyword} key=value" should be used instead of legacy "${keyword} key value" format`;
  warnings.push({ rule: "LegacyKeyValueFormat", message, range });
}

/** Only the first WORKDIR of a stage and those it starts from matters. `path` is expanded. */
export function lintWorkdir({ range }: WorkdirInstruction, path: string, state: StageState, warnings: BuildWarning[]): void {
  if (!state.workdirSet && !path.startsWith("/")) {
    const message = `Relative workdir ${quote(path)} can have unexpected results if the base image changes`;
    warnings.push({ rule: "WorkdirRelativePath", message, range });
  }
  state.workdirSet = true;
}

/** CMD, ENTRYPOINT and HEALTHCHECK: the earlier one is the one without effect. */
export function lintOnce(instruction: CommandInstruction | HealthcheckInstruction, state: StageState, warnings: BuildWarning[]): void {
  const { kind, keyword, range } = instruction;
  const earlier = state.last.get(kind);
  if (earlier) {
    const message = `Multiple ${keyword} instructions should not be used in the same stage because only the last one will be used`;
    warnings.push({ rule: "MultipleInstructionsDisallowed", message, range: earlier });
  }
  state.last.set(kind, range);
}

export function lintShellForm({ command, keyword, range }: CommandInstruction, state: StageState, warnings: BuildWarning[]): void {
  if (command.form === "exec" || state.hasShell) return;
  const message = `JSON arguments recommended for ${keyword} to prevent unintended behavior related to OS signals`;
  warnings.push({ rule: "JSONArgsRecommended", message, range });
}

/** `port` is expanded: `[ip:][host:]container[/protocol]`. */
export function lintPort(port: string, range: SourceRange, warnings: BuildWarning[]): void {
  const parts = port.split(":");
  const protocol = (parts.at(-1) as string).split("/").slice(1).join("/");
  if (protocol !== protocol.toLowerCase() && ["tcp", "udp", "sctp"].includes(protocol.toLowerCase())) {
    const message = `Defined protocol '${port}' in EXPOSE instruction should be lowercase`;
    warnings.push({ rule: "ExposeProtoCasing", message, range });
  }
  if (parts.slice(0, -1).some((part) => part !== "")) {
    const message = `EXPOSE instruction should not define an IP address or host-port mapping, found '${port}'`;
    warnings.push({ rule: "ExposeInvalidFormat", message, range });
  }
}

/** `sources` are expanded. */
export function lintIgnored(
  { kind, range, from }: CopyInstruction,
  sources: readonly string[],
  isIgnored: ((path: string) => boolean) | undefined,
  warnings: BuildWarning[],
): void {
  if (!isIgnored || from !== undefined) return;
  for (const source of sources) {
    const path = cleanPath(source);
    if (path === "." || path === "/" || /^(https?|git|ssh):\/\/|^git@/.test(source) || !isIgnored(path)) continue;
    const message = `Attempting to ${kind === "ADD" ? "Add" : "Copy"} file ${quote(source)} that is excluded by .dockerignore`;
    warnings.push({ rule: "CopyIgnoredFile", message, range });
  }
}
