import { bytesToText } from "../../shell/bytes.ts";
import { at } from "../../coreutils/applet.ts";
import type { Process } from "../../program.ts";
import type { Header } from "../http/message.ts";

/** What a command line of curl asks for. */
export interface CurlRequest {
  readonly urls: readonly string[];
  readonly method: string | undefined;
  readonly headers: readonly string[];
  /** `-d`, joined by `&`; `undefined` without any. */
  readonly data: string | undefined;
  readonly form: readonly string[];
  readonly upload: string | undefined;
  /** `-o` and `-O`, in their order; `true` stands for the name in the URL. */
  readonly outputs: readonly (string | true)[];
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, string>;
  readonly resolve: readonly string[];
}

/** curl's words for a wrong command line. */
export class CurlMistake extends Error {}

const letters: Readonly<Record<string, string>> = {
  s: "silent",
  S: "show-error",
  f: "fail",
  i: "include",
  I: "head",
  v: "verbose",
  L: "location",
  k: "insecure",
  g: "globoff",
  G: "get",
  O: "remote-name",
  N: "no-buffer",
  a: "append",
  j: "junk-session-cookies",
  n: "netrc",
  q: "disable",
  V: "version",
  h: "help",
  "#": "progress-bar",
  "0": "http1.0",
  "4": "ipv4",
  "6": "ipv6",
  J: "remote-header-name",
  o: "output",
  w: "write-out",
  X: "request",
  d: "data",
  H: "header",
  m: "max-time",
  u: "user",
  A: "user-agent",
  e: "referer",
  b: "cookie",
  c: "cookie-jar",
  F: "form",
  T: "upload-file",
  x: "proxy",
  D: "dump-header",
  r: "range",
  C: "continue-at",
  y: "speed-time",
  Y: "speed-limit",
  E: "cert",
};

const plain = new Set(
  "silent show-error fail fail-with-body include head verbose location insecure globoff get remote-name no-buffer append junk-session-cookies netrc disable version help progress-bar http1.0 http1.1 http2 http2-prior-knowledge ipv4 ipv6 remote-header-name compressed retry-connrefused retry-all-errors create-dirs location-trusted no-progress-meter no-keepalive path-as-is remote-name-all tcp-nodelay ssl-reqd tlsv1.2 tlsv1.3 raw parallel no-sessionid styled-output post301 post302 post303 anyauth basic digest negotiate ntlm fail-early http0.9 proto-redir".split(
    " ",
  ),
);

const valued = new Set(
  "output write-out request data data-raw data-binary data-ascii data-urlencode json header max-time user user-agent referer cookie cookie-jar form form-string upload-file proxy dump-header range continue-at speed-time speed-limit cert connect-timeout retry retry-delay retry-max-time max-redirs resolve unix-socket url cacert capath key output-dir interface proto noproxy limit-rate stderr connect-to trace trace-ascii config dns-servers local-port keepalive-time abstract-unix-socket expect100-timeout oauth2-bearer".split(
    " ",
  ),
);

/** Reads a command line. Throws `CurlMistake`. */
export async function readCurlOptions(process: Process, args: readonly string[]): Promise<CurlRequest> {
  const urls: string[] = [];
  const headers: string[] = [];
  const data: string[] = [];
  const form: string[] = [];
  const outputs: (string | true)[] = [];
  const resolve: string[] = [];
  const flags = new Set<string>();
  const values = new Map<string, string>();
  const set = async (name: string, value: string): Promise<void> => {
    if (name === "header") headers.push(value);
    else if (name === "form" || name === "form-string") form.push(value);
    else if (name === "output") outputs.push(value);
    else if (name === "resolve") resolve.push(value);
    else if (name === "url") urls.push(value);
    else if (name === "json") {
      data.push(await dataOf(process, value, true));
      flags.add("json");
    } else if (name.startsWith("data")) data.push(await encoded(process, name, value));
    else values.set(name, value);
  };
  const flag = (name: string): void => {
    if (name === "remote-name") outputs.push(true);
    else flags.add(name);
  };
  for (let index = 0; index < args.length; index++) {
    const word = args[index] as string;
    if (word.startsWith("--") && word.length > 2) {
      const name = longName(word.slice(2));
      if (name === undefined) throw new CurlMistake(`option ${word}: is unknown`);
      if (plain.has(name)) flag(name);
      else if (plain.has(name.replace(/^no-/, ""))) flags.delete(name.slice(3));
      else if (++index >= args.length) throw new CurlMistake(`option ${word}: requires parameter`);
      else await set(name, args[index] as string);
      continue;
    }
    if (!word.startsWith("-") || word.length === 1) {
      urls.push(word);
      continue;
    }
    for (let position = 1; position < word.length; position++) {
      const name = letters[word[position] as string];
      if (name === undefined) throw new CurlMistake(`option ${word}: is unknown`);
      if (plain.has(name)) {
        flag(name);
        continue;
      }
      const attached = word.slice(position + 1);
      if (attached === "" && ++index >= args.length) throw new CurlMistake(`option ${word}: requires parameter`);
      await set(name, attached === "" ? (args[index] as string) : attached);
      break;
    }
  }
  return {
    urls,
    headers,
    form,
    outputs,
    flags,
    values,
    resolve,
    method: values.get("request"),
    upload: values.get("upload-file"),
    data: data.length === 0 ? undefined : data.join("&"),
  };
}

