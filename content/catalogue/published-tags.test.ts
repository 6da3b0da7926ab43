import { describe, expect, it } from "vitest";
import { canonical } from "../../src/engine/images/reference.ts";
import { catalogue } from "./index.ts";

const notice = (name: string): string | undefined => catalogue.notice?.(canonical(name));
const digest = (name: string): string | undefined => catalogue.describe(canonical(name))?.digest;

describe("tags that are published and not in the catalogue", () => {
  it.each([
    ["postgres:13.4-alpine", "postgres:15.13-alpine"],
    ["postgres:13", "postgres:15"],
    ["redis:7.2", "redis:7.4"],
    ["nginx:1.13", "nginx:1.27"],
    ["nginx:1.27.3", "nginx:1.27"],
    ["python:3.7", "python:3.9"],
    ["node:14-alpine", "node:18-alpine"],
    ["debian:buster-slim", "debian:11-slim"],
    ["ubuntu:focal", "ubuntu:22.04"],
    ["pgvector/pgvector:pg16", "postgres:16"],
    ["postgis/postgis:15-3.4-alpine", "postgres:15-alpine"],
    ["postgres:18-alpine", "postgres:17-alpine"],
    ["postgres:18.1", "postgres:17.5"],
    ["node:25-slim", "node:24-slim"],
  ])("%s is answered with %s, and a word about it", (asked, given) => {
    expect(digest(asked)).toBe(digest(given));
    expect(notice(asked)).toContain(`What runs under this name is ${given}`);
  });

  it.each(["alpine:9", "nginx:99", "postgres:nonsense", "nosuch:1", "mysql:nonsense", "someone/mysql:8", "ghcr.io/library/mysql:8"])(
    "%s is not there",
    (name) => expect(digest(name)).toBeUndefined(),
  );

  it("says nothing of what it has", () => {
    for (const name of ["postgres:17", "alpine:3.20", "redis:7-alpine"]) expect(notice(name), name).toBeUndefined();
  });

  it("has one placeholder for every release", () => {
    expect(digest("mysql:5.7")).toBe(digest("mysql:latest"));
    expect(digest("docker.elastic.co/elasticsearch/elasticsearch:7.17.0")).toBe(digest("elasticsearch:8.1.0"));
    expect(notice("wordpress:php8.2-apache")).toBeUndefined();
    expect(notice("mysql")).toContain("mysql is a placeholder in the lab. It holds the ports of MySQL");
  });
});
