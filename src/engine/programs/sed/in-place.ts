/** `-i`: what is printed goes into a new file, which takes the place of the one that was read. */
import { FsError } from "../../filesystem/errors.ts";
import { at, baseName, dirName } from "../coreutils/applet.ts";
import type { Process } from "../program.ts";
import { textToBytes } from "../shell/bytes.ts";
import { SedFailure } from "./failure.ts";

export interface InPlaceOptions {
  /** What a copy of the old file is named by: a suffix, or a pattern with `*` for its name. Nothing for no copy. */
  readonly suffix: string;
  /** A link stays one, and the file it leads to is changed. */
  readonly followsLinks: boolean;
}

/** Puts `text` where a file is. Other names of the file keep what they had. @throws SedFailure */
export function replaceFile(process: Process, name: string, text: string, { suffix, followsLinks }: InPlaceOptions): void {
  const { fs } = process;
  const written = at(process, name);
  try {
    const path = followsLinks ? fs.realpath(written) : written;
    const { mode, uid, gid } = fs.attributes(path);
    if (suffix !== "") fs.rename(path, at(process, copyName(name, suffix)));
    else fs.remove(path);
    fs.writeFile(path, textToBytes(text), { mode, uid, gid });
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    const folder = dirName(name);
    const denied = error.code === "EACCES" || error.code === "EROFS";
    const temporary = `${folder}/${temporaryName(process)}`;
    throw new SedFailure(
      denied ? `couldn't open temporary file ${temporary}: ${error.reason}` : `cannot rename ${temporary}: ${error.reason}`,
      denied
        ? `can't create temp file '${name}XXXXXX': ${error.reason}`
        : `can't move '${name}${temporaryName(process).slice(3)}' to '${name}': ${error.reason}`,
    );
  }
}

function copyName(name: string, suffix: string): string {
  if (!suffix.includes("*")) return name + suffix;
  const copy = suffix.replaceAll("*", baseName(name));
  return copy.includes("/") || !name.includes("/") ? copy : `${dirName(name)}/${copy}`;
}

/** Six letters that nobody else has: of the process's number. */
function temporaryName({ pid }: Process): string {
  let letters = "";
  for (let rest = pid * 7919 + 104_729; letters.length < 6; rest = Math.imul(rest, 31) + 7)
    letters += String.fromCharCode(97 + (Math.abs(rest) % 26));
  return `sed${letters}`;
}
