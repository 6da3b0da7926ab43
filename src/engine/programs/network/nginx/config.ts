/** What a configuration means: servers, locations, upstreams; and what is wrong with it, in nginx's words. */
import { parseIpv4 } from "../../../kernel/network/address.ts";
import { ConfigError, type Directive } from "./parse.ts";
import { problemOfWords, unknownVariable } from "./values.ts";

/** Where a directive may stand, and how many words it takes (from, to). */
const known: Readonly<Record<string, readonly [places: string, least: number, most: number]>> = {};
const table = `
main|user 1 2|worker_processes 1 1|daemon 1 1|master_process 1 1|pid 1 1|events 0 0|http 0 0|stream 0 0|worker_rlimit_nofile 1 1|env 1 1|load_module 1 1|pcre_jit 1 1|worker_cpu_affinity 1 9|timer_resolution 1 1
events|worker_connections 1 1|multi_accept 1 1|use 1 1|accept_mutex 1 1
main http server location|error_log 1 2
http|log_format 2 9|upstream 1 1|map 2 2|server_names_hash_bucket_size 1 1|server_names_hash_max_size 1 1|types_hash_max_size 1 1|types_hash_bucket_size 1 1|variables_hash_max_size 1 1|geo 1 2|limit_req_zone 3 3|limit_conn_zone 2 2|proxy_cache_path 1 9|split_clients 2 2
http|server 0 0
upstream|server 1 9|least_conn 0 0|ip_hash 0 0|keepalive 1 1|zone 1 2|random 0 2|hash 1 2
server|listen 1 9|server_name 1 99
server location|location 1 2
server location if|return 1 2|rewrite 2 3|set 2 2|break 0 0|if 1 99
server location|try_files 2 99
location|proxy_pass 1 1|alias 1 1|internal 0 0|stub_status 0 1|fastcgi_pass 1 1|limit_except 1 9|empty_gif 0 0|mirror 1 1
http server location if|root 1 1|add_header 2 3|error_page 2 99|access_log 1 9|gzip 1 1|sendfile 1 1|expires 1 2
http server location|index 1 99|default_type 1 1|types 0 0|keepalive_timeout 1 2|keepalive_requests 1 1|tcp_nopush 1 1|tcp_nodelay 1 1|server_tokens 1 1|client_max_body_size 1 1|client_body_timeout 1 1|client_header_timeout 1 1|send_timeout 1 1|proxy_set_header 2 2|proxy_http_version 1 1|proxy_connect_timeout 1 1|proxy_read_timeout 1 1|proxy_send_timeout 1 1|proxy_buffering 1 1|proxy_redirect 1 2|proxy_buffers 2 2|proxy_buffer_size 1 1|proxy_next_upstream 1 9|proxy_cache 1 1|proxy_cache_valid 1 9|proxy_hide_header 1 1|proxy_pass_header 1 1|proxy_cache_bypass 1 9|proxy_intercept_errors 1 1|proxy_ssl_server_name 1 1|autoindex 1 1|autoindex_exact_size 1 1|autoindex_localtime 1 1|charset 1 1|gzip_types 1 99|gzip_min_length 1 1|gzip_proxied 1 9|gzip_vary 1 1|gzip_comp_level 1 1|gzip_static 1 1|gzip_disable 1 9|gzip_http_version 1 1|gzip_buffers 2 2|resolver 1 9|resolver_timeout 1 1|allow 1 1|deny 1 1|auth_basic 1 1|auth_basic_user_file 1 1|etag 1 1|absolute_redirect 1 1|port_in_redirect 1 1|server_name_in_redirect 1 1|log_not_found 1 1|client_body_buffer_size 1 1|limit_req 1 3|limit_conn 2 2|limit_rate 1 1|satisfy 1 1|open_file_cache 1 9|if_modified_since 1 1|large_client_header_buffers 2 2|fastcgi_param 2 3|fastcgi_index 1 1|fastcgi_split_path_info 1 1|real_ip_header 1 1|set_real_ip_from 1 1|log_subrequest 1 1|reset_timedout_connection 1 1|ssl_protocols 1 9|ssl_ciphers 1 1|ssl_prefer_server_ciphers 1 1|ssl_certificate 1 1|ssl_certificate_key 1 1|ssl_session_cache 1 2|ssl_session_timeout 1 1|merge_slashes 1 1|underscores_in_headers 1 1|ignore_invalid_headers 1 1|client_header_buffer_size 1 1|http2 1 1|recursive_error_pages 1 1
http|fastcgi_cache_path 1 9|map_hash_bucket_size 1 1|map_hash_max_size 1 1|variables_hash_bucket_size 1 1
http server location|proxy_cache_lock 1 1|proxy_cache_lock_timeout 1 1|proxy_cache_lock_age 1 1|proxy_cache_key 1 1|proxy_cache_methods 1 9|proxy_cache_min_uses 1 1|proxy_cache_use_stale 1 9|proxy_cache_background_update 1 1|proxy_cache_revalidate 1 1|proxy_no_cache 1 9|proxy_ignore_headers 1 9|proxy_ignore_client_abort 1 1|proxy_busy_buffers_size 1 1|proxy_max_temp_file_size 1 1|proxy_temp_file_write_size 1 1|proxy_temp_path 1 4|proxy_store 1 1|proxy_request_buffering 1 1|proxy_next_upstream_timeout 1 1|proxy_next_upstream_tries 1 1|proxy_cookie_path 1 2|proxy_cookie_domain 1 2|proxy_cookie_flags 1 9|proxy_bind 1 2|proxy_method 1 1|proxy_limit_rate 1 1|proxy_socket_keepalive 1 1|proxy_ssl_verify 1 1|proxy_ssl_name 1 1|proxy_ssl_protocols 1 9|proxy_ssl_certificate 1 1|proxy_ssl_certificate_key 1 1|proxy_ssl_trusted_certificate 1 1|proxy_ssl_session_reuse 1 1|proxy_set_body 1 1|proxy_pass_request_headers 1 1|proxy_pass_request_body 1 1|proxy_headers_hash_max_size 1 1|proxy_headers_hash_bucket_size 1 1|lingering_close 1 1|lingering_time 1 1|lingering_timeout 1 1|keepalive_disable 1 2|output_buffers 2 2|postpone_output 1 1|sendfile_max_chunk 1 1|directio 1 1|open_file_cache_valid 1 1|open_file_cache_min_uses 1 1|open_file_cache_errors 1 1|disable_symlinks 1 2|chunked_transfer_encoding 1 1|limit_rate_after 1 1|limit_req_status 1 1|limit_req_log_level 1 1|limit_req_dry_run 1 1|limit_conn_status 1 1|limit_conn_log_level 1 1|real_ip_recursive 1 1|auth_request 1 1|auth_request_set 2 2|sub_filter 2 2|sub_filter_once 1 1|sub_filter_types 1 9|gunzip 1 1|ssl_session_tickets 1 1|ssl_dhparam 1 1|ssl_ecdh_curve 1 1|ssl_stapling 1 1|ssl_stapling_verify 1 1|ssl_verify_client 1 1|ssl_client_certificate 1 1|ssl_buffer_size 1 1|ssl_early_data 1 1|http2_max_concurrent_streams 1 1|fastcgi_read_timeout 1 1|fastcgi_buffers 2 2|fastcgi_buffer_size 1 1|fastcgi_connect_timeout 1 1|fastcgi_send_timeout 1 1|fastcgi_intercept_errors 1 1|fastcgi_hide_header 1 1|fastcgi_cache 1 1|fastcgi_cache_valid 1 9|fastcgi_cache_bypass 1 9|fastcgi_cache_key 1 1|fastcgi_no_cache 1 9|fastcgi_buffering 1 1|fastcgi_busy_buffers_size 1 1|fastcgi_temp_file_write_size 1 1|fastcgi_request_buffering 1 1|fastcgi_keep_conn 1 1|uwsgi_param 2 3|uwsgi_read_timeout 1 1|uwsgi_send_timeout 1 1|uwsgi_connect_timeout 1 1|grpc_set_header 2 2|grpc_read_timeout 1 1|grpc_send_timeout 1 1|client_body_temp_path 1 4|client_body_in_file_only 1 1|max_ranges 1 1|add_trailer 2 3|aio 1 1|ssi 1 1|ssl_trusted_certificate 1 1|ssl_verify_depth 1 1|ssl_password_file 1 1`;
const rules = known as Record<string, [string, number, number]>;
for (const row of table.trim().split("\n")) {
  const [places = "", ...entries] = row.split("|");
  for (const entry of entries) {
    const [name = "", least, most] = entry.split(" ");
    const before = rules[name];
    rules[name] = [
      before ? `${before[0]} ${places}` : places,
      Math.min(Number(least), before?.[1] ?? 99),
      Math.max(Number(most), before?.[2] ?? 0),
    ];
  }
}

