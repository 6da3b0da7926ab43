import type { Applet } from "../../coreutils/applet.ts";
import type { Process } from "../../program.ts";
import { sayOffline } from "../calls.ts";
import { parseUrl } from "../http/url.ts";
import { transferPage } from "./fetch.ts";
import { CurlMistake, type CurlRequest, readCurlOptions, readInput } from "./options.ts";
import type { Transfer } from "./transfer.ts";
import { version } from "./version.ts";
import { writeOut } from "./write-out.ts";

export const curl: Applet = async (process, args) => {
  let request: CurlRequest;
  try {
    request = await readCurlOptions(process, args);
  } catch (error) {
    if (!(error instanceof CurlMistake)) throw error;
    process.stderr(`curl: ${error.message}\ncurl: try 'curl --help' or 'curl --manual' for more information\n`);
    return 2;
  }
  const { flags } = request;
  if (flags.has("version")) {
    process.stdout(`curl ${version} (x86_64-pc-linux-gnu) libcurl/${version}\nProtocols: http\nFeatures: Largefile\n`);
    return 0;
  }
  if (flags.has("help")) {
    process.stdout(help);
    return 0;
  }
  if (request.urls.length === 0) {
    const words = args.length === 0 ? "" : "curl: no URL specified!\n";
    process.stderr(`${words}curl: try 'curl --help' or 'curl --manual' for more information\n`);
    return 2;
  }
  let code = 0;
  for (const [index, url] of request.urls.entries()) code = await withRetries(process, request, url, request.outputs[index]);
  return code;
};

const help = `Usage: curl [options...] <url>
 -d, --data <data>          HTTP POST data
 -f, --fail                 Fail fast with no output on HTTP errors
 -h, --help <category>      Get help for commands
 -i, --include              Include protocol response headers in the output
 -o, --output <file>        Write to file instead of stdout
 -O, --remote-name          Write output to a file named as the remote file
 -s, --silent               Silent mode
 -T, --upload-file <file>   Transfer local FILE to destination
 -u, --user <user:password> Server user and password
 -A, --user-agent <name>    Send User-Agent <name> to server
 -v, --verbose              Make the operation more talkative
 -V, --version              Show version number and quit

This is not the full help, this menu is stripped into categories.
Use "--help category" to get an overview of all categories.
For all options use the manual or "--help all".
`;

async function withRetries(process: Process, request: CurlRequest, url: string, output: string | true | undefined): Promise<number> {
  const { flags, values } = request;
  const says = !flags.has("silent") || flags.has("show-error");
  let left = Number(values.get("retry") ?? 0);
  let pause = Number(values.get("retry-delay") ?? 0) || 1;
  for (;;) {
    const transfer = await transferPage(process, request, url, output);
    const again = left > 0 && isTransient(transfer, flags);
    if (transfer.code !== 0 && says) process.stderr(`curl: (${transfer.code}) ${transfer.error}\n`);
    if (!again) {
      const format = values.get("write-out");
      if (format !== undefined) {
        const text = format.startsWith("@") ? await readInput(process, format.slice(1)) : format;
        const written = writeOut(text, transfer);
        process.stdout(written.stdout);
        process.stderr(written.stderr);
      }
      if (transfer.code === 6) sayOffline(process, parseUrl(url)?.host ?? "");
      return transfer.code;
    }
    if (says) {
      const problem =
        transfer.code === 7
          ? "connection refused"
          : transfer.code === 0
            ? "HTTP error"
            : transfer.code === 28
              ? "timeout"
              : "(retrying all errors)";
      process.stderr(
        `Warning: Problem : ${problem}. Will retry in ${pause} seconds. ${left} ${left === 1 ? "retry" : "retries"} \nWarning: left.\n`,
      );
    }
    await process.clock.sleep(pause * 1000, process.signal);
    left--;
    if (values.get("retry-delay") === undefined || Number(values.get("retry-delay")) === 0) pause *= 2;
  }
}

function isTransient({ code, status }: Transfer, flags: ReadonlySet<string>): boolean {
  if (flags.has("retry-all-errors")) return code !== 0;
  if (code === 28 || (code === 7 && flags.has("retry-connrefused"))) return true;
  return [408, 429, 500, 502, 503, 504].includes(status);
}
