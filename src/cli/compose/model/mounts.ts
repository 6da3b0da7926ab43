/** `SOURCE:TARGET:options` of a service's `volumes` (spec compose §2.2). */
import { clean } from "../../paths.ts";
import { ComposeProblem } from "./problem.ts";
import type { Mapping } from "./tree.ts";

const propagations = new Set(["rprivate", "private", "rshared", "shared", "rslave", "slave"]);

/** The long form of a short one. Throws `ComposeProblem`. */
export function parseMount(spec: string): Mapping {
  if (spec === "") throw new ComposeProblem("invalid empty volume spec");
  if (spec.length <= 2) return { type: "volume", target: spec };
  const [first = "", second, optionText, ...more] = fields(spec);
  if ([first, second, optionText].includes("")) throw new ComposeProblem(`invalid spec: ${spec}: empty section between colons`);
  if (more.length > 0) throw new ComposeProblem(`invalid spec: ${spec}: too many colons`);
  const source = second === undefined ? undefined : first;
  const options = (optionText ?? "").split(",");
  const propagation = options.findLast((option) => propagations.has(option));
  const selinux = options.findLast((option) => option === "z" || option === "Z");
  const isBind = source !== undefined && isPath(source);
  const bindOptions = { ...(propagation ? { propagation } : {}), ...(selinux ? { selinux } : {}) };
  const readOnly = options.findLast((option) => option === "ro" || option === "rw") === "ro";
  const nocopy = options.includes("nocopy");
  return {
    type: isBind ? "bind" : "volume",
    ...(source === undefined ? {} : { source }),
    target: clean(second ?? first),
    ...(readOnly ? { read_only: true } : {}),
    ...(isBind ? { bind: { ...bindOptions, create_host_path: true } } : Object.keys(bindOptions).length > 0 ? { bind: bindOptions } : {}),
    ...(isBind ? (nocopy ? { volume: { nocopy } } : {}) : { volume: nocopy ? { nocopy } : {} }),
  };
}

/** The parts between colons; not the one of a Windows drive, nor those within `${…}`. */
function fields(spec: string): string[] {
  const parts: string[] = [];
  let part = "";
  let depth = 0;
  for (let index = 0; index < spec.length; index++) {
    const character = spec[index] as string;
    if (character === "$" && spec[index + 1] === "{") depth++;
    else if (character === "}" && depth > 0) depth--;
    if (character === ":" && depth === 0 && !/^[a-zA-Z]$/.test(part)) {
      parts.push(part);
      part = "";
    } else part += character;
  }
  return [...parts, part];
}

function isPath(source: string): boolean {
  return /^[./~]/.test(source) || source.startsWith("\\\\") || /^[a-zA-Z]:/.test(source);
}
