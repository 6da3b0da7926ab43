/** Which PostgreSQL an image has, in the words its programs use. */
import type { ExecutableDescriptor } from "../program.ts";

export interface Release {
  /** `16.9` */
  readonly version: string;
  /** `16` */
  readonly major: string;
  /** `server_version`: `16.9 (Debian 16.9-1.pgdg120+1)` */
  readonly text: string;
  /** `server_version_num`: 160009 */
  readonly number: number;
  /** `select version()` */
  readonly full: string;
}

export function releaseOf({ data }: ExecutableDescriptor): Release {
  const version = String(data?.version ?? "16.9");
  const [major = "", minor = "0"] = version.split(".");
  const packaged = data?.package === undefined ? "" : ` (${String(data.package)})`;
  const text = `${version}${packaged}`;
  const platform = packaged
    ? "x86_64-pc-linux-gnu, compiled by gcc (Debian 12.2.0-14+deb12u1) 12.2.0"
    : "x86_64-pc-linux-musl, compiled by gcc (Alpine 14.2.0) 14.2.0";
  return { version, major, text, number: Number(major) * 10_000 + Number(minor), full: `PostgreSQL ${text} on ${platform}, 64-bit` };
}
