/** Lists of what a database holds: `\dt`, `\l`, `\du` and their like, as queries of its catalogues. */
import { quoted } from "../quote.ts";

export interface Listing {
  readonly title: string;
  readonly sql: string;
  /** What is said when nothing is found; with a pattern, `Did not find any relation named "x".` */
  readonly kind: string;
  /** Says so when there is nothing, in place of an empty table. */
  readonly empties?: boolean;
}

/** `\dt app.u*`: what the schema and the name are to match. */
export function condition(pattern: string, name: string, schema?: string, visible?: string): string {
  if (pattern === "") return visible ?? "true";
  const parts = pattern.match(/(?:"(?:[^"]|"")*"|[^."])+/g) ?? [pattern];
  const regex = (part: string): string =>
    quoted(
      `^(${part.replace(/"((?:[^"]|"")*)"|([^"]+)/g, (_, kept: string | undefined, plain: string | undefined) =>
        kept === undefined ? literal((plain ?? "").toLowerCase()) : literal(kept),
      )})$`,
    );
  const last = parts.at(-1) ?? "";
  const own = `${name} OPERATOR(pg_catalog.~) ${regex(last)}`;
  if (parts.length > 1 && schema !== undefined) return `${own} AND ${schema} OPERATOR(pg_catalog.~) ${regex(parts.at(-2) ?? "")}`;
  return visible === undefined ? own : `${own} AND ${visible}`;
}

