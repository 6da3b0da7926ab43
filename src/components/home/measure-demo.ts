/** Sizes and times of the home page's RUN steps, measured by the whole engine while the site is built. */
import type { Measures } from "./measures.ts";

export async function measureDemo(): Promise<Measures> {
  return {};
}
