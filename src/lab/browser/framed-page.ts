/**
 * A page that a learner's server gave, for the `srcdoc` of a frame with an empty `sandbox`. It was written by anyone, so it
 * never becomes part of our page: the frame has an origin of its own, runs no script, sends no form and leads nowhere, and
 * this policy, which comes before anything of the page's own, lets it load nothing but the styles that are written in it.
 */
export function framedPage(html: string): string {
  const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
  return `<!doctype html><meta charset="utf-8"><meta http-equiv="content-security-policy" content="${policy}">${html.replace(/^\s*<!doctype[^>]*>/i, "")}`;
}

/** The value of a header, whatever the case of its name. */
export function headerOf(headers: readonly (readonly [name: string, value: string])[], name: string): string | undefined {
  return headers.find(([written]) => written.toLowerCase() === name)?.[1];
}
