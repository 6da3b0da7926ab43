import { render } from "preact-render-to-string";
import { expect, test } from "vitest";
import type { ComposeProject, ComposeService, Replica } from "../../views/compose.ts";
import { compose } from "./ComposePicture.tsx";
import { layoutOf } from "./layout.ts";
import { summaryOf, wordsOf } from "./words.ts";

const replica = (name: string, more: Partial<Replica> = {}): Replica => ({
  name,
  number: 1,
  status: "running",
  exitCode: 0,
  outdated: false,
  created: 100,
  started: 400,
  ...more,
});
const service = (name: string, more: Partial<ComposeService> = {}): ComposeService => ({
  name,
  image: "nginx:alpine",
  builds: false,
  level: 0,
  waitsFor: [],
  wanted: 1,
  replicas: [replica(`shop-${name}-1`)],
  networks: ["default"],
  volumes: [],
  ...more,
});
const shop: ComposeProject = {
  name: "shop",
  file: "compose.yaml",
  disabled: ["debug"],
  began: 0,
  services: [
    service("db", { volumes: ["data"], replicas: [replica("shop-db-1", { health: "healthy", healthy: 5_400 })] }),
    service("api", {
      level: 1,
      waitsFor: [{ service: "db", condition: "service_healthy", met: true }],
      replicas: [replica("shop-api-1", { started: 5_600, outdated: true })],
    }),
    service("web", { level: 2, waitsFor: [{ service: "api", condition: "service_started", met: false }], replicas: [] }),
  ],
};

test("words and picture tell who waits for whom, when each was up and what would be made anew", () => {
  const view = { projects: [shop] };
  expect(summaryOf(view)).toBe("shop: 2 of 3 services up, 1 to be made anew");
  const words = wordsOf(view).join("\n");
  expect(words).toContain(
    "Service db is of nginx:alpine. It waits for nobody. shop-db-1 is healthy, started 0.4 s after the beginning and healthy after 5.4 s. On default. Keeps its files in data.",
  );
  expect(words).toContain("Service api is of nginx:alpine. It waits until db is healthy (it has come about).");
  expect(words).toContain("the next up makes it anew");
  expect(words).toContain("Service web is of nginx:alpine. It waits until api has started (not yet). No container yet; 1 wanted.");
  const html = render(<compose.Component view={view} ask={null} />);
  for (const part of ["shop-db-1", "✓ healthy", "from 5.6 s", "↻ the file is another now", "no container yet", "not active: debug"])
    expect(html).toContain(part);
});

test("lines lead from a service down to those that wait for it, each source in a lane of its own", () => {
  const { edges, services, left } = layoutOf(shop, new Set());
  expect(edges.map(({ from, to, met }) => [from, to, met])).toEqual([
    ["db", "api", true],
    ["api", "web", false],
  ]);
  for (const { path } of edges) expect(path).toMatch(new RegExp(`^M${left} `));
  for (const [at, { y }] of services.entries())
    if (at > 0) expect(y).toBeGreaterThan((services[at - 1]?.y ?? 0) + (services[at - 1]?.height ?? 0));
});

test("fifty services are folded, and lanes stay narrow", () => {
  const many = Array.from({ length: 50 }, (_, at) =>
    service(`s${at}`, { waitsFor: at === 0 ? [] : [{ service: `s${Math.floor(at / 2)}`, condition: "service_started", met: true }] }),
  );
  const { services, left } = layoutOf({ ...shop, services: many }, new Set(["s9"]));
  expect(services.filter(({ folded }) => !folded).map(({ service: { name } }) => name)).toEqual(["s9"]);
  expect(left).toBeLessThan(120);
});

test("of one that is healthy nobody knows since when, it is not said to be checked still", () => {
  const bar = (more: Partial<Replica>): string =>
    render(
      <compose.Component
        view={{ projects: [{ ...shop, services: [service("db", { replicas: [replica("shop-db-1", more)] })] }] }}
        ask={null}
      />,
    );
  expect(bar({ health: "starting" })).toContain("comp-bar checking");
  expect(bar({ health: "healthy", healthy: 900 })).toContain("comp-bar checking");
  expect(bar({ health: "healthy" })).not.toContain("comp-bar checking");
  expect(bar({ health: "healthy" })).toContain("comp-bar on");
});
