/** What a log driver's options make of a container's log: how much of it is kept, and what is noted beside each line. */
import type { ContainerConfig } from "../api.ts";
import { readSize } from "../go/size.ts";
import type { FullHostConfig } from "./host-config.ts";

export interface LogSettings {
  readonly driver: string;
  /** Bytes after which a new file is begun; `undefined` when one file takes everything. */
  readonly fileSize?: number;
  /** How many files are kept. */
  readonly files: number;
  /** What `docker logs --details` shows: labels and variables that the options name. */
  readonly attributes: Readonly<Record<string, string>>;
}

export const plainLog: LogSettings = { driver: "json-file", files: 1, attributes: {} };

/** Of options that are known to be good: `openLog` says otherwise before anything is printed. */
export function logSettings(
  { LogConfig: { Type, Config } }: Pick<FullHostConfig, "LogConfig">,
  container: { readonly id: string; readonly name: string; readonly config: ContainerConfig; readonly image: { readonly id: string } },
): LogSettings {
  const driver = Type || "json-file";
  const { "max-size": size, "max-file": files } = Config ?? {};
  const bytes = size === undefined ? undefined : readSize(size, driver === "local" ? 1024 : 1000);
  return {
    driver,
    ...(typeof bytes === "number" && bytes > 0 && { fileSize: bytes }),
    files: Math.max(1, Number(files ?? (driver === "local" ? 5 : 1)) || 1),
    attributes: driver === "json-file" ? attributesOf(Config ?? {}, container) : {},
  };
}

function attributesOf(
  options: Readonly<Record<string, string>>,
  { id, name, config, image }: Parameters<typeof logSettings>[1],
): Record<string, string> {
  const variables = Object.fromEntries(
    (config.Env ?? []).map((entry) => [entry.split("=", 1)[0] as string, entry.replace(/^[^=]*=?/, "")]),
  );
  const found = new Map<string, string>();
  const collect = (from: Readonly<Record<string, string>>, names: string | undefined, pattern: string | undefined): void => {
    const wanted = new Set(names?.split(","));
    const matches = expression(pattern);
    for (const [key, value] of Object.entries(from)) if (wanted.has(key) || matches?.test(key)) found.set(key, value);
  };
  collect(config.Labels ?? {}, options.labels, options["labels-regex"]);
  collect(variables, options.env, options["env-regex"]);
  if (options.tag) found.set("tag", filled(options.tag, { id, name, imageId: image.id, imageName: config.Image ?? "" }));
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function expression(pattern: string | undefined): RegExp | undefined {
  try {
    return pattern ? new RegExp(pattern) : undefined;
  } catch {
    return undefined;
  }
}

/** A tag's template: the fields that Docker documents, and nothing else of Go's. */
function filled(tag: string, { id, name, imageId, imageName }: Record<"id" | "name" | "imageId" | "imageName", string>): string {
  const fields: Readonly<Record<string, string>> = {
    ID: id.slice(0, 12),
    FullID: id,
    Name: name,
    ImageID: imageId.replace("sha256:", "").slice(0, 12),
    ImageFullID: imageId,
    ImageName: imageName,
    DaemonName: "docker",
  };
  return tag.replace(/\{\{\s*\.(\w+)\s*\}\}/g, (whole, field: string) => fields[field] ?? whole);
}
