import { FsError } from "../../../filesystem/errors.ts";
import { at } from "../../coreutils/applet.ts";
import type { Process } from "../../program.ts";
import { bytesToText, textToBytes } from "../../shell/bytes.ts";
import type { PageUrl } from "../http/url.ts";
import type { CurlRequest } from "./options.ts";
import { Failure } from "./transfer.ts";

/** Where a page goes: standard output, or a file that is made when the first byte comes. */
export class Sink {
  readonly #process: Process;
  readonly #request: CurlRequest;
  readonly #path: string | undefined;
  readonly #name: string;
  #begun = false;

  constructor(process: Process, request: CurlRequest, output: string | true | undefined, url: PageUrl) {
    this.#process = process;
    this.#request = request;
    const remote =
      url.path
        .replace(/[?#].*$/, "")
        .split("/")
        .at(-1) ?? "";
    if (output === true && remote === "") throw new Failure(23, "Failed writing received data to disk/application");
    this.#name = output === true ? remote : (output ?? "-");
    const folder = request.values.get("output-dir");
    this.#path = this.#name === "-" ? undefined : at(process, folder === undefined ? this.#name : `${folder}/${this.#name}`);
  }

  head(text: string, hidden: boolean): void {
    const dump = this.#request.values.get("dump-header");
    if (dump === "-") this.#process.stdout(text);
    else if (dump !== undefined) this.#process.fs.writeFile(at(this.#process, dump), text);
    const shown = this.#request.flags.has("include") || this.#request.flags.has("head");
    if (shown && (!hidden || this.#request.flags.has("head"))) this.body(textToBytes(text));
  }

  body(bytes: Uint8Array): void {
    if (this.#path === undefined) {
      this.#process.stdout(bytesToText(bytes));
      return;
    }
    this.#write(bytes);
  }

  end(): void {
    if (this.#path !== undefined && !this.#begun) this.#write(new Uint8Array());
  }

  #write(bytes: Uint8Array): void {
    const { fs, stderr } = this.#process;
    const path = this.#path as string;
    try {
      if (this.#begun) fs.appendFile(path, bytes);
      else fs.writeFile(path, bytes, { parents: this.#request.flags.has("create-dirs") });
      this.#begun = true;
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      if (!this.#request.flags.has("silent")) stderr(`Warning: Failed to open the file ${this.#name}: ${error.reason}\n`);
      throw new Failure(23, "Failure writing output to destination");
    }
  }
}
