/** `--attest`, `--sbom`, `--provenance` and `--annotation`: read as buildx reads them, though the docker driver keeps none. */
import { CliError } from "../errors.ts";
import type { FlagValues } from "../flags/parse.ts";
import { parseBool } from "../flags/values.ts";
import { goQuote } from "../format/quote.ts";
import { buildError, fieldsOf, notSupported } from "./fields.ts";

/** True when any attestation is asked for. @throws CliError for a value that is malformed */
export function asksAttestations(flags: FlagValues): boolean {
  const specs = [...flags.list("attest"), ...short("provenance", flags.text("provenance")), ...short("sbom", flags.text("sbom"))];
  const disabled = new Map<string, boolean>();
  for (const spec of specs) {
    const fields = Object.fromEntries(fieldsOf(spec));
    const off = parseBool(fields.disabled ?? "false");
    if (off === undefined) {
      throw new CliError(
        `invalid value disabled=${fields.disabled}: strconv.ParseBool: parsing ${goQuote(fields.disabled ?? "")}: invalid syntax`,
      );
    }
    if (!fields.type) throw new CliError("attestation type not specified");
    disabled.set(fields.type, off);
  }
  return [...disabled.values()].some((off) => !off);
}

function short(type: string, text: string): string[] {
  if (text === "") return [];
  const on = parseBool(text);
  return [on === undefined ? `type=${type},${text}` : `type=${type},disabled=${!on}`];
}

export function attestationsNotSupported(): CliError {
  return notSupported("Attestation", "attestations");
}

/** Annotations of a single image go nowhere in the docker driver's store. @throws CliError for those of an index, and mistakes */
export function checkAnnotations(annotations: readonly string[]): { hasIndex: boolean } {
  let hasIndex = false;
  const fail = (problem: string) => buildError(`parse annotations: ${problem}`);
  for (const annotation of annotations.filter((text) => text !== "")) {
    const equals = annotation.indexOf("=");
    if (equals < 0) throw fail(`invalid annotation ${goQuote(annotation)}, expected key=value`);
    const key = annotation.slice(0, equals);
    if (!key.includes(":")) continue;
    for (const type of key.slice(0, key.indexOf(":")).split(",")) {
      const [, name = ""] = /^([a-z-]+)(?:\[[A-Za-z0-9_/-]+\])?$/.exec(type) ?? [];
      if (name === "") throw fail(`invalid annotation type ${goQuote(type)}, expected type and optional platform in square brackets`);
      if (!["index", "index-descriptor", "manifest", "manifest-descriptor"].includes(name))
        throw fail(`unknown annotation type ${goQuote(name)}`);
      if (name.startsWith("index")) hasIndex = true;
    }
  }
  return { hasIndex };
}
