import render from "preact-render-to-string";
import { expect, test } from "vitest";
import type { ContainerView } from "../../engine/api.ts";
import { ContainersPanel } from "./ContainersPanel.tsx";
import { exitCodeInWords, summaryOf } from "./words.ts";

const web: ContainerView = {
  ...{ id: "7cadc8f78e9455fc", name: "web", image: "nginx:alpine", command: "nginx -g daemon off;", status: "running", exitCode: 0 },
  ...{ oomKilled: false, error: "", ports: [{ port: "80/tcp", hostIp: "0.0.0.0", hostPort: 8080 }, { port: "443/tcp" }] },
  ...{ networks: ["bridge"], volumes: ["a".repeat(64)] },
};

test("exit codes that everybody shares are put into words", () => {
  expect(exitCodeInWords(143)).toBe("ended by SIGTERM");
  expect(exitCodeInWords(3)).toBeUndefined();
});

test("a container is told with its ports, and a published one can be opened", () => {
  const html = render(
    <ContainersPanel containers={[web, { ...web, id: "2", name: "db", status: "exited", exitCode: 137, ports: [] }]} onOpen={() => {}} />,
  );
  expect(summaryOf([web])).toBe("1 container, 1 running");
  expect(html).toContain("2 containers, 1 running");
  expect(html).toContain('aria-label="Open port 8080, which leads to 80/tcp of web"');
  expect(html).toContain("443/tcp exposed, not published");
  expect(html).toContain("ended by SIGKILL");
  expect(html).toContain("volume aaaaaaaaaaaa…");
  expect(html.match(/<button/g)).toHaveLength(1);
});

test("names that a learner chose stay text", () => {
  const html = render(<ContainersPanel containers={[{ ...web, command: "<img src=x onerror=alert(1)>" }]} />);
  expect(html).not.toContain("<img");
  expect(render(<ContainersPanel containers={[]} />)).toContain("No containers yet");
  expect(render(<ContainersPanel containers={[]} firstCommand="docker compose up -d" />)).toContain("<code>docker compose up -d</code>");
});
