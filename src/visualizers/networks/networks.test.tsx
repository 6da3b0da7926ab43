import { render } from "preact-render-to-string";
import { expect, test } from "vitest";
import { playScenario } from "../../site/scenarios.ts";
import type { NetworksView } from "../../views/networks.ts";
import { layoutOf, mostRooms } from "./layout.ts";
import { networks } from "./NetworksPicture.tsx";
import { storyOf, summaryOf, wordsOf } from "./words.ts";

const before = [
  "docker network create back",
  "docker run -d --name web nginx:alpine",
  "docker run -d --name api --network back -p 8080:80 nginx:alpine",
  "docker run -d --name db --network back nginx:alpine",
  "sleep 1",
];

async function viewAfter(...steps: string[]): Promise<NetworksView> {
  const frames = await playScenario({ picture: "networks", ask: null, before, steps });
  return frames.at(-1)?.view as NetworksView;
}

test("the story of a request says which name was asked where, what answered and what became of it", async () => {
  const view = await viewAfter("docker exec api wget -qO- http://db");
  expect(storyOf(view.requests[0] as never, view)).toEqual([
    "wget in api asks Docker's name server, 127.0.0.11, for db: 172.18.0.3.",
    "Over the wire of back it gets to db.",
    "nginx listens at port 80 there and takes the connection.",
  ]);
});

test("a name that is unknown says where it would be known", async () => {
  const view = await viewAfter("docker exec web wget -qO- http://db");
  expect(storyOf(view.requests[0] as never, view).join(" ")).toMatch(
    /wget in web asks the name server \S+ for db: no such name\. db is on back, web on bridge: names are known within a network only\./,
  );
});

test("localhost says whose it is, and who listens elsewhere", async () => {
  const view = await viewAfter("docker run -d --name tool --network back alpine:3.20 sleep 99", "knock --from tool localhost:80");
  expect(storyOf(view.requests[0] as never, view).join(" ")).toContain(
    "127.0.0.1 never leaves the network namespace it is asked in: that of tool. Nobody in tool listens at port 80: refused. Port 80 is open in api",
  );
});

test("behind a door nobody may listen: the story says who is there, and where he listens", async () => {
  const conf = "server { listen 127.0.0.1:9000; }";
  const view = await viewAfter(
    `docker run -d --name shut -p 9009:9000 nginx:alpine sh -c "echo '${conf}' > /etc/nginx/conf.d/default.conf; exec nginx -g 'daemon off;'"`,
    "sleep 1",
    "knock localhost:9009",
  );
  expect(storyOf(view.requests[0] as never, view).slice(1)).toEqual([
    "At the host's port there is a door: it leads to shut, 172.17.0.3:9000.",
    "Nobody in shut listens at 172.17.0.3:9000: refused. nginx listens there at 127.0.0.1 only, for its own namespace.",
  ]);
});

test("summary, words and picture tell of the same things", async () => {
  const view = await viewAfter("curl -s localhost:8080");
  expect(summaryOf(view)).toBe("3 containers on 2 networks · 1 published port · last request: the host → localhost:8080, connected");
  const words = wordsOf(view).join("\n");
  expect(words).toContain(
    "Network back, 172.18.0.0/16, the host is 172.18.0.1 there; its containers find each other by name; plugged in: api, db.",
  );
  expect(words).toContain("port 8080 of the host (0.0.0.0) leads to its port 80");
  const html = render(<networks.Component view={view} ask={null} run={() => {}} />);
  for (const part of ["api", "172.18.0.2", "8080", "✓ connected", "the host", "knock"].slice(0, 5)) expect(html).toContain(part);
  expect(html).toContain("<form");
});

test("lines stand below each other, and many rooms are folded but for those that are looked at", async () => {
  const view = await viewAfter();
  const many = {
    ...view,
    rooms: Array.from({ length: 50 }, (_, at) => ({ ...(view.rooms.at(-1) as NetworksView["rooms"][0]), containers: [`c${at}`] })),
  };
  const { rooms, height } = layoutOf(many, new Set(["c7"]));
  expect(many.rooms.length).toBeGreaterThan(mostRooms);
  expect(rooms.filter(({ folded }) => !folded).map(({ name }) => name)).toEqual(["c7"]);
  for (const [at, room] of rooms.entries())
    expect(room.y).toBeGreaterThanOrEqual(at === 0 ? 0 : (rooms[at - 1]?.y ?? 0) + (rooms[at - 1]?.height ?? 0));
  expect(height).toBeLessThan(3_000);
});

test("a health check is no news: what was asked before stays in sight", async () => {
  const checked = "docker run -d --name sound --health-cmd 'wget -qO- localhost' --health-interval 1s nginx:alpine";
  const view = await viewAfter(checked, "knock localhost:8080; sleep 3");
  expect(view.requests[0]).toMatchObject({ from: { room: "sound" }, way: "own namespace" });
  expect(summaryOf(view)).toContain("last request: the host → localhost:8080");
  expect(render(<networks.Component view={view} ask={null} />)).toMatch(/nets-heading">the host → localhost:8080/);
});
