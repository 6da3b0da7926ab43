import { describe, expect, it } from "vitest";
import { namedPorts } from "./named-ports.ts";
import { target } from "./client.ts";

describe("the ports that settings name", () => {
  const none = new Map<string, string>();
  it.each<[string, number[]]>([
    ["--port 9000", [9000]],
    ["--web.listen-address=:9091 --log.level=debug", [9091]],
    ["server /data --console-address :9001", [9001]],
    ["--entrypoints.web.address=:80 --entrypoints.websecure.address=:443", [80, 443]],
    ["--kafka-addr PLAINTEXT://0.0.0.0:29092,OUTSIDE://0.0.0.0:9092", [29_092, 9092]],
    ["--port 99999 --listen nowhere --retries 5 mysqld", []],
  ])("%s", (line, ports) => expect(namedPorts(line.split(" "), none)).toEqual(ports));

  it("reads listeners from variables", () => {
    const env = new Map([
      ["KAFKA_LISTENERS", "PLAINTEXT://:29092,CONTROLLER://:9093"],
      ["DB_PORT", "5432"],
    ]);
    expect(namedPorts([], env)).toEqual([29_092, 9093]);
  });
});

describe("where a client's command line leads", () => {
  it.each<[string, { host: string; port: number }]>([
    ["ping -h db --silent", { host: "db", port: 3306 }],
    ["ping --host=db -P 3307 -psecret", { host: "db", port: 3307 }],
    ["--bootstrap-server kafka:9092 --list", { host: "kafka", port: 9092 }],
    ["--quiet mongodb://user:secret@mongo:27017/shop", { host: "mongo", port: 27_017 }],
    ["ping -h 0.0.0.0", { host: "localhost", port: 3306 }],
    ["-e SELECT", { host: "localhost", port: 3306 }],
  ])("%s", (line, place) => expect(target(line.split(" "), 3306)).toEqual(place));
});