const switches = new Set(
  "sendfile gzip autoindex tcp_nopush tcp_nodelay daemon master_process etag absolute_redirect port_in_redirect multi_accept proxy_buffering gzip_vary log_not_found".split(
    " ",
  ),
);
const blocks = new Set("events http server location upstream types if map geo limit_except stream split_clients".split(" "));
const many = new Set(
  "listen server_name location server include add_header proxy_set_header error_page access_log error_log return set rewrite if log_format upstream map env allow deny fastcgi_param load_module resolver break types proxy_cookie_path proxy_cookie_domain proxy_cookie_flags auth_request_set sub_filter add_trailer uwsgi_param grpc_set_header fastcgi_hide_header fastcgi_cache_valid gzip_types set_real_ip_from limit_req limit_conn proxy_hide_header proxy_pass_header index limit_req_zone limit_conn_zone geo keepalive_timeout proxy_cache_valid proxy_redirect split_clients http events".split(
    " ",
  ),
);

export interface Location {
  readonly kind: "=" | "^~" | "~" | "~*" | "" | "@";
  readonly path: string;
  readonly regExp: RegExp | undefined;
  readonly scope: Scope;
}

/** The directives in force at one place: its own, then those of the places around it. */
export class Scope {
  readonly #own: readonly Directive[];
  readonly #outer: Scope | undefined;
  constructor(own: readonly Directive[], outer?: Scope) {
    this.#own = own;
    this.#outer = outer;
  }
  own(name: string): readonly Directive[] {
    return this.#own.filter((directive) => directive.name === name);
  }
  get directives(): readonly Directive[] {
    return this.#own;
  }
  /** As most directives are inherited: only where there is none of that name. */
  all(name: string): readonly Directive[] {
    const own = this.own(name);
    return own.length > 0 || !this.#outer ? own : this.#outer.all(name);
  }
  word(name: string): string | undefined {
    return this.all(name).at(-1)?.args[0];
  }
}

