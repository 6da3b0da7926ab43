import type { AskOf, ViewName } from "../views/views.ts";

/** What pictures have to be asked, as a lesson writes it; null where there is one thing to see. */
const asks: { readonly [Name in ViewName]: AskOf<Name> extends null ? null : string } = {
  api: '{ open: "all" }',
  builds: '{ side: "sizes" }',
  compose: null,
  machines: null,
  namespaces: '{ question: "ps", inside: "web" }',
  networks: null,
  overlay: '{ container: "web", toggled: [], whole: [] }',
  storage: null,
};

/**
 * Whether a `<Scenario>` can be played at all.
 * @param page where it stands, as the site's path
 * Throws with the page and what to write when its picture does not exist, is not told what to look at, or has no steps.
 */
export function checkScenarioProps(page: string, { picture, ask, steps }: { picture?: unknown; ask?: unknown; steps?: unknown }): void {
  const mistake = (text: string): Error => new Error(`${page}: a <Scenario> ${text}`);
  if (typeof picture !== "string" || !Object.hasOwn(asks, picture)) {
    throw mistake(`has the picture "${picture}", which there is not. The pictures: ${Object.keys(asks).join(", ")}.`);
  }
  const example = asks[picture as ViewName];
  if (example !== null && (typeof ask !== "object" || ask === null)) {
    throw mistake(`of the picture "${picture}" does not say what to look at: give it ask={${example}} or another.`);
  }
  // None at all is one still picture, of what `before` made.
  if (!Array.isArray(steps)) throw mistake(`of the picture "${picture}" has no steps: give it steps={["docker …"]}.`);
}
