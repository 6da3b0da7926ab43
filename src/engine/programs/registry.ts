/** Every program that an image can hold. */
import { coreutilsPrograms } from "./coreutils/index.ts";
import { packagePrograms } from "./packages/index.ts";
import type { ProgramRegistry } from "./program.ts";

export const registry: ProgramRegistry = new Map([...coreutilsPrograms, ...packagePrograms]);