export interface VirtualServer {
  readonly listens: readonly { readonly address: number; readonly port: number; readonly isDefault: boolean }[];
  readonly names: readonly string[];
  readonly scope: Scope;
  readonly locations: readonly Location[];
}

export interface Upstream {
  readonly servers: readonly { readonly host: string; readonly port: number; readonly weight: number; readonly backup: boolean }[];
}

export interface Configuration {
  readonly main: Scope;
  readonly http: Scope | undefined;
  readonly servers: readonly VirtualServer[];
  readonly upstreams: ReadonlyMap<string, Upstream>;
}

function fail(words: string, { file, line }: Directive): ConfigError {
  return new ConfigError(`${words} in ${file}:${line}`);
}

/** Throws `ConfigError`. `resolves` says whether a host name has an address. */
export function understand(directives: readonly Directive[], resolves: (host: string) => boolean): Configuration {
  check(directives, "main");
  const main = new Scope(directives);
  const [block] = main.own("http");
  const http = block ? new Scope(block.block ?? [], main) : undefined;
  const upstreams = new Map<string, Upstream>();
  for (const directive of http?.own("upstream") ?? []) upstreams.set(directive.args[0] as string, upstreamOf(directive, resolves));
  const servers = (http?.own("server") ?? []).map((directive) => serverOf(directive, http as Scope, upstreams, resolves));
  const variable = unknownVariable(directives);
  if (variable !== undefined) throw new ConfigError(`unknown "${variable}" variable`);
  return { main, http, servers, upstreams };
}

