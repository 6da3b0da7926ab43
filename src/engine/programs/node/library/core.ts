/** Node's modules, written in JavaScript; they run inside QuickJS beside the program. */
import { basics } from "./basics.ts";
import { buffer } from "./buffer.ts";
import { errors } from "./errors.ts";
import { globals } from "./globals.ts";
import { util } from "./util.ts";

/** Those that every program has from the start. */
export const core: Readonly<Record<string, string>> = { ...basics, ...util, ...errors, ...buffer, ...globals };
