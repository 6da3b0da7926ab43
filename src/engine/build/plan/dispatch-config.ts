/** Instructions that change the image's configuration and the stage's state, and make no vertex (spec §1.2, §9). */
import type { SourceRange } from "../../api.ts";
import {
  type ArgInstruction,
  type CommandInstruction,
  type CommandLine,
  DockerfileError,
  type EnvInstruction,
  type HealthcheckInstruction,
  type Instruction,
  type ListInstruction,
  type UserInstruction,
} from "../../dockerfile/ast.ts";
import { expandWords } from "../../dockerfile/expand.ts";
import type { ConfigScope } from "./dispatch-scope.ts";
import { goQuoteList, healthcheckRow } from "./history.ts";
import { located } from "./plan.ts";
import { parsePorts } from "./ports.ts";
import type { StageState } from "./state.ts";

/** Applies one instruction. Returns its history row; none for ONBUILD (spec §9.1). */
export function dispatchConfig(instruction: Instruction, state: StageState, scope: ConfigScope): string | undefined {
  switch (instruction.kind) {
    case "ENV":
      return dispatchEnv(instruction, state, scope);
    case "LABEL":
      return dispatchLabel(instruction, state, scope);
    case "ARG":
      return dispatchArg(instruction, state, scope);
    case "USER":
    case "STOPSIGNAL":
    case "MAINTAINER":
      return dispatchWord(instruction, state, scope);
    case "CMD":
    case "ENTRYPOINT":
      return dispatchCommand(instruction, state);
    case "EXPOSE":
    case "VOLUME":
    case "SHELL":
      return dispatchList(instruction, state, scope);
    case "HEALTHCHECK":
      return dispatchHealthcheck(instruction, state);
    case "ONBUILD":
      state.config.addTrigger(instruction.trigger);
      return undefined;
    default:
      return undefined;
  }
}

/** All values see the variables from before the line (spec §8.2). */
function dispatchEnv(instruction: EnvInstruction, state: StageState, scope: ConfigScope): string {
  const pairs = expandPairs(instruction, state, scope);
  state.environment = state.environment.setAll(pairs, "ENV");
  state.config.setVariables(pairs);
  return `ENV ${rowOf(pairs)}`;
}

function expandPairs(instruction: EnvInstruction, state: StageState, scope: ConfigScope): [string, string][] {
  const expand = (word: string) => scope.expand(instruction, word, state.environment);
  return instruction.pairs.map(({ key, value = "" }) => [expand(key), expand(value)]);
}

function rowOf(pairs: readonly (readonly [string, string])[]): string {
  return pairs.map(([key, value]) => `${key}=${value}`).join(" ");
}

function dispatchLabel(instruction: EnvInstruction, state: StageState, scope: ConfigScope): string {
  const pairs = expandPairs(instruction, state, scope);
  state.config.setLabels(pairs);
  return `LABEL ${rowOf(pairs)}`;
}

/** A valued ARG is a variable like any ENV for the steps below it; the image's config never sees it (spec §3.2). */
function dispatchArg(instruction: ArgInstruction, state: StageState, scope: ConfigScope): string {
  const row: string[] = [];
  for (const { key, value: written } of instruction.args) {
    const given = scope.buildArgs[key];
    const value = given ?? (written === undefined ? scope.globals.get(key) : scope.expand(instruction, written, state.environment));
    if (value !== undefined) state.environment = state.environment.set(key, value, "ARG");
    state.declared.set(key, value);
    row.push(value === undefined ? key : `${key}=${value}`);
  }
  return `ARG ${row.join(" ")}`;
}

function dispatchWord(instruction: UserInstruction, state: StageState, scope: ConfigScope): string {
  if (instruction.kind === "MAINTAINER") {
    state.author = instruction.value;
    return `MAINTAINER ${instruction.value}`;
  }
  const value = scope.expand(instruction, instruction.value, state.environment);
  if (instruction.kind === "USER") {
    state.user = value;
    state.config.change({ User: value });
    return `USER ${value}`;
  }
  if (!isSignal(value)) throw new DockerfileError(`invalid signal: ${value}`, instruction.range);
  state.config.change({ StopSignal: value });
  return `STOPSIGNAL ${value}`;
}

const signals =
  "ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP SYS TERM TRAP TSTP TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ";

function isSignal(value: string): boolean {
  if (/^[-+]?\d+$/.test(value)) return Number(value) !== 0 && Number.isSafeInteger(Number(value));
  const name = value.toUpperCase().replace(/^SIG/, "");
  return signals.split(" ").includes(name) || /^RTMIN(\+([1-9]|1[0-5]))?$|^RTMAX(-([1-9]|1[0-4]))?$/.test(name);
}

/** Shell form runs under the current SHELL. */
export function commandWords(command: CommandLine, shell: readonly string[]): readonly string[] {
  return command.form === "exec" ? command.words : [...shell, command.text];
}

function dispatchCommand(instruction: CommandInstruction, state: StageState): string {
  const words = commandWords(instruction.command, state.shell);
  const row = `${instruction.kind} [${goQuoteList(words)}]`;
  if (instruction.kind === "CMD") {
    state.commandSet = true;
    state.config.change({ Cmd: words, ArgsEscaped: true });
  } else {
    state.config.change({ Entrypoint: words, ...(state.commandSet ? {} : { Cmd: null }) });
  }
  return row;
}

function dispatchList(instruction: ListInstruction, state: StageState, scope: ConfigScope): string {
  if (instruction.kind === "SHELL") {
    state.shell = instruction.values;
    state.config.change({ Shell: instruction.values });
    return `SHELL [${instruction.values.join(" ")}]`;
  }
  if (instruction.kind === "VOLUME") {
    const volumes = instruction.values.map((value) => scope.expand(instruction, value, state.environment));
    if (volumes.includes("")) throw new DockerfileError("VOLUME specified can not be an empty string", instruction.range);
    state.config.addVolumes(volumes);
    return `VOLUME [${volumes.join(" ")}]`;
  }
  const words = instruction.values.flatMap((value) => splitWords(instruction, value, state, scope));
  const ports = parsePorts(words, instruction.range);
  state.config.addPorts(ports);
  return `EXPOSE [${ports.join(" ")}]`;
}

function splitWords(instruction: { readonly range: SourceRange }, value: string, state: StageState, scope: ConfigScope): string[] {
  try {
    return expandWords(value, state.environment, { escape: scope.escape, budget: scope.plan.budget });
  } catch (error) {
    throw located(error, instruction.range);
  }
}

function dispatchHealthcheck(instruction: HealthcheckInstruction, state: StageState): string {
  const { command } = instruction;
  const test = !command ? ["NONE"] : command.form === "exec" ? ["CMD", ...command.words] : ["CMD-SHELL", command.text];
  const health = {
    Test: test,
    ...(instruction.interval && { Interval: instruction.interval }),
    ...(instruction.timeout && { Timeout: instruction.timeout }),
    ...(instruction.startPeriod && { StartPeriod: instruction.startPeriod }),
    ...(instruction.startInterval && { StartInterval: instruction.startInterval }),
    ...(instruction.retries && { Retries: instruction.retries }),
  };
  state.config.change({ Healthcheck: health });
  return healthcheckRow(health);
}
