/** Comma-separated values, as the options of `--mount` and `--device` are written. */
import { DockerfileError } from "./ast.ts";

/**
 * One line of comma-separated values; a field in double quotes may hold commas. Throws what Go's reader says of broken
 * quoting and of nothing at all, behind `what`.
 */
export function splitCsv(line: string, what: string): string[] {
  if (line === "") throw new DockerfileError(`${what}: EOF`);
  const fields: string[] = [];
  let at = 0;
  const broken = (column: number, why: string) => new DockerfileError(`${what}: parse error on line 1, column ${column}: ${why}`);
  for (;;) {
    if (line[at] === '"') {
      let field = "";
      for (at++; ; at++) {
        const end = line.indexOf('"', at);
        if (end < 0) throw broken(line.length + 1, 'extraneous or missing " in quoted-field');
        field += line.slice(at, end);
        at = end + 1;
        if (line[at] !== '"') break;
        field += '"';
      }
      if (at < line.length && line[at] !== ",") throw broken(at + 1, 'extraneous or missing " in quoted-field');
      fields.push(field);
    } else {
      const comma = line.indexOf(",", at);
      const field = line.slice(at, comma < 0 ? line.length : comma);
      const stray = field.indexOf('"');
      if (stray >= 0) throw broken(at + stray + 1, 'bare " in non-quoted field');
      fields.push(field);
      at += field.length;
    }
    if (at >= line.length) return fields;
    at++;
  }
}
