import { textToBytes } from "../../shell/bytes.ts";
import type { Process } from "../../program.ts";
import { type CurlBody, CurlMistake, type CurlRequest, readInput } from "./options.ts";
import { Failure } from "./transfer.ts";

/** What is sent after the headers, if anything is. Throws `Failure` for a file that can't be read. */
export async function bodyOf(process: Process, request: CurlRequest): Promise<CurlBody | undefined> {
  const make = (text: string, type: string | undefined): CurlBody => ({ text, length: textToBytes(text).length, type });
  try {
    if (request.upload !== undefined) return make(await readInput(process, request.upload), undefined);
    if (request.form.length > 0) return await formBody(process, request.form, make);
  } catch (error) {
    if (!(error instanceof CurlMistake)) throw error;
    throw new Failure(26, "Failed to open/read local data from file/application");
  }
  if (request.data === undefined || request.flags.has("get")) return undefined;
  return make(request.data, "application/x-www-form-urlencoded");
}

async function formBody(process: Process, fields: readonly string[], make: (text: string, type: string) => CurlBody): Promise<CurlBody> {
  const boundary = "------------------------6472796c6f636b21";
  const parts: string[] = [];
  for (const field of fields) {
    const equals = field.indexOf("=");
    const name = field.slice(0, equals);
    const value = field.slice(equals + 1);
    const file = value.startsWith("@") ? value.slice(1).replace(/;.*$/, "") : undefined;
    const extra = file === undefined ? "" : `; filename="${file.split("/").at(-1)}"\r\nContent-Type: application/octet-stream`;
    const text = file === undefined ? value : await readInput(process, file);
    parts.push(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"${extra}\r\n\r\n${text}\r\n`);
  }
  return make(`${parts.join("")}--${boundary}--\r\n`, `multipart/form-data; boundary=${boundary}`);
}
