/** `docker search`: what Docker Hub says of its repositories. */
import { EngineError, type SearchOptions, type SearchResult } from "../api.ts";
import type { RepositoryCard } from "../images/image.ts";
import { quote } from "../go/quote.ts";

const fewest = 25;
const most = 100;

/** The most popular first. Throws `EngineError` 400 for a filter or a limit that is none. */
export function searchHub(cards: readonly RepositoryCard[], term: string, { limit = 0, filters = {} }: SearchOptions = {}): SearchResult[] {
  if (limit < 0 || limit > most) throw invalid(`limit ${limit} is outside the range of [1, ${most}]`);
  for (const name of Object.keys(filters))
    if (!["is-automated", "is-official", "stars"].includes(name)) throw invalid(`invalid filter '${name}'`);
  const official = truth("is-official", filters["is-official"]);
  const automated = truth("is-automated", filters["is-automated"]);
  const stars = Math.max(0, ...(filters.stars ?? []).map(wholeNumber));
  const words = term.toLowerCase().replace(/^library\//, "");
  return cards
    .filter(({ name, description }) => name.toLowerCase().includes(words) || description.toLowerCase().includes(words))
    .filter((card) => (official === undefined || card.isOfficial === official) && card.stars >= stars && automated !== true)
    .toSorted((a, b) => b.stars - a.stars)
    .slice(0, limit || fewest)
    .map(({ name, description, isOfficial, stars: count }) => ({
      name,
      description,
      is_official: isOfficial,
      is_automated: false,
      star_count: count,
    }));
}

function truth(name: string, values: readonly string[] | undefined): boolean | undefined {
  if (!values) return undefined;
  const read = values.map((text) => (/^(true|1)$/.test(text) ? true : /^(false|0)$/.test(text) ? false : undefined));
  if (read.includes(undefined) || new Set(read).size > 1) throw invalid(`invalid filter '${name}=[${values.join(" ")}]'`);
  return read[0];
}

function wholeNumber(text: string): number {
  if (!/^[+-]?\d+$/.test(text)) throw invalid(`invalid filter 'stars=${text}': strconv.Atoi: parsing ${quote(text)}: invalid syntax`);
  return Number(text);
}

function invalid(message: string): EngineError {
  return new EngineError(400, message);
}
