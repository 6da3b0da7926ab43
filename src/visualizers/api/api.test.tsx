import { render } from "preact-render-to-string";
import { expect, test } from "vitest";
import { playScenario } from "../../site/scenarios.ts";
import type { ApiView } from "../../views/api-calls.ts";
import { api } from "./ApiPicture.tsx";
import { summaryOf, wordsOf } from "./words.ts";

async function viewAfter(open: "all" | readonly number[], ...steps: string[]): Promise<ApiView> {
  const frames = await playScenario({ picture: "api", ask: { open }, steps });
  return frames.at(-1)?.view as ApiView;
}

test("a command is told as its requests, with what is behind them", async () => {
  const view = await viewAfter([], "docker run -d --name web nginx:alpine", "docker stop nosuch");
  expect(
    view.commands.map(({ line, calls }) => [
      line,
      calls.map(({ method, path, status }) => `${method} ${path.replace(/[0-9a-f]{64}/, "ID")} ${status}`),
    ]),
  ).toEqual([
    [
      "docker run -d --name web nginx:alpine",
      [
        "HEAD /_ping 200",
        "POST /containers/create?name=web 201",
        "POST /containers/ID/wait?condition=next-exit 200",
        "POST /containers/ID/start 204",
      ],
    ],
    ["docker stop nosuch", ["HEAD /_ping 200", "POST /containers/nosuch/stop 404"]],
  ]);
  expect(summaryOf(view)).toBe("API 1.51 · docker stop nosuch: 2 requests");
  expect(wordsOf(view)[0]).toBe("docker stop nosuch: HEAD /_ping, 200 OK; POST /containers/nosuch/stop, 404 Not Found.");
  expect(wordsOf(view)[1]).toContain("runc makes its namespaces");
  const html = render(<api.Component view={view} ask={{ open: [] }} />);
  for (const part of ["docker run -d --name web nginx:alpine", "✕ 404 Not Found", "containerd, runc", "✓ 201 Created"])
    expect(html).toContain(part);
});

test("a pull says which layers moved and which were there", async () => {
  const view = await viewAfter([], "docker pull python:3.12-slim", "docker pull python:3.12-slim");
  const pulls = view.commands.map(({ calls }) => calls.at(-1)?.registry ?? []);
  expect(pulls[0]?.filter(({ kind }) => kind === "layer").length).toBeGreaterThan(1);
  expect(pulls[0]?.find(({ kind }) => kind === "manifest")?.path).toBe("/v2/library/python/manifests/3.12-slim");
  expect(pulls[1]?.filter(({ kind }) => kind === "layer")).toEqual([]);
});

test("request and answer come for the calls that are open, and no others", async () => {
  const { commands } = await viewAfter([2], "docker network create --internal back", "docker network ls");
  const [create, list] = commands.map(({ calls }) => calls.at(-1));
  expect(JSON.parse(create?.body ?? "")).toMatchObject({ Name: "back", Internal: true });
  expect(create?.answer).toContain('"Id"');
  expect(list?.answer).toBeUndefined();
});

test("a build is a session and a stream beside it, as buildx opens them", async () => {
  const view = await viewAfter([], "printf 'FROM scratch\\nENV a=b\\n' > Dockerfile", "docker build -q -t app .");
  expect(view.commands.at(-1)?.calls.map(({ method, path, status, open }) => `${method} ${path} ${status}${open ? " open" : ""}`)).toEqual([
    "HEAD /_ping 200",
    "GET /version 200",
    "POST /session 101",
    "POST /grpc 101",
  ]);
});

test("a password is shown nowhere", async () => {
  const view = await viewAfter(
    "all",
    "docker login -u me -p s3cret",
    "echo s3cret | docker login -u me --password-stdin",
    "docker pull busybox:1.36",
  );
  expect(JSON.stringify(view)).toContain("/auth");
  expect(JSON.stringify(view)).not.toContain("s3cret");
});

test("what is kept is bounded", async () => {
  const view = await viewAfter("all", "for i in $(seq 30); do docker ps -q; done", "docker volume rm $(seq 60)");
  expect(view.commands.length).toBe(12);
  const last = view.commands.at(-1);
  expect([last?.calls.length, last?.more]).toEqual([40, 21]);
  const html = render(<api.Component view={view} ask={{ open: "all" }} />);
  expect(html).toContain("28 requests more");
  expect(html.match(/class="api-call/g)?.length).toBeLessThan(40);
});