function longName(written: string): string | undefined {
  if (plain.has(written) || valued.has(written) || plain.has(written.replace(/^no-/, ""))) return written;
  const matches = [...plain, ...valued].filter((name) => name.startsWith(written));
  return matches.length === 1 ? matches[0] : undefined;
}

async function encoded(process: Process, name: string, value: string): Promise<string> {
  if (name === "data-raw") return value;
  if (name === "data-binary") return dataOf(process, value, true);
  if (name !== "data-urlencode") return dataOf(process, value, false);
  const equals = value.indexOf("=");
  return equals < 0
    ? percentEncoded(value)
    : `${equals === 0 ? "" : `${value.slice(0, equals)}=`}${percentEncoded(value.slice(equals + 1))}`;
}

function percentEncoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** `@file` and `@-` are read; without `whole`, line ends fall out. */
async function dataOf(process: Process, value: string, whole: boolean): Promise<string> {
  if (!value.startsWith("@")) return value;
  const text = await readInput(process, value.slice(1));
  return whole ? text : text.replace(/[\r\n]/g, "");
}

/** A file's text, or standard input's. Throws `CurlMistake`. */
export async function readInput(process: Process, name: string): Promise<string> {
  if (name === "-") return process.input.readAll();
  const path = at(process, name);
  if (process.fs.lookup(path)?.kind !== "file") throw new CurlMistake(`Failed to open ${name}`);
  return bytesToText(process.fs.readFile(path));
}

/** The headers of a request, in curl's order. `host` is what the URL says. */
export function requestHeaders(
  request: CurlRequest,
  version: string,
  host: string,
  user: string | undefined,
  body: CurlBody | undefined,
): Header[] {
  const given = request.headers.map((line): Header => {
    const at = line.search(/[:;]/);
    return [line.slice(0, at), line.slice(at + 1).trim()];
  });
  const isGiven = (name: string): boolean => given.some(([other]) => other.toLowerCase() === name.toLowerCase());
  const own: Header[] = [["Host", host]];
  const credentials = request.values.get("user") ?? user;
  if (credentials !== undefined) own.push(["Authorization", `Basic ${btoa(credentials)}`]);
  const range = request.values.get("range");
  if (range !== undefined) own.push(["Range", `bytes=${range}`]);
  own.push(["User-Agent", request.values.get("user-agent") ?? `curl/${version}`]);
  if (!request.flags.has("json")) own.push(["Accept", "*/*"]);
  if (request.flags.has("compressed")) own.push(["Accept-Encoding", "deflate, gzip, br, zstd"]);
  const referer = request.values.get("referer");
  if (referer !== undefined) own.push(["Referer", referer]);
  const cookie = request.values.get("cookie");
  if (cookie?.includes("=")) own.push(["Cookie", cookie]);
  if (request.flags.has("json")) own.push(["Content-Type", "application/json"], ["Accept", "application/json"]);
  const tail: Header[] = [];
  if (body) {
    tail.push(["Content-Length", String(body.length)]);
    if (body.type !== undefined && !request.flags.has("json")) tail.push(["Content-Type", body.type]);
  }
  const given2 = given.filter(([name, value]) => name !== "" && (value !== "" || request.headers.some((line) => line === `${name};`)));
  const [host0, ...others] = own.filter(([name]) => name === "Host" || !isGiven(name));
  const hostLine: Header = isGiven("host") ? (given.find(([name]) => name.toLowerCase() === "host") as Header) : (host0 as Header);
  return [hostLine, ...others, ...given2.filter(([name]) => name.toLowerCase() !== "host"), ...tail.filter(([name]) => !isGiven(name))];
}

export interface CurlBody {
  readonly text: string;
  /** Bytes. */
  readonly length: number;
  readonly type: string | undefined;
}
