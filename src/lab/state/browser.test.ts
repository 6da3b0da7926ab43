import { signal } from "@preact/signals";
import { describe, expect, it, vi } from "vitest";
import type { Page } from "../../backends/backend.ts";
import type { ContainerView } from "../../engine/api.ts";
import { Browser } from "./browser.ts";

const container = (name: string, status: ContainerView["status"], ports: ContainerView["ports"]): ContainerView => ({
  ...{ id: name, name, image: "nginx", command: "nginx", status, exitCode: 0, oomKilled: false, error: "", ports },
  ...{ networks: [], volumes: [] },
});
const page = (body: string): Page => ({ kind: "answer", statusLine: "HTTP/1.1 200 OK", status: 200, headers: [], body, cut: false });

function setUp(fetch: (path: string, abort: AbortSignal) => Promise<Page> = async (path) => page(path)) {
  const containers = signal<readonly ContainerView[]>([
    container("web", "running", [{ port: "80/tcp", hostIp: "0.0.0.0", hostPort: 8080 }, { port: "90/tcp" }]),
    container("dns", "running", [{ port: "53/udp", hostIp: "0.0.0.0", hostPort: 5300 }]),
    container("old", "exited", [{ port: "80/tcp", hostIp: "0.0.0.0", hostPort: 7000 }]),
    container("api", "running", [{ port: "8000/tcp", hostIp: "127.0.0.1", hostPort: 8000 }]),
  ]);
  const show = vi.fn();
  const browser = new Browser({ containers, show, fetch: ({ path }, abort) => fetch(path, abort), patience: 30 });
  return { containers, browser, show };
}

describe("Browser", () => {
  it("knows the published TCP ports of what runs, the lowest first", () => {
    const { browser } = setUp();
    expect(browser.doors.value.map(({ hostPort, container: name }) => `${hostPort} ${name}`)).toEqual(["8000 api", "8080 web"]);
  });

  it("falls back to a port that is there when the chosen one is not", () => {
    const { browser, containers } = setUp();
    browser.port.value = 8080;
    expect(browser.door?.container).toBe("web");
    containers.value = containers.value.filter(({ name }) => name !== "web");
    expect(browser.door?.container).toBe("api");
    containers.value = [];
    expect(browser.door).toBeUndefined();
  });

  it("opens a port at its front page", async () => {
    const { browser, show } = setUp();
    browser.path.value = "/deep";
    browser.open(8080);
    expect(show).toHaveBeenCalled();
    await vi.waitFor(() => expect(browser.shown.value).toEqual({ address: "localhost:8080/", page: page("/") }));
  });

  it("puts a slash before a path without one", async () => {
    const { browser } = setUp();
    browser.path.value = "rows?a=1";
    await browser.load();
    expect(browser.shown.value?.address).toBe("localhost:8000/rows?a=1");
  });

  it("shows what was asked for last, however late the first answer comes", async () => {
    let late = (_: Page) => {};
    const { browser } = setUp((path) => (path === "/slow" ? new Promise((resolve) => (late = resolve)) : Promise.resolve(page(path))));
    browser.path.value = "/slow";
    const first = browser.load();
    browser.path.value = "/quick";
    await browser.load();
    late(page("/slow"));
    await first;
    expect(browser.shown.value?.page).toEqual(page("/quick"));
    expect(browser.loading.value).toBe(false);
  });

  it("gives up on what does not answer, and says so", async () => {
    const { browser } = setUp((_, abort) => new Promise((_resolve, reject) => abort.addEventListener("abort", () => reject(abort.reason))));
    await browser.load();
    expect(browser.shown.value?.page).toEqual({ kind: "none", why: "No answer came within 0.03 seconds." });
  });
});
