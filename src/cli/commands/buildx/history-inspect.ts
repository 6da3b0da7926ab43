/** `docker buildx history inspect`: what is known of a build of the session. */
import type { BuildFailure, BuildRecord, BuildRequest, BuildView, Vertex } from "../../../engine/api.ts";
import { excerpt } from "../../../engine/dockerfile/excerpt.ts";
import { digestOf } from "../../../engine/filesystem/digest.ts";
import { compareNames } from "../../../engine/filesystem/walk.ts";
import { buildRef } from "../../build/build-ref.ts";
import { materialUri, provenanceOf } from "../../build/provenance.ts";
import type { Call, Command } from "../../command.ts";
import { NotInLab } from "../../errors.ts";
import { flag } from "../../flags/declare.ts";
import { goJson } from "../../format/json.ts";
import { goFixed, goTime } from "../../format/units.ts";
import { builderFlag, debugFlag } from "../shared-flags.ts";
import { askedBuilder, builderName } from "./default-builder.ts";
import { durationText } from "./history-ls.ts";
import { findRecord, keptOf } from "./records.ts";

export const buildxHistoryInspect: Command = {
  paths: [
    ["buildx", "history", "inspect"],
    ["builder", "history", "inspect"],
  ],
  shownAs: "docker buildx history inspect",
  short: "Inspect a build record",
  operands: "COMMAND",
  arity: { min: 0, max: Infinity },
  flags: [builderFlag, debugFlag, flag("string", "format", "Format the output", { default: "pretty" })],
  program: "buildx",
  completes: "none",
  subcommands: [["attachment", "Inspect a build record attachment"]],
  run,
};

async function run({ flags, args: [name], context }: Call): Promise<number> {
  askedBuilder(flags, context.env);
  const view = findRecord(name, context);
  const record = keptOf(view, context);
  if (flags.text("format") !== "pretty") throw new NotInLab("records are shown as they are without --format.");
  const ref = buildRef(view.number);
  const parts = [
    aligned([...aboutBuild(view, record, context.cwd, name === undefined ? ref : undefined)]),
    aligned(howItWent(view, record)),
    aligned(configOf(record.request)),
    ...given("BUILD ARG", record.request.buildArgs),
    ...given("LABEL", record.request.labels),
    ...(view.failure ? failureOf(view.failure, record) : resultOf(record)),
    `${view.failure ? "Enable --debug to see stack traces for error\n" : ""}Print build logs: docker buildx history logs ${ref}\nView build in Docker Desktop: docker-desktop://dashboard/build/${builderName}/${builderName}/${ref}\n`,
  ];
  context.stdout(parts.join("\n"));
  return 0;
}

type Row = readonly string[];

function* aboutBuild({ title }: BuildView, { request }: BuildRecord, cwd: string, ref: string | undefined): Generator<Row> {
  const { place, target, platform } = request;
  const [folder = "-", file] = place?.split(" ") ?? [];
  if (title) yield ["Name:", title];
  if (ref !== undefined) yield ["Ref:", ref];
  yield ["Context:", within(folder, cwd)];
  yield ["Dockerfile:", file === undefined ? request.dockerfile.name : within(file, folder)];
  if (target) yield ["Target:", target];
  if (platform) yield ["Platforms:", platform];
}

/** A path as it is seen from a folder above it. */
function within(path: string, folder: string): string {
  if (path === folder) return ".";
  const above = folder === "/" ? "/" : `${folder}/`;
  return path.startsWith(above) ? path.slice(above.length) : path;
}

function howItWent({ beganAt = 0, durationMs = 0, failure }: BuildView, { events }: BuildRecord): Row[] {
  const vertices = new Map<string, Vertex>();
  for (const event of events)
    if (event.type === "vertex" && event.vertex.started !== undefined) vertices.set(event.vertex.id, event.vertex);
  const done = [...vertices.values()].filter(({ completed }) => completed !== undefined);
  const cached = done.filter((vertex) => vertex.cached);
  const part = vertices.size === 0 ? "0" : goFixed((cached.length / vertices.size) * 100, 0);
  return [
    ["Started:", goTime(beganAt).slice(0, 19)],
    ["Duration:", durationText(durationMs)],
    ...(failure ? [["Error:", `Unknown ${failure.message}`]] : []),
    ["Build Steps:", `${done.length}/${vertices.size} (${part}% cached)`],
  ];
}

function configOf({ addHosts = [], dockerfile, network, noCache }: BuildRequest): Row[] {
  return [
    ...(network !== undefined && network !== "default" ? [["Network:", network]] : []),
    ...(addHosts.length > 0 ? [["Extra Hosts:", addHosts.join(",")]] : []),
    ["Image Resolve Mode:", "local"],
    ...(noCache ? [["No Cache:", "true"]] : []),
    ...(dockerfile.isInput ? [["dockerfilekey:", "dockerfile"]] : []),
  ];
}

/** What it was made from, and what is kept beside it. */
function resultOf({ request, result }: BuildRecord): string[] {
  const materials = (result?.materials ?? []).map((one) => [materialUri(one), one.digest]);
  const kept = [
    ...(result?.imageId ? [[result.imageId, "", "application/vnd.docker.container.image.v1+json"]] : []),
    ...(result ? [[digestOf(goJson(provenanceOf(result, request))), "", "https://slsa.dev/provenance/v0.2"]] : []),
  ];
  return [
    ...(materials.length > 0 ? [`Materials:\n${aligned([["URI", "DIGEST"], ...materials])}`] : []),
    `Attachments:\n${aligned([["DIGEST", "PLATFORM", "TYPE"], ...kept])}`,
  ];
}

function given(what: string, values: Readonly<Record<string, string>> = {}): string[] {
  const rows = Object.entries(values).sort(([a], [b]) => compareNames(a, b));
  return rows.length > 0 ? [aligned([[what, "VALUE"], ...rows])] : [];
}

function failureOf({ source, moreSources = [] }: BuildFailure, { request, events }: BuildRecord): string[] {
  const { name, text } = request.dockerfile;
  const lines = source && text !== undefined ? [source, ...moreSources].flatMap((range) => excerpt(text, name, range)) : [];
  let failed: Vertex | undefined;
  for (const event of events)
    if (event.type === "vertex" && event.vertex.error !== undefined && !event.vertex.canceled) failed = event.vertex;
  const told = events.flatMap((event) => (event.type === "log" && event.vertex === failed?.id ? [event.text] : [])).join("");
  const shown = told === "" ? [] : told.replace(/\n$/, "").split("\n");
  return [
    ...(lines.length > 0 ? [`${lines.join("\n")}\n`] : []),
    ...(shown.length > 0 ? [`Logs:\n> => ${failed?.name}:\n${shown.map((line) => `> ${line}\n`).join("")}`] : []),
  ];
}

/** Columns as Go's tabwriter makes them with tabs of eight. */
function aligned(rows: readonly Row[]): string {
  const widths = (rows[0] ?? []).map(
    (_cell, column) => Math.ceil((Math.max(...rows.map((row) => (row[column] ?? "").length)) + 1) / 8) * 8,
  );
  const cell = (text: string, index: number, row: Row): string =>
    index === row.length - 1 ? text : text + "\t".repeat(Math.ceil(((widths[index] ?? 0) - text.length) / 8));
  return rows.map((row) => `${row.map((text, index) => cell(text, index, row)).join("")}\n`).join("");
}