function check(directives: readonly Directive[], place: string): void {
  const seen = new Set<string>();
  for (const directive of directives) {
    const { name, args, block } = directive;
    const rule = rules[name];
    if (!rule) throw fail(`unknown directive "${name}"`, directive);
    const [places, least, most] = rule;
    if (!places.split(" ").includes(place)) throw fail(`"${name}" directive is not allowed here`, directive);
    const isBlock = blocks.has(name) && !(name === "server" && place === "upstream");
    if (isBlock && !block) throw fail(`directive "${name}" has no opening "{"`, directive);
    if (!isBlock && block) throw fail(`directive "${name}" is not terminated by ";"`, directive);
    const [from, to] = name === "server" ? (place === "upstream" ? [1, 9] : [0, 0]) : [least, most];
    if (args.length < from || args.length > to) throw fail(`invalid number of arguments in "${name}" directive`, directive);
    if (!many.has(name) && seen.has(name)) throw fail(`"${name}" directive is duplicate`, directive);
    seen.add(name);
    if (switches.has(name) && args[0] !== "on" && args[0] !== "off")
      throw fail(`invalid value "${args[0]}" in "${name}" directive, it must be "on" or "off"`, directive);
    const problem = problemOfWords(directive);
    if (problem !== undefined) throw fail(problem, directive);
    if (name === "return" && !/^\d{3}$/.test(args[0] ?? "") && !(args.length === 1 && /^(https?:\/\/|\$)/.test(args[0] ?? "")))
      throw fail(`invalid return code "${args[0]}"`, directive);
    if (block && !["types", "map", "geo", "stream", "split_clients", "limit_except"].includes(name)) check(block, name);
  }
}

function upstreamOf(directive: Directive, resolves: (host: string) => boolean): Upstream {
  const servers = (directive.block ?? [])
    .filter(({ name }) => name === "server")
    .map((server) => {
      const [host = "", port = "80"] = (server.args[0] as string).split(":");
      if (!resolves(host)) throw fail(`host not found in upstream "${server.args[0]}"`, server);
      const weight = Number(server.args.find((word) => word.startsWith("weight="))?.slice(7) ?? 1);
      return { host, port: Number(port), weight, backup: server.args.includes("backup") };
    });
  if (servers.length === 0) throw fail("no servers are inside upstream", directive);
  return { servers };
}

function serverOf(
  directive: Directive,
  http: Scope,
  upstreams: ReadonlyMap<string, Upstream>,
  resolves: (host: string) => boolean,
): VirtualServer {
  const scope = new Scope(directive.block ?? [], http);
  const taken = new Set<string>();
  const listens = scope.own("listen").flatMap((listen) => {
    const [where = "", ...options] = listen.args;
    const endpoint = endpointOf(where, listen);
    if (!endpoint) return [];
    const key = `${endpoint.address}:${endpoint.port}`;
    if (taken.has(key)) throw fail(`a duplicate listen ${where.includes(":") ? where : `0.0.0.0:${where}`}`, listen);
    taken.add(key);
    return [{ ...endpoint, isDefault: options.includes("default_server") }];
  });
  if (scope.own("listen").some(({ args }) => args.includes("ssl")) && scope.all("ssl_certificate").length === 0)
    throw fail('no "ssl_certificate" is defined for the "listen ... ssl" directive', directive);
  const formats = ["combined", "off", ...http.own("log_format").map(({ args }) => args[0])];
  for (const log of [...scope.own("access_log"), ...http.own("access_log")]) {
    const format = log.args[1];
    if (format !== undefined && !format.includes("=") && !formats.includes(format)) throw fail(`unknown log format "${format}"`, log);
  }
  const none = scope.own("listen").length === 0;
  return {
    scope,
    listens: none ? [{ address: 0, port: 80, isDefault: false }] : listens,
    names: scope.own("server_name").flatMap(({ args }) => args),
    locations: locationsOf(scope, upstreams, resolves),
  };
}