function literal(text: string): string {
  return text
    .replaceAll(/[\\^$.|()[\]{}+]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
}

const kinds: Readonly<Record<string, string>> = { t: "'r','p'", i: "'i','I'", v: "'v'", m: "'m'", s: "'S'", E: "'f'" };
const kindWords =
  "CASE c.relkind WHEN 'r' THEN 'table' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'i' THEN 'index' WHEN 'S' THEN 'sequence' WHEN 'f' THEN 'foreign table' WHEN 'p' THEN 'partitioned table' WHEN 'I' THEN 'partitioned index' END";

/** `\d` without a name, `\dt`, `\di`, `\dv`, `\ds`: `which` are the letters after `\d`. */
export function relations(which: string, pattern: string, more: boolean, system: boolean): Listing {
  const wanted = [...(which === "" ? "tvmsE" : which)].map((letter) => kinds[letter]).join(",");
  const indexes = which.includes("i");
  const columns = [
    'n.nspname AS "Schema"',
    'c.relname AS "Name"',
    `${kindWords} AS "Type"`,
    'pg_get_userbyid(c.relowner) AS "Owner"',
    ...(indexes ? ['t.relname AS "Table"'] : []),
    ...(more
      ? [
          `CASE c.relpersistence WHEN 'p' THEN 'permanent' WHEN 't' THEN 'temporary' ELSE 'unlogged' END AS "Persistence"`,
          ...(/^[sv]+$/.test(which) ? [] : ['a.amname AS "Access method"']),
          'pg_size_pretty(pg_table_size(c.oid)) AS "Size"',
          `obj_description(c.oid, 'pg_class') AS "Description"`,
        ]
      : []),
  ];
  const hidden = system || pattern !== "" ? "true" : "n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_toast'";
  return {
    title: "List of relations",
    kind: "relation",
    empties: true,
    sql: `SELECT ${columns.join(", ")} FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_am a ON a.oid = c.relam
${indexes ? "LEFT JOIN pg_index x ON x.indexrelid = c.oid LEFT JOIN pg_class t ON t.oid = x.indrelid" : ""}
WHERE c.relkind IN (${wanted}) AND ${hidden} AND ${condition(pattern, "c.relname", "n.nspname", "pg_table_is_visible(c.oid)")} ORDER BY 1, 2`,
  };
}

const privileges = (column: string): string => `array_to_string(${column}, E'\\n')`;

/** `\l` as the release of psql has it. */
export function databases(major: number, pattern: string, more: boolean): Listing {
  const provider = `CASE d.datlocprovider WHEN 'c' THEN 'libc' WHEN 'i' THEN 'icu' ELSE 'builtin' END AS "Locale Provider"`;
  const locale = major >= 17 ? 'd.datlocale AS "Locale"' : 'd.datlocale AS "ICU Locale"';
  const places = 'd.datcollate AS "Collate", d.datctype AS "Ctype"';
  const middle = major >= 16 ? [provider, places, locale, 'd.daticurules AS "ICU Rules"'] : [places, locale, provider];
  const size =
    "CASE WHEN has_database_privilege(d.datname, 'CONNECT') THEN pg_size_pretty(pg_database_size(d.datname)) ELSE 'No Access' END AS \"Size\"";
  const rest = more ? [size, 't.spcname AS "Tablespace"', `shobj_description(d.oid, 'pg_database') AS "Description"`] : [];
  return {
    title: "List of databases",
    kind: "database",
    sql: `SELECT d.datname AS "Name", pg_get_userbyid(d.datdba) AS "Owner", pg_encoding_to_char(d.encoding) AS "Encoding", ${middle.join(", ")}, ${privileges("d.datacl")} AS "Access privileges"${rest.map((column) => `, ${column}`).join("")}
FROM pg_database d JOIN pg_tablespace t ON t.oid = d.dattablespace WHERE ${condition(pattern, "d.datname")} ORDER BY 1`,
  };
}

/** `\du`: roles, of which the server's own are left out. */
export function roles(major: number, pattern: string, more: boolean): Listing {
  const attribute = (when: string, words: string): string => `CASE WHEN ${when} THEN ${words} END`;
  const attributes = [
    attribute("r.rolsuper", "'Superuser'"),
    attribute("NOT r.rolinherit", "'No inheritance'"),
    attribute("r.rolcreaterole", "'Create role'"),
    attribute("r.rolcreatedb", "'Create DB'"),
    attribute("NOT r.rolcanlogin", "'Cannot login'"),
    attribute("r.rolreplication", "'Replication'"),
    attribute("r.rolbypassrls", "'Bypass RLS'"),
  ].join(", ");
  const limits = `CASE WHEN r.rolconnlimit = 0 THEN E'\\nNo connections' WHEN r.rolconnlimit > 0 THEN E'\\n' || r.rolconnlimit || CASE r.rolconnlimit WHEN 1 THEN ' connection' ELSE ' connections' END ELSE '' END`;
  const members = "ARRAY(SELECT b.rolname FROM pg_auth_members m JOIN pg_roles b ON m.roleid = b.oid WHERE m.member = r.oid ORDER BY 1)";
  const columns = [
    'r.rolname AS "Role name"',
    `concat_ws(', ', ${attributes}) || ${limits} AS "Attributes"`,
    ...(major >= 16 ? [] : [`${members} AS "Member of"`]),
    ...(more ? [`shobj_description(r.oid, 'pg_authid') AS "Description"`] : []),
  ];
  return {
    title: "List of roles",
    kind: "role",
    sql: `SELECT ${columns.join(", ")} FROM pg_roles r WHERE ${pattern === "" ? "r.rolname !~ '^pg_'" : condition(pattern, "r.rolname")} ORDER BY 1`,
  };
}

export function schemas(pattern: string): Listing {
  const own = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";
  return {
    title: "List of schemas",
    kind: "schema",
    sql: `SELECT n.nspname AS "Name", pg_get_userbyid(n.nspowner) AS "Owner" FROM pg_namespace n WHERE ${pattern === "" ? own : condition(pattern, "n.nspname")} ORDER BY 1`,
  };
}

export function functions(pattern: string): Listing {
  const own = "pg_function_is_visible(p.oid) AND n.nspname NOT IN ('pg_catalog', 'information_schema')";
  return {
    title: "List of functions",
    kind: "function",
    sql: `SELECT n.nspname AS "Schema", p.proname AS "Name", pg_get_function_result(p.oid) AS "Result data type", pg_get_function_arguments(p.oid) AS "Argument data types",
CASE p.prokind WHEN 'a' THEN 'agg' WHEN 'w' THEN 'window' WHEN 'p' THEN 'proc' ELSE 'func' END AS "Type"
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE ${pattern === "" ? own : condition(pattern, "p.proname", "n.nspname", "pg_function_is_visible(p.oid)")} ORDER BY 1, 2, 4`,
  };
}

export function extensions(pattern: string): Listing {
  return {
    title: "List of installed extensions",
    kind: "extension",
    sql: `SELECT e.extname AS "Name", e.extversion AS "Version", n.nspname AS "Schema", obj_description(e.oid, 'pg_extension') AS "Description"
FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE ${condition(pattern, "e.extname")} ORDER BY 1`,
  };
}

export function accessPrivileges(pattern: string): Listing {
  return {
    title: "Access privileges",
    kind: "relation",
    sql: `SELECT n.nspname AS "Schema", c.relname AS "Name", ${kindWords} AS "Type", ${privileges("c.relacl")} AS "Access privileges",
array_to_string(ARRAY(SELECT attname || E':\\n  ' || ${privileges("attacl")} FROM pg_attribute a WHERE attrelid = c.oid AND NOT attisdropped AND attacl IS NOT NULL), E'\\n') AS "Column privileges",
array_to_string(ARRAY(SELECT polname FROM pg_policy WHERE polrelid = c.oid), E'\\n') AS "Policies"
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r','v','m','S','f','p')
AND ${pattern === "" ? "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND pg_table_is_visible(c.oid)" : condition(pattern, "c.relname", "n.nspname", "pg_table_is_visible(c.oid)")} ORDER BY 1, 2`,
  };
}

export function types(pattern: string): Listing {
  const own = "n.nspname NOT IN ('pg_catalog', 'information_schema') AND pg_type_is_visible(t.oid)";
  return {
    title: "List of data types",
    kind: "type",
    sql: `SELECT n.nspname AS "Schema", format_type(t.oid, NULL) AS "Name", obj_description(t.oid, 'pg_type') AS "Description" FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE (t.typrelid = 0 OR EXISTS (SELECT FROM pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c')) AND NOT EXISTS (SELECT FROM pg_type e WHERE e.oid = t.typelem AND e.typarray = t.oid)
AND ${pattern === "" ? own : condition(pattern, "t.typname", "n.nspname", "pg_type_is_visible(t.oid)")} ORDER BY 1, 2`,
  };
}
