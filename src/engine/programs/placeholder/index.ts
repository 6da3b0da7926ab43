/**
 * What stands where a well-known image has a program that the lab does not model. It holds the ports, says what it is, and does
 * nothing else.
 */
import type { Program } from "../program.ts";
import { placeholderClient } from "./client.ts";
import { placeholderServer } from "./server.ts";

export const placeholderPrograms: readonly (readonly [string, Program])[] = [
  ["placeholder", placeholderServer],
  ["placeholder-client", placeholderClient],
];
