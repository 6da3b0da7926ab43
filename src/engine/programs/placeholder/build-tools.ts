/**
 * What a build tool leaves where the lab has no compiler: files of the names that the real one would give them, so that what
 * copies them further finds them. They are placeholders themselves, and the tool says so.
 */
import type { Content } from "../../filesystem/node.ts";
import { binary, hole } from "../packages/binaries.ts";
import { absolute } from "../packages/lab.ts";
import type { Process } from "../program.ts";

type Place = Pick<Process, "fs" | "cwd">;

interface Artifact {
  /** As seen from where the tool was called. */
  readonly path: string;
  readonly content: Content | string;
}

type Tool = (args: readonly string[], place: Place) => readonly Artifact[];

const tools: Readonly<Record<string, Tool>> = { mvn: maven, gradle, cargo, dotnet, composer, jar, java };

/** Writes what the tool `name` would have made of this command line. Returns the paths, as they were written. */
export function leaveArtifacts(process: Process, name: string): string[] {
  const artifacts = tools[name]?.(process.argv.slice(1), process) ?? [];
  for (const { path, content } of artifacts)
    process.fs.writeFile(absolute(process.cwd, path), content, { mode: typeof content === "string" ? 0o644 : 0o755, parents: true });
  return artifacts.map(({ path }) => path);
}

const archive = (path: string): Artifact => ({ path, content: hole(12_000_000, "PK\u0003\u0004") });
const program = (path: string, of: string): Artifact => ({
  path,
  content: binary("placeholder", "static", 4_000_000, { of, ports: [], http: [] }),
});

function read({ fs, cwd }: Place, path: string): string {
  const node = fs.lookup(absolute(cwd, path));
  return node?.kind === "file" ? fs.readText(absolute(cwd, path)) : "";
}

function optionOf(args: readonly string[], ...names: readonly string[]): string | undefined {
  for (const [index, word] of args.entries()) {
    if (names.includes(word)) return args[index + 1];
    const named = names.find((name) => name.startsWith("--") && word.startsWith(`${name}=`));
    if (named) return word.slice(named.length + 1);
  }
  return undefined;
}

function folderOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.lastIndexOf("/") + 1) : "";
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function maven(args: readonly string[], place: Place): readonly Artifact[] {
  if (!args.some((word) => ["package", "verify", "install", "deploy", "assembly:single"].includes(word))) return [];
  const file = optionOf(args, "-f", "--file") ?? "pom.xml";
  const pom = read(place, file).replace(/<parent>[\s\S]*?<\/parent>|<dependenc(?:y|ies)>[\s\S]*<\/dependenc(?:y|ies)>/g, "");
  const field = (name: string): string | undefined => new RegExp(`<${name}>\\s*([^<$]+?)\\s*</${name}>`).exec(pom)?.[1];
  const name = field("finalName") ?? `${field("artifactId") ?? lastPart(place.cwd)}-${field("version") ?? "1.0-SNAPSHOT"}`;
  return [archive(`${folderOf(file)}target/${name}.${field("packaging") ?? "jar"}`)];
}

function gradle(args: readonly string[], place: Place): readonly Artifact[] {
  if (!args.some((word) => /^:?(?:build|assemble|jar|bootJar|shadowJar)$/.test(word))) return [];
  const said = (files: readonly string[], key: RegExp): string | undefined =>
    files.map((file) => key.exec(read(place, file))?.[1]).find((value) => value !== undefined);
  const name = said(["settings.gradle", "settings.gradle.kts"], /rootProject\.name\s*=\s*["']([^"']+)/) ?? lastPart(place.cwd);
  const version = said(["build.gradle", "build.gradle.kts", "gradle.properties"], /^version\s*=?\s*["']?([\w.-]+)/m);
  return [archive(`build/libs/${name}${version ? `-${version}` : ""}.jar`)];
}

function cargo(args: readonly string[], place: Place): readonly Artifact[] {
  const [command = ""] = args.filter((word) => !/^[-+]/.test(word));
  const manifest = optionOf(args, "--manifest-path") ?? `${optionOf(args, "--path") ?? "."}/Cargo.toml`;
  const text = read(place, manifest);
  const bins = [...text.matchAll(/\[\[bin\]\][^[]*?name\s*=\s*"([^"]+)"/g)].map(([, name]) => name as string);
  const own = /\[package\][^[]*?name\s*=\s*"([^"]+)"/.exec(text)?.[1];
  const names = bins.length > 0 ? bins : own ? [own] : [];
  if (command === "install") return names.map((name) => program(`${optionOf(args, "--root") ?? "/usr/local/cargo"}/bin/${name}`, name));
  if (command !== "build") return [];
  const triple = optionOf(args, "--target");
  const profile = args.includes("--release") || args.includes("-r") ? "release" : "debug";
  const target = optionOf(args, "--target-dir") ?? "target";
  return names.map((name) => program(`${target}/${triple ? `${triple}/` : ""}${profile}/${name}`, name));
}

function dotnet(args: readonly string[], { fs, cwd }: Place): readonly Artifact[] {
  const [command = "", ...rest] = args;
  if (command !== "publish" && command !== "build") return [];
  const project = rest.find((word) => /\.(?:cs|fs|vb)proj$|\.sln$/.test(word));
  const folder = project ? folderOf(project) : "";
  const here = fs.lookup(absolute(cwd, folder === "" ? "." : folder));
  const found = here?.kind === "directory" ? [...here.entries.keys()].find((name) => /\.(?:cs|fs|vb)proj$/.test(name)) : undefined;
  const name = lastPart(project?.endsWith("proj") ? project : (found ?? lastPart(cwd))).replace(/\.\w+proj$/, "");
  const configuration = optionOf(rest, "-c", "--configuration") ?? (command === "publish" ? "Release" : "Debug");
  const usual = `${folder}bin/${configuration}/net8.0/${command === "publish" ? "publish" : ""}`;
  const out = (optionOf(rest, "-o", "--output") ?? usual).replace(/\/$/, "");
  return [archive(`${out}/${name}.dll`), program(`${out}/${name}`, name)];
}

function composer(args: readonly string[]): readonly Artifact[] {
  if (!args.some((word) => ["install", "update", "require", "dump-autoload"].includes(word))) return [];
  return [{ path: "vendor/autoload.php", content: "<?php // Written by Drydock: Composer is a placeholder here.\n" }];
}

/** `jar -xf app.jar`: what an application of Spring Boot is packed of. */
function jar(args: readonly string[]): readonly Artifact[] {
  if (!/^-?-?(?:e?x|extract)/.test(args[0] ?? "")) return [];
  return [
    archive("BOOT-INF/lib/libraries.jar"),
    { path: "BOOT-INF/classes/application.properties", content: "" },
    { path: "META-INF/MANIFEST.MF", content: "Manifest-Version: 1.0\n" },
  ];
}

/** `java -Djarmode=layertools -jar app.jar extract`: the same in the layers that go into an image one by one. */
function java(args: readonly string[]): readonly Artifact[] {
  if (!args.some((word) => word.startsWith("-Djarmode=")) || !args.includes("extract")) return [];
  const folder = optionOf(args, "--destination");
  const at = (path: string): string => (folder ? `${folder}/${path}` : path);
  return [
    archive(at("dependencies/BOOT-INF/lib/libraries.jar")),
    archive(at("spring-boot-loader/org/springframework/boot/loader.jar")),
    { path: at("snapshot-dependencies/BOOT-INF/lib/none"), content: "" },
    { path: at("application/BOOT-INF/classes/application.properties"), content: "" },
  ];
}
