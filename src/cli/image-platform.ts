/** `--platform` of commands that are about images which are there already: an image in this store is for one platform. */
import type { ImageInspect } from "../engine/api.ts";
import { CliError } from "./errors.ts";
import { parsePlatform } from "./platform.ts";

/** A platform that cannot be read. */
export function invalidPlatform(problem: string): CliError {
  return new CliError(`invalid platform: ${problem}`);
}

/** @param platform in its full form */
export function hasPlatform({ Os, Architecture }: Pick<ImageInspect, "Os" | "Architecture">, platform: string): boolean {
  const [system, machine] = platform.split("/");
  return Os === system && Architecture === machine;
}

/**
 * Refuses an image of another platform than the one asked for.
 * @param asked as it was written, empty for any
 * @throws CliError
 */
export function checkPlatform(image: ImageInspect, reference: string, asked: string, wrong = invalidPlatform): void {
  if (asked === "") return;
  const platform = parsePlatform(asked, wrong);
  if (hasPlatform(image, platform)) return;
  throw new CliError(
    `Error response from daemon: image with reference ${reference} was found but its platform (${image.Os}/${image.Architecture}) does not match the specified platform (${platform})`,
  );
}
