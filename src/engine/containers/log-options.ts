/** Log drivers and their options. Two drivers are modelled. */
import { EngineError } from "../api.ts";
import { quote } from "../go/quote.ts";
import { readSize } from "../go/size.ts";
import type { FullHostConfig } from "./host-config.ts";

type LogConfig = FullHostConfig["LogConfig"];

const ofFiles = ["max-file", "max-size", "compress", "labels", "labels-regex", "env", "env-regex", "tag", "mode", "max-buffer-size"];
const known: Readonly<Record<string, readonly string[]>> = { "json-file": ofFiles, local: ofFiles, none: [] };

/**
 * What is looked at when a container is made: names, and how lines are handed over.
 * @throws EngineError 400, and 501 for a driver that would need a service
 */
export function validateLogConfig({ Type, Config }: LogConfig): void {
  const driver = Type || "json-file";
  const options = known[driver];
  if (!options) {
    if (["awslogs", "fluentd", "gcplogs", "gelf", "journald", "splunk", "syslog"].includes(Type))
      throw new EngineError(501, `drydock: the log driver ${Type} needs a service outside the lab; json-file, local and none are modelled`);
    throw new EngineError(400, `error looking up logging plugin ${Type}: plugin "${Type}" not found`);
  }
  const { mode = "", "max-buffer-size": buffer } = Config ?? {};
  if (!["", "blocking", "non-blocking"].includes(mode)) throw new EngineError(400, `logger: logging mode not supported: ${mode}`);
  if (buffer !== undefined && mode !== "non-blocking")
    throw new EngineError(400, "logger: max-buffer-size option is only supported with 'mode=non-blocking'");
  const size = buffer === undefined ? 0 : readSize(buffer);
  if (typeof size === "string") throw new EngineError(400, `error parsing option max-buffer-size: ${size}`);
  if (driver === "none") return;
  for (const key of Object.keys(Config ?? {}))
    if (!options.includes(key)) throw new EngineError(400, `unknown log opt '${key}' for ${driver} log driver`);
}

/**
 * What the driver itself looks at, when the container starts: sizes and numbers.
 * @throws EngineError 400
 */
export function openLog({ Type, Config }: LogConfig): void {
  if (Type === "none") return;
  const { "max-size": size, "max-file": files, compress } = Config ?? {};
  const fail = (words: string): never => {
    throw new EngineError(400, `failed to create task for container: failed to initialize logging driver: ${words}`);
  };
  const bytes = size === undefined ? undefined : readSize(size);
  if (typeof bytes === "string") fail(Type === "local" ? `invalid value for max-size: ${size}: ${bytes}` : bytes);
  if (bytes === 0) fail("max-size must be a positive number");
  if (files !== undefined) {
    if (!/^[+-]?\d+$/.test(files)) fail(`strconv.Atoi: parsing ${quote(files)}: invalid syntax`);
    if (Number(files) < 1) fail("max-file cannot be less than 1");
  }
  if (compress === undefined) return;
  if (!/^(1|t|true|0|f|false)$/i.test(compress)) fail(`strconv.ParseBool: parsing ${quote(compress)}: invalid syntax`);
  if (Type !== "local" && /^[1t]/i.test(compress) && (Number(files ?? 1) < 2 || size === undefined))
    fail("compress cannot be true when max-file is less than 2 or max-size is not set");
}
