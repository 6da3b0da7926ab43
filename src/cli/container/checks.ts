/** What the client itself refuses in the value of one flag, before anything is sent. Each gives the complaint, or nothing. */
import { isIp } from "../../engine/kernel/network/address.ts";

export function checkEnv(text: string): string | undefined {
  return text === "" || text.startsWith("=") ? `invalid environment variable: ${text}` : undefined;
}

export function checkLabel(text: string): string | undefined {
  const name = text.split("=")[0] ?? "";
  if (name.trim() === "") return `invalid label '${text}': empty name`;
  return /\s/.test(name) ? `label '${name}' contains whitespaces` : undefined;
}

export function checkLink(text: string): string | undefined {
  if (text === "") return "empty string specified for links";
  return text.split(":").length > 2 ? `bad format for links: ${text}` : undefined;
}

export function checkAttach(text: string): string | undefined {
  return ["stdin", "stdout", "stderr"].includes(text.toLowerCase()) ? undefined : "valid streams are STDIN, STDOUT and STDERR";
}

export function checkExtraHost(text: string): string | undefined {
  const [, name = "", address] = /^([^=:]*)(?:=|:)(.*)$/s.exec(text) ?? [];
  if (name === "" || address === undefined) return `bad format for add-host: ${JSON.stringify(text)}`;
  const bare = address.replace(/^\[(.*)\]$/, "$1");
  return bare === "host-gateway" || isIp(bare) ? undefined : `invalid IP address in add-host: ${JSON.stringify(address)}`;
}

export function checkIp(text: string): string | undefined {
  return isIp(text.trim()) ? undefined : `IP address is not correctly formatted: ${text}`;
}

/** `.`, or a domain; a host that looks like a number is none. */
export function checkSearchDomain(text: string): string | undefined {
  const bare = text.replace(/^ +| +$/g, "");
  const part = "[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?";
  const isDomain = /[a-zA-Z]/.test(bare) && new RegExp(`^${part}(\\.${part})*\\.?\\s*$`).test(bare) && bare.length < 255;
  return bare === "." || isDomain ? undefined : `${bare} is not a valid domain`;
}

/** Only what has a namespace of its own may be set per container. */
export function checkSysctl(text: string): string | undefined {
  const name = text.split("=")[0] ?? "";
  const allowed =
    [
      "kernel.msgmax",
      "kernel.msgmnb",
      "kernel.msgmni",
      "kernel.sem",
      "kernel.shmall",
      "kernel.shmmax",
      "kernel.shmmni",
      "kernel.shm_rmid_forced",
    ].includes(name) ||
    name.startsWith("net.") ||
    name.startsWith("fs.mqueue.");
  return allowed && text.includes("=") ? undefined : `sysctl '${text}' is not allowed`;
}

export function checkGpus(text: string): string | undefined {
  for (const field of text.split(",")) {
    const [key = "", value] = field.split("=");
    if (value === undefined) {
      if (key !== "all" && !/^-?\d+$/.test(key)) return `invalid count (${key}): value must be either "all" or an integer: invalid syntax`;
    } else if (!["driver", "count", "device", "options", "capabilities"].includes(key)) return `unexpected key '${key}' in '${field}'`;
  }
  return undefined;
}
