/** What a directive's words may be, and what nginx says of others. */
import { isIp } from "../../../kernel/network/address.ts";
import type { Directive } from "./parse.ts";

const listenWords = new Set(
  "default_server default ssl http2 quic proxy_protocol reuseport deferred bind so_keepalive=on so_keepalive=off ipv6only=on ipv6only=off".split(
    " ",
  ),
);
const listenOptions = /^(backlog|rcvbuf|sndbuf|setfib|fastopen|accept_filter|so_keepalive)=/;

/** What is wrong with the words of a directive whose number is right; `undefined` when nothing is. */
export function problemOfWords({ name, args }: Directive): string | undefined {
  const [first = ""] = args;
  const invalid = (word: string | undefined): string | undefined => (word === undefined ? undefined : `invalid parameter "${word}"`);
  switch (name) {
    case "listen":
      return invalid(args.slice(1).find((word) => !listenWords.has(word) && !listenOptions.test(word)));
    case "client_max_body_size":
    case "client_body_buffer_size":
    case "proxy_buffer_size":
      return /^\d+[kmg]?$/i.test(first) ? undefined : `"${name}" directive invalid value`;
    case "keepalive_timeout":
    case "send_timeout":
    case "proxy_read_timeout":
    case "proxy_connect_timeout":
    case "proxy_send_timeout":
    case "client_body_timeout":
    case "client_header_timeout":
      return /^(\d+(ms|[smhdwMy])?)+$/.test(first) ? undefined : `"${name}" directive invalid value`;
    case "worker_processes":
      return /^(\d+|auto)$/.test(first) ? undefined : `"${name}" directive invalid value`;
    case "set":
      return /^\$./.test(first) ? undefined : `invalid variable name "${first}"`;
    case "rewrite":
      return invalid(args[2] === undefined || ["last", "break", "redirect", "permanent"].includes(args[2]) ? undefined : args[2]);
    case "allow":
    case "deny":
      return invalid(first === "all" || first === "unix:" || isIp(first.replace(/\/\d+$/, "")) ? undefined : first);
    default:
      return undefined;
  }
}

const ownVariables = new Set(
  `ancient_browser arg_ args binary_remote_addr body_bytes_sent bytes_sent connection connection_requests connection_time content_length
  content_type date_gmt date_local document_root document_uri fastcgi_path_info fastcgi_script_name geoip_country_code gzip_ratio host hostname
  http2 https invalid_referer is_args limit_conn_status limit_rate limit_req_status modern_browser msec msie nginx_version pid pipe
  proxy_add_x_forwarded_for proxy_host proxy_port proxy_protocol_addr proxy_protocol_port query_string realip_remote_addr realip_remote_port
  realpath_root remote_addr remote_port remote_user request request_body request_body_file request_completion request_filename request_id
  request_length request_method request_time request_uri scheme secure_link server_addr server_name server_port server_protocol slice_range
  ssl_cipher ssl_client_verify ssl_protocol ssl_server_name ssl_session_id status tcpinfo_rtt time_iso8601 time_local uid_got uid_set
  upstream_addr upstream_bytes_received upstream_cache_status upstream_connect_time upstream_header_time upstream_response_length
  upstream_response_time upstream_status uri`.split(/\s+/),
);
const families = /^(\d|(arg|http|sent_http|sent_trailer|cookie|upstream_http|upstream_trailer|upstream_cookie|ssl)_)/;
const expanded = new Set("return add_header proxy_set_header proxy_pass rewrite root alias try_files access_log if error_page".split(" "));

/** The name of a variable that is used somewhere and that nothing gives a value; names in groups of patterns count as given. */
export function unknownVariable(directives: readonly Directive[]): string | undefined {
  const all = [...everyDirective(directives)];
  const given = new Set(
    all.flatMap(({ name, args }) => {
      if (name === "set") return [args[0]?.slice(1) ?? ""];
      if (name === "map" || name === "geo" || name === "split_clients") return [args.at(-1)?.slice(1) ?? ""];
      return args.flatMap((word) => [...word.matchAll(/\(\?P?<(\w+)>/g)].map(([, group]) => group as string));
    }),
  );
  for (const { name, args } of all) {
    if (!expanded.has(name) && name !== "set") continue;
    for (const word of name === "set" || name === "rewrite" ? args.slice(1) : args)
      for (const [, braced, bare] of word.matchAll(/\$(?:\{(\w+)\}|(\w+))/g)) {
        const used = braced ?? bare ?? "";
        if (!ownVariables.has(used) && !families.test(used) && !given.has(used)) return used;
      }
  }
  return undefined;
}

function* everyDirective(directives: readonly Directive[]): Generator<Directive> {
  for (const directive of directives) {
    yield directive;
    // What these hold are values, not directives.
    if (directive.block && !["types", "map", "geo", "split_clients"].includes(directive.name)) yield* everyDirective(directive.block);
  }
}
