/** Limits, devices and security options, each from its flag. */
import { FsError } from "../../engine/filesystem/errors.ts";
import type { DeviceRequest } from "../../engine/api.ts";
import type { DockerContext } from "../context.ts";
import { CliError } from "../errors.ts";
import { goQuote } from "../format/quote.ts";
import { absolute } from "../paths.ts";

/** `1.5` CPUs in billionths. */
export function nanoCpus(text: string): number {
  if (text === "") return 0;
  const [top = "0", bottom = "1"] = text.split("/");
  return Math.round((Number(top) / Number(bottom)) * 1e9);
}

/** `nofile=1024:2048`; one number is both limits. By name, of two the later. */
export function ulimitsOf(values: readonly string[]): { Name: string; Hard: number; Soft: number }[] {
  const limits = values.map((value) => {
    const [Name = "", numbers = ""] = value.split("=");
    const [soft = "0", hard = soft] = numbers.split(":");
    return { Name, Hard: Number(hard), Soft: Number(soft) };
  });
  const latest = new Map(limits.map((limit) => [limit.Name, limit]));
  return [...latest.values()].sort((a, b) => (a.Name < b.Name ? -1 : 1));
}

/** `/dev/host:/dev/inside:rwm`. @throws CliError */
export function devicesOf(values: readonly string[]): { PathOnHost: string; PathInContainer: string; CgroupPermissions: string }[] {
  return values.map((value) => {
    const parts = value.split(":");
    const [host = "", second, third] = parts;
    if (parts.length > 3 || host === "") throw new CliError(`invalid device specification: ${value}`);
    const isMode = (text: string): boolean => /^[rwm]{1,3}$/.test(text) && new Set(text).size === text.length;
    if (third !== undefined && !isMode(third)) throw new CliError(`bad mode specified: ${third}`);
    const onlyMode = parts.length === 2 && second !== undefined && isMode(second);
    const inside = onlyMode || second === undefined ? host : second;
    if (!inside.startsWith("/")) throw new CliError(`${inside} is not an absolute path`);
    return {
      PathOnHost: host,
      PathInContainer: inside,
      CgroupPermissions: third ?? (onlyMode ? second : "rwm"),
    };
  });
}

export function gpusOf(values: readonly string[]): DeviceRequest[] | null {
  if (values.length === 0) return null;
  return values.map((value) => {
    let request: DeviceRequest = { Driver: "", Count: 0, DeviceIDs: null, Capabilities: [["gpu"]], Options: {} };
    for (const field of value.split(",")) {
      const [key = "", text] = field.split("=");
      const count = (word: string): number => (word === "all" ? -1 : Number(word));
      if (text === undefined) request = { ...request, Count: count(key) };
      else if (key === "count") request = { ...request, Count: count(text) };
      else if (key === "driver") request = { ...request, Driver: text };
      else if (key === "device") request = { ...request, DeviceIDs: [text] };
    }
    return !value.includes("device=") && request.Count === 0 ? { ...request, Count: 1 } : request;
  });
}

/** `no-new-privileges`, `seccomp=FILE` (whose text is sent), `apparmor=…`. @throws CliError */
export function securityOptions(values: readonly string[], context: DockerContext): readonly string[] | null {
  if (values.length === 0) return null;
  return values.map((value) => {
    const at = value.search(/[=:]/);
    if (at < 0) {
      if (value !== "no-new-privileges") throw new CliError(`Invalid --security-opt: ${goQuote(value)}`);
      return value;
    }
    const key = value.slice(0, at);
    const text = value.slice(at + 1);
    if (key !== "seccomp" || text === "unconfined" || text === "builtin") return value;
    return `seccomp=${profile(text, context)}`;
  });
}

function profile(file: string, context: DockerContext): string {
  let text: string;
  try {
    text = context.disk.readText(absolute(context.cwd, file));
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    throw new CliError(`opening seccomp profile (${file}) failed: open ${file}: ${error.reason.toLowerCase()}`);
  }
  try {
    return JSON.stringify(JSON.parse(text));
  } catch (error) {
    throw new CliError(`compacting json for seccomp profile (${file}) failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}