/** `undefined` for what only the sixth version hears. */
function endpointOf(where: string, directive: Directive): { address: number; port: number } | undefined {
  if (where.startsWith("[") || where.startsWith("unix:")) return undefined;
  const colon = where.indexOf(":");
  const isPort = colon < 0 && /^\d+$/.test(where);
  const host = colon >= 0 ? where.slice(0, colon) : isPort ? "*" : where;
  const port = colon >= 0 ? where.slice(colon + 1) : isPort ? where : "80";
  if (!/^\d+$/.test(port) || Number(port) > 65_535 || Number(port) === 0)
    throw fail(`invalid port in "${where}" of the "listen" directive`, directive);
  const address = host === "*" ? 0 : host === "localhost" ? 0x7f000001 : parseIpv4(host);
  if (address === undefined) throw fail(`host not found in "${where}" of the "listen" directive`, directive);
  return { address, port: Number(port) };
}

function locationsOf(scope: Scope, upstreams: ReadonlyMap<string, Upstream>, resolves: (host: string) => boolean): Location[] {
  const found: Location[] = [];
  for (const directive of scope.own("location")) {
    const [first = "", second] = directive.args;
    const kind = second !== undefined ? first : (/^(=|\^~|~\*|~)/.exec(first)?.[1] ?? (first.startsWith("@") ? "@" : ""));
    if (!["=", "^~", "~", "~*", "", "@"].includes(kind)) throw fail(`invalid location modifier "${kind}"`, directive);
    const path = second ?? (kind === "@" ? first : first.slice(kind.length));
    if (!kind.startsWith("~") && found.some((other) => other.path === path && (other.kind === "=") === (kind === "=") && !other.regExp))
      throw fail(`duplicate location "${path}"`, directive);
    const own = new Scope(directive.block ?? [], scope);
    for (const pass of own.own("proxy_pass")) checkPass(pass, upstreams, resolves);
    found.push({
      kind: kind as Location["kind"],
      path,
      regExp: kind.startsWith("~") ? regExpOf(path, kind, directive) : undefined,
      scope: own,
    });
    found.push(...locationsOf(own, upstreams, resolves));
  }
  return found;
}

function checkPass(directive: Directive, upstreams: ReadonlyMap<string, Upstream>, resolves: (host: string) => boolean): void {
  const target = directive.args[0] as string;
  const match = /^https?:\/\/([^/:]+)/.exec(target);
  if (!match && !target.startsWith("$")) throw fail("invalid URL prefix", directive);
  const host = match?.[1] ?? "$";
  if (!host.includes("$") && !upstreams.has(host) && !resolves(host)) throw fail(`host not found in upstream "${host}"`, directive);
}

function regExpOf(pattern: string, kind: string, directive: Directive): RegExp {
  try {
    return new RegExp(pattern.replace(/\(\?i\)/g, "").replace(/\(\?P?</g, "(?<"), kind === "~*" ? "i" : "");
  } catch {
    const words = /\([^)]*$/.test(pattern) ? "missing closing parenthesis" : "syntax error";
    throw fail(`pcre2_compile() failed: ${words} in "${pattern}"`, directive);
  }
}
