import { expect, it } from "vitest";
import { WorkingTree } from "../../filesystem/working-tree.ts";
import type { Process } from "../program.ts";
import { leaveArtifacts } from "./build-tools.ts";
import { servedPorts } from "./runtimes.ts";

const files = {
  "pom.xml": "<project><parent><artifactId>up</artifactId></parent><artifactId>shop</artifactId><version>1.2</version></project>",
  "Cargo.toml": '[package]\nname = "api"\n',
  "settings.gradle": "rootProject.name = 'till'\n",
  "api.csproj": "<Project/>",
};

it.each<[string, string[]]>([
  ["mvn -q package", ["target/shop-1.2.jar"]],
  ["mvn dependency:go-offline", []],
  ["gradle build --no-daemon", ["build/libs/till.jar"]],
  ["cargo build --release", ["target/release/api"]],
  ["cargo build --target x86_64-unknown-linux-musl", ["target/x86_64-unknown-linux-musl/debug/api"]],
  ["cargo install --path .", ["/usr/local/cargo/bin/api"]],
  ["dotnet publish -c Release -o /out", ["/out/api.dll", "/out/api"]],
  ["dotnet restore", []],
  ["composer install --no-dev", ["vendor/autoload.php"]],
  ["jar -xf ../app.jar", ["BOOT-INF/lib/libraries.jar", "BOOT-INF/classes/application.properties", "META-INF/MANIFEST.MF"]],
  ["jar -cf app.jar .", []],
])("%s leaves what the real one would", (line, paths) => {
  const fs = new WorkingTree();
  for (const [name, text] of Object.entries(files)) fs.writeFile(`/src/${name}`, text, { parents: true });
  const argv = line.split(" ");
  expect(leaveArtifacts({ fs, cwd: "/src", argv } as unknown as Process, argv[0] as string)).toEqual(paths);
  for (const path of paths) expect(fs.exists(path.startsWith("/") ? path : `/src/${path}`)).toBe(true);
});

it.each<[string, number[] | undefined]>([
  ["bundle exec rails server -b 0.0.0.0 -p 3001", [3001]],
  ["bundle exec sidekiq", []],
  ["bundle install", undefined],
  ["dotnet api.dll", [8080]],
  ["dotnet restore", undefined],
  ["php -S 0.0.0.0:8000 -t public", [8000]],
  ["php -v", undefined],
  ["php-fpm", [9000]],
  ["java -Djarmode=layertools -jar app.jar extract", undefined],
  ["ng serve --host 0.0.0.0", [4200]],
  ["vite build", undefined],
  ["celery -A app worker --loglevel=info", []],
  ["celery -A app flower", [5555]],
  ["java -jar /app.jar --server.port=9090", [9090]],
  ["java -version", undefined],
])("what %s starts stays, or does not", (line, ports) => {
  const [name = "", ...args] = line.split(" ");
  expect(servedPorts(name, args, new Map())).toEqual(ports);
});
