/** The locale that a program speaks in. The lab has English only, so what a locale changes is the quotes in GNU's messages. */
import { FsError } from "../../filesystem/errors.ts";
import type { Process } from "../program.ts";

/** Where `locale-gen` and `localedef` put what they made. */
const archive = "/usr/lib/locale/locale-archive";

/** Whether the environment names a locale of UTF-8 that is there: `C.UTF-8` always is. */
function speaksUtf8({ env, fs }: Pick<Process, "env" | "fs">): boolean {
  const name = ["LC_ALL", "LC_CTYPE", "LANG"].map((key) => env.get(key) ?? "").find((value) => value !== "") ?? "";
  const [, language = ""] = /^([^.]+)\.utf-?8$/i.exec(name) ?? [];
  if (language === "" || language === "C") return language === "C";
  try {
    return fs.exists(archive) && fs.readText(archive).includes(`${language}.`);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    return false;
  }
}

/** A message written with ‘ and ’, as GNU's tools say it in the locale of the process: outside UTF-8 both are '. */
export function inLocale(process: Pick<Process, "env" | "fs">, text: string): string {
  return /[‘’]/.test(text) && !speaksUtf8(process) ? text.replace(/[‘’]/g, "'") : text;
}
