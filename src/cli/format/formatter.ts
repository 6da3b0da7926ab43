/** `--format`: the tables, JSON lines and templates of the commands that list things. */
import { CliError } from "../errors.ts";
import { Template, TemplateExecError } from "../template/execute.ts";
import { TemplateSyntaxError } from "../template/lex.ts";
import { GoMethod, GoStruct, type Value } from "../template/value.ts";
import { goJson } from "./json.ts";
import { alignColumns } from "./table.ts";

/** What can be said of a row: the template's field, the table's heading, the text. */
export interface Column<Row, Cell extends Value = string | null> {
  readonly field: string;
  readonly header: string;
  /** `null` is shown as nothing where there are columns. */
  value(row: Row): Cell;
}

export interface Listing<Row> {
  /** Go's name for the row in errors: `*formatter.imageContext`. */
  readonly type: string;
  readonly columns: readonly Column<Row, Value>[];
  readonly rows: readonly Row[];
  /** Value of `--format`, empty when not given. */
  readonly format: string;
  /** Fields of the plain table, in order. */
  readonly table: readonly string[];
  /** Prints only this field, where `--quiet` was given and no template. */
  readonly quiet?: string;
  /** Names and fields of `--format raw`; without them `raw` is a template like any other. */
  readonly raw?: readonly (readonly [name: string, field: string])[];
  /** Labels of a row, for `{{.Label "name"}}`. */
  readonly labels?: (row: Row) => Readonly<Record<string, string>> | null | undefined;
}

/**
 * The listing as text.
 * @throws CliError for a template that cannot be parsed or does not fit
 */
export function renderListing<Row>(listing: Listing<Row>): string {
  const { format, rows, quiet } = listing;
  const isTable = format === "" || format === "table" || format.startsWith("table ");
  if (format === "raw" && listing.raw) return rows.map((row) => rawBlock(listing, row)).join("");
  if (format === "json") return rows.map((row) => `${goJson(sortedFields(listing.columns, row))}\n`).join("");
  if (isTable && quiet !== undefined && format.length <= 5) return renderRows(listing, `{{.${quiet}}}`);
  if (!isTable) return renderRows(listing, format.trim());
  const source = format.length > 5 ? format.slice(5).trim() : listing.table.map((field) => `{{.${field}}}`).join("\\t");
  const template = compile(source);
  const headings = Object.fromEntries(listing.columns.map(({ field, header }) => [field, header]));
  const header = execute(template, { ...headings, ...(listing.labels && { Label: new GoMethod(1, labelHeading) }) });
  const body = rows.map((row) => execute(template, structOf(listing, row)));
  return alignColumns([header, ...body].flatMap((line) => line.split("\n")));
}

/** One line a field, and an empty one; with `--quiet` the first field that is it. */
function rawBlock<Row>({ raw = [], columns, quiet }: Listing<Row>, row: Row): string {
  const lines = raw.flatMap(([name, field]) => {
    if (quiet !== undefined && field !== quiet) return [];
    const text = columns.find((column) => column.field === field)?.value(row) ?? "";
    return `${name}:${text === "" ? "" : ` ${text}`}\n`;
  });
  return `${lines.join("")}${quiet === undefined ? "\n" : ""}`;
}

function renderRows<Row>(listing: Listing<Row>, source: string): string {
  const template = compile(source);
  return listing.rows.map((row) => `${execute(template, structOf(listing, row))}\n`).join("");
}

/** The last part of a label's name, in words. */
function labelHeading(name: string): string {
  return (name.split(".").at(-1) ?? "").replace(/[-_]/g, " ");
}

function structOf<Row>({ type, columns, labels }: Pick<Listing<Row>, "type" | "columns" | "labels">, row: Row): GoStruct {
  const fields = sortedFields(columns, row);
  const methods = labels ? { Label: new GoMethod(1, (name = "") => labels(row)?.[name] ?? "") } : {};
  return new GoStruct(type, { ...fields, ...methods }, fields, { escapesHtml: true, hasMethods: true });
}

/** A row as a template sees it. */
export function rowStruct<Row>(type: string, columns: readonly Column<Row, Value>[], row: Row): GoStruct {
  const fields = sortedFields(columns, row);
  return new GoStruct(type, fields, fields, { escapesHtml: true });
}

function sortedFields<Row>(columns: readonly Column<Row, Value>[], row: Row): Record<string, Value> {
  const sorted = [...columns].sort((a, b) => (a.field < b.field ? -1 : 1));
  return Object.fromEntries(sorted.map(({ field, value }) => [field, value(row)]));
}

/** Parses a listing's template, in which `\t` and `\n` may be written out. @throws CliError */
function compile(source: string): Template {
  try {
    return new Template(source.replaceAll("\\t", "\t").replaceAll("\\n", "\n"));
  } catch (error) {
    if (error instanceof TemplateSyntaxError) throw new CliError(`template parsing error: ${error.message}`);
    throw error;
  }
}

function execute(template: Template, data: Parameters<Template["execute"]>[0]): string {
  try {
    return template.execute(data);
  } catch (error) {
    if (error instanceof TemplateExecError) throw new CliError(`template parsing error: ${error.message}`);
    throw error;
  }
}

/**
 * What `docker ps` does with a template before it asks the daemon for anything: it fills it, as it was written, with an empty row.
 * @throws CliError for a template that cannot be parsed or does not fit
 */
export function tryTemplate<Row>(source: string, listing: Pick<Listing<Row>, "type" | "columns" | "labels">, empty: Row): void {
  try {
    new Template(source).execute(structOf(listing, empty));
  } catch (error) {
    if (error instanceof TemplateSyntaxError) throw new CliError(`failed to parse template: ${error.message}`);
    if (error instanceof TemplateExecError) throw new CliError(`failed to execute template: ${error.message}`);
    throw error;
  }
}
