import { formatIpv4 } from "../../../kernel/network/address.ts";
import type { Transfer } from "./transfer.ts";
import { header } from "../http/message.ts";

/** Fills in the `%{name}`s of curl's `-w`. Names it does not know are told on standard error. */
export function writeOut(format: string, transfer: Transfer): { readonly stdout: string; readonly stderr: string } {
  const warnings: string[] = [];
  let toError = false;
  let stdout = "";
  let stderr = "";
  const add = (text: string): void => {
    if (toError) stderr += text;
    else stdout += text;
  };
  for (const [piece] of format.matchAll(/%\{[^}]*\}|%%|\\[nrt\\]|%header\{[^}]*\}|[\s\S]/g)) {
    if (piece === "%%") add("%");
    else if (piece.startsWith("\\") && piece.length === 2) add({ n: "\n", r: "\r", t: "\t", "\\": "\\" }[piece[1] as string] as string);
    else if (piece.startsWith("%header{")) add(header(transfer.answer?.headers ?? [], piece.slice(8, -1).toLowerCase()) ?? "");
    else if (piece === "%{stderr}") toError = true;
    else if (piece === "%{stdout}") toError = false;
    else if (piece.startsWith("%{") && piece.length > 2) {
      const value = variable(piece.slice(2, -1), transfer);
      if (value === undefined) warnings.push(`curl: unknown --write-out variable: '${piece.slice(2, -1)}'\n`);
      else add(value);
    } else add(piece);
  }
  return { stdout, stderr: warnings.join("") + stderr };
}

function variable(name: string, transfer: Transfer): string | undefined {
  const seconds = (transfer.took / 1000).toFixed(6);
  switch (name) {
    case "http_code":
    case "response_code":
      return String(transfer.status).padStart(3, "0");
    case "size_download":
      return String(transfer.received);
    case "size_upload":
      return String(transfer.sent);
    case "size_header":
      return String(transfer.headerBytes);
    case "content_type":
      return header(transfer.answer?.headers ?? [], "content-type") ?? "";
    case "url":
    case "url_effective":
      return transfer.url;
    case "redirect_url":
      return transfer.redirectUrl;
    case "num_redirects":
      return String(transfer.redirects);
    case "num_connects":
      return transfer.status > 0 ? String(transfer.redirects + 1) : "0";
    case "remote_ip":
      return transfer.address === 0 ? "" : formatIpv4(transfer.address);
    case "remote_port":
      return String(transfer.port);
    case "method":
      return transfer.method;
    case "exitcode":
      return String(transfer.code);
    case "errormsg":
      return transfer.error;
    case "scheme":
      return transfer.scheme;
    case "http_version":
      return transfer.status > 0 ? "1.1" : "0";
    case "speed_download":
    case "speed_upload": {
      const bytes = name === "speed_download" ? transfer.received : transfer.sent;
      return String(Math.round(transfer.took < 1 ? bytes * 1000 : (bytes * 1000) / transfer.took));
    }
    case "time_redirect":
    case "time_appconnect":
      return "0.000000";
    case "time_total":
    case "time_connect":
    case "time_namelookup":
    case "time_pretransfer":
    case "time_starttransfer":
      return seconds;
    default:
      return undefined;
  }
}
