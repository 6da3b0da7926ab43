/** What Docker Hub's search tells of the catalogue's repositories: stars of June 2025, rounded; the descriptions are ours. */
import type { RepositoryCard } from "../../src/engine/images/image.ts";

const official = (name: string, stars: number, description: string): RepositoryCard => ({ name, description, stars, isOfficial: true });

export const repositories: readonly RepositoryCard[] = [
  official("nginx", 20_900, "Nginx: a web server and reverse proxy"),
  official("ubuntu", 17_600, "Ubuntu, a Linux distribution based on Debian"),
  official("postgres", 14_400, "PostgreSQL: a relational database"),
  official("node", 13_900, "Node.js: JavaScript outside of the browser"),
  official("redis", 13_400, "Redis: a data store in memory"),
  official("alpine", 11_300, "Alpine Linux: a whole distribution in 8 MB"),
  official("python", 10_400, "Python: an interpreted, interactive language"),
  official("debian", 5_200, "Debian, a Linux distribution of free software"),
  official("golang", 5_000, "Go: a compiled language with goroutines"),
  official("registry", 4_100, "Distribution: a registry for images, to run yourself"),
  official("busybox", 3_400, "BusyBox: many small Unix tools in one program"),
];
