/** `GET /images/json`: the images that pass every filter, newest first. */
import { EngineError, type Filters, type ImageSummary } from "../api.ts";
import { booleanFilter, matchesLabels, untilTime, validateFilters } from "../events/filters.ts";
import { summarize } from "./describe.ts";
import { familiarString, InvalidReference, parseReference } from "./reference.ts";
import type { ImageStore } from "./store.ts";

const known = ["dangling", "label", "before", "since", "until", "reference"];

export function listImages(store: ImageStore, all: boolean, filters: Filters, now: number): ImageSummary[] {
  // What only another image was made from is not shown.
  const shown = store.all().filter(({ id }) => all || store.tagsOf(id).length + store.digestsOf(id).length > 0 || !store.hasChildren(id));
  const images = shown.map((image) => ({ summary: summarize(store, image), created: image.created }));
  return selectImages(images, filters, (reference) => store.get(reference).created, now);
}

interface Dated {
  readonly summary: ImageSummary;
  /** Milliseconds since the epoch. */
  readonly created: number;
}

/**
 * @param createdOf when an image that a filter names was made; throws when there is none
 * @param now milliseconds since the epoch, from which `until=10m` counts back
 * @throws EngineError 400 for a filter there is not or that cannot be read
 */
export function selectImages(
  images: readonly Dated[],
  filters: Filters,
  createdOf: (reference: string) => number,
  now: number,
): ImageSummary[] {
  validateFilters(filters, known);
  const dangling = booleanFilter(filters, "dangling");
  const patterns = (filters.reference ?? []).map(patternOf);
  const before = Math.min(...(filters.before ?? []).map(createdOf), ...(filters.until ?? []).map((text) => untilTime(text, now)));
  const since = Math.max(...(filters.since ?? []).map(createdOf));
  return images
    .filter(({ summary, created }) => created < before && created > since && matchesLabels(filters, summary.Labels))
    .map(({ summary }) => named(summary, patterns))
    .filter(({ RepoTags, RepoDigests }) => patterns.length === 0 || RepoTags.length + RepoDigests.length > 0)
    .filter(({ RepoTags }) => dangling === undefined || (RepoTags.length === 0) === dangling);
}

/** Of its names, those that a pattern fits. */
function named(image: ImageSummary, patterns: readonly RegExp[]): ImageSummary {
  if (patterns.length === 0) return image;
  const fits = (name: string): boolean => patterns.some((pattern) => pattern.test(name) || pattern.test(repositoryOf(name)));
  return { ...image, RepoTags: image.RepoTags.filter(fits), RepoDigests: image.RepoDigests.filter(fits) };
}

function repositoryOf(name: string): string {
  return name.replace(/@.*$/, "").replace(/:[^:/]*$/, "");
}

/** A pattern is held against the name and against name and tag; `*` stops at a slash. */
function patternOf(text: string): RegExp {
  const pattern = familiarOf(text);
  const source = pattern.replace(/[.+^${}()|\\/]|\*|\?/g, (c) => (c === "*" ? "[^/]*" : c === "?" ? "[^/]" : `\\${c}`));
  try {
    return new RegExp(`^${source}$`);
  } catch {
    throw new EngineError(400, "syntax error in pattern");
  }
}

/** A whole name may be written with its registry. */
function familiarOf(text: string): string {
  if (/[*?[]/.test(text)) return text;
  try {
    return familiarString(parseReference(text));
  } catch (error) {
    if (error instanceof InvalidReference) return text;
    throw error;
  }
}
