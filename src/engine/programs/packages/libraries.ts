/** Packages that nothing but a compiler or an interpreter looks into: where a mirror of the lab lacks one, an empty one will do. */

const begins = /^(?:lib|php\d?[\d.]*-|python[23]?-|py3-|perl-|ruby-|lua-|fonts?-|ttf-|gir1\.2-|gstreamer|texlive-|tesseract-ocr-|icu-data)/;
const ends = /-(?:dev|libs?|headers|docs?|locales?|common|data|bin|tools?|utils|plugins?|modules?|extra|langs?|fonts)$/;

/** Whether the name is that of a library, its headers, an extension, fonts or documents. */
export function isLibrary(name: string): boolean {
  return begins.test(name) || ends.test(name);
}

/** What is said of those that were taken. */
export function emptyPackages(names: readonly string[]): string {
  const [is, it] = names.length === 1 ? ["is", "An empty package takes its place"] : ["are", "Empty packages take their places"];
  return `${names.join(", ")} ${is} not among the packages that the lab's mirror holds. ${it}.`;
}
