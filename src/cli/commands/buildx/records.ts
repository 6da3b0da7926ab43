/** The records of builds that `docker buildx history` tells of, and how one is named. */
import type { BuildRecord, BuildView } from "../../../engine/api.ts";
import { buildRef } from "../../build/build-ref.ts";
import type { DockerContext } from "../../context.ts";
import { CliError, NotInLab } from "../../errors.ts";
import { goQuote } from "../../format/quote.ts";
import { builderName } from "./default-builder.ts";

/** As many as BuildKit keeps. */
const kept = 50;

/** The newest first. */
export function buildRecords({ engine }: DockerContext): BuildView[] {
  return engine.builds().slice(-kept).toReversed();
}

/**
 * The record with this name: its id, with or without its builder's, or `^2` for the second before the newest, which it is without a name.
 * @throws CliError when there is none
 */
export function findRecord(name: string | undefined, context: DockerContext): BuildView {
  const records = buildRecords(context);
  if (name?.startsWith("^")) return atOffset(records, name);
  const found = name === undefined ? records[0] : records.find(({ number }) => namesOf(number).includes(name));
  if (found) return found;
  throw new CliError(name === undefined ? "no records found" : `no record found for ref ${goQuote(name)}`);
}

/** @throws NotInLab for a record that is only known by name */
export function keptOf({ number }: BuildView, { engine }: DockerContext): BuildRecord {
  const record = engine.buildRecord(number);
  if (!record) throw new NotInLab("more of this build is no longer known: the lab keeps it of the last builds, and until it is closed.");
  return record;
}

export function namesOf(number: number): string[] {
  const ref = buildRef(number);
  return [ref, `${builderName}/${builderName}/${ref}`];
}

function atOffset(records: readonly BuildView[], name: string): BuildView {
  const text = name.slice(1);
  if (!/^[+-]?\d+$/.test(text))
    throw new CliError(`invalid offset ${goQuote(name)}: strconv.Atoi: parsing ${goQuote(text)}: invalid syntax`);
  const offset = Number(text);
  const found = records[Math.max(0, offset)];
  if (found) return found;
  throw new CliError(records.length === 0 ? "no records found" : `no completed build found with offset ${offset - records.length}`);
}
