import { expect, test } from "vitest";
import { composeFile } from "./schema.ts";
import { misfitText, placeOfMisfit, worstMisfit } from "./shape.ts";
import { readYaml } from "./yaml.ts";

const inService = (line: string) => `services:\n  a:\n    ${line}\n  b: {image: x}\n`;
const worst = (yaml: string) => worstMisfit(readYaml(yaml, "/w/c.yaml")[0]?.tree ?? null, composeFile);
const misfit = (yaml: string): string | undefined => {
  const found = worst(yaml);
  return found && misfitText(found);
};

/** What Compose 2.40.3 says of them. */
test.each([
  ["environment: 5", "services.a.environment must be a mapping"],
  ["ports: '80:80'", "services.a.ports must be a array"],
  ["build: {zzz: 1}", "services.a.build additional properties 'zzz' not allowed"],
  ["depends_on: {b: {}}", "services.a.depends_on.b missing property 'condition'"],
  ["depends_on: [b, b]", "services.a.depends_on items at 0 and 1 are equal"],
  [
    "depends_on: {b: {condition: ready}}",
    "services.a.depends_on.b.condition value must be one of 'service_started', 'service_healthy', 'service_completed_successfully'",
  ],
  ["gpus: some", "services.a.gpus value must be 'all'"],
  ["cpu_count: -1", "services.a.cpu_count must be a string"],
  ["networks: {a: 5}", "services.a.networks.a must be a mapping"],
  ["networks: 5", "services.a.networks must be a array"],
  ["deploy: 5", "services.a.deploy must be a mapping or null"],
  ["command: 5", "services.a.command must be a null"],
  ["command: [5]", "services.a.command.0 must be a string"],
  ["labels: {a: [1]}", "services.a.labels.a must be a boolean, null, number or string"],
  ["tmpfs: 5", "services.a.tmpfs must be a string"],
  ["ports: [{target: [1]}]", "services.a.ports.0.target must be a integer or string"],
  ["container_name: _", "services.a.container_name '_' does not match pattern '[a-zA-Z0-9][a-zA-Z0-9_.-]+'"],
  ["provider: {}", "services.a.provider missing property 'type'"],
  ["comand: ls\n    baz: 1", "services.a additional properties 'baz', 'comand' not allowed"],
  ["ulimits: {nofile: {soft: 1}}", "services.a.ulimits.nofile must be a integer or string"],
])("%s", (line, message) => expect(misfit(inService(line))).toBe(message));

test.each([
  ["services: 5", "services must be a mapping"],
  ["foo: 1\nbar: 2", " additional properties 'bar', 'foo' not allowed"],
  ["volumes: {a: 5}", "volumes.a must be a mapping or null"],
  ["volumes: {'a b': {}}", "volumes additional properties 'a b' not allowed"],
  ["networks: {a: {ipam: {config: [{subnet: 5}]}}}", "networks.a.ipam.config.0.subnet must be a string"],
  ["name: 5", "name must be a string"],
  ["services: {a: }", "services.a must be a mapping"],
  ["models: {m: {}}", "models.m missing property 'model'"],
])("%j", (yaml, message) => expect(misfit(yaml)).toBe(message));

test.each(["ulimits: {NO: 1}", "networks: {default: }", "x-own: [1]", "healthcheck: {retries: 3, x-a: 1}", "pid: "])("%s fits", (line) =>
  expect(misfit(inService(line))).toBeUndefined(),
);

test.each<[string, (string | number)[]]>([
  ["ports: [{target: [1]}]", ["services", "a", "ports", 0, "target"]],
  ["comand: ls", ["services", "a", "comand"]],
  ["depends_on: {b: {}}", ["services", "a", "depends_on", "b"]],
])("%s is wrong at its place", (line, place) => {
  const found = worst(inService(line));
  expect(found && placeOfMisfit(found)).toEqual(place);
});
