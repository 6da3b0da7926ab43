/** What a Debian package puts into the file system. */
import type { WorkingTree } from "../../../filesystem/working-tree.ts";
import { binary, hole, library } from "../binaries.ts";
import { listPath } from "../dpkg-database.ts";
import { writeDebianPip } from "../pip/layout.ts";
import { writeDebianNpm } from "../npm/layout.ts";
import { writePython } from "../python/layout.ts";
import { writeZones } from "../zoneinfo.ts";
import type { DebPackage } from "./catalogue.ts";

/** Files that people edit after an installation. */
const configFiles: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  locales: {
    "/etc/locale.gen":
      "# This file lists locales that you wish to have built.\n\n# de_DE.UTF-8 UTF-8\n# en_GB.UTF-8 UTF-8\n# en_US.UTF-8 UTF-8\n# es_ES.UTF-8 UTF-8\n# fr_FR.UTF-8 UTF-8\n# it_IT.UTF-8 UTF-8\n# pt_BR.UTF-8 UTF-8\n",
  },
  "openssh-server": {
    "/etc/ssh/sshd_config":
      "Include /etc/ssh/sshd_config.d/*.conf\n\n#Port 22\n#PermitRootLogin prohibit-password\n#PubkeyAuthentication yes\n#PasswordAuthentication yes\nUsePAM yes\nX11Forwarding yes\nSubsystem\tsftp\t/usr/lib/openssh/sftp-server\n",
  },
  apache2: {
    "/etc/apache2/apache2.conf":
      "<Directory />\n\tOptions FollowSymLinks\n\tAllowOverride None\n\tRequire all denied\n</Directory>\n\n<Directory /var/www/>\n\tOptions Indexes FollowSymLinks\n\tAllowOverride None\n\tRequire all granted\n</Directory>\n",
    "/etc/apache2/ports.conf": "Listen 80\n",
    "/etc/apache2/sites-available/000-default.conf": "<VirtualHost *:80>\n\tDocumentRoot /var/www/html\n</VirtualHost>\n",
    "/var/www/html/index.html": "<html><body><h1>It works!</h1></body></html>\n",
  },
  sudo: {
    "/etc/sudoers.d/README": "# Files here must be mode 0440.\n",
    "/etc/sudoers": "Defaults\tenv_reset\nroot\tALL=(ALL:ALL) ALL\n%sudo\tALL=(ALL:ALL) ALL\n@includedir /etc/sudoers.d\n",
  },
  nginx: {
    "/etc/nginx/nginx.conf":
      "user www-data;\nworker_processes auto;\npid /run/nginx.pid;\nevents {\n\tworker_connections 768;\n}\nhttp {\n\tinclude /etc/nginx/conf.d/*.conf;\n\tinclude /etc/nginx/sites-enabled/*;\n}\n",
    "/etc/nginx/sites-enabled/default": "server {\n\tlisten 80 default_server;\n\troot /var/www/html;\n}\n",
  },
  supervisor: {
    "/etc/supervisor/supervisord.conf":
      "[supervisord]\nlogfile=/var/log/supervisor/supervisord.log\n\n[include]\nfiles = /etc/supervisor/conf.d/*.conf\n",
  },
};

const libraries = "/usr/lib/x86_64-linux-gnu";

/** Unpacks a package and writes its file list. Returns the paths it wrote. */
export function unpackDeb(fs: WorkingTree, item: DebPackage, version: string): string[] {
  const paths: string[] = [];
  let written = 0;
  const put = (path: string, content: Parameters<WorkingTree["writeFile"]>[1], mode = 0o644) => {
    fs.writeFile(path, content, { mode, parents: true });
    paths.push(path);
    written += typeof content === "string" ? content.length : content instanceof Uint8Array ? content.length : content.size;
  };
  const link = (target: string, path: string) => {
    fs.remove(path, { force: true });
    fs.symlink(target, path);
    paths.push(path);
  };
  const share = item.files.length > 0 ? (item.installedKb * 1000 * 0.6) / item.files.length : 0;
  if (item.name === "tzdata") paths.push(...writeZones(fs));
  for (const file of item.files) writeSpecified(file);
  for (const [path, text] of Object.entries(configFiles[item.name] ?? {})) put(path, text);
  put(
    `/usr/share/doc/${item.name}/copyright`,
    hole(Math.min(1_800, item.installedKb * 100), `This is the Debian package of ${item.name}.\n`),
  );
  if (item.name === "locales") fs.mkdir("/usr/lib/locale", { recursive: true });
  const rest = item.installedKb * 1000 - written;
  if (rest > 0) put(`/usr/lib/${item.name}/data`, hole(rest));
  fs.writeFile(listPath(item.name), `/.\n${paths.map((path) => `${path}\n`).join("")}`, { parents: true });
  return paths;

  function writeSpecified(file: string): void {
    const [name = "", behaviour] = file.split(">");
    if (name.startsWith("lib:")) {
      put(`${libraries}/${name.slice(4)}`, library(share));
    } else if (name.startsWith("inc:")) {
      put(`/usr/include/${name.slice(4)}`, `/* ${name.slice(4)} of ${item.name} ${version} */\n`);
    } else {
      const path = name.startsWith("sbin:") ? `/usr/sbin/${name.slice(5)}` : `/usr/bin/${name}`;
      writeProgram(path, behaviour ?? "installed-tool");
    }
  }

  function writeProgram(path: string, behaviour: string): void {
    const name = path.slice(path.lastIndexOf("/") + 1);
    switch (behaviour) {
      case "python-deb":
        paths.push(...writePython(fs, { prefix: "/usr", version: "3.11.2", libc: "glibc", debian: true }));
        return;
      case "debian-python":
        link("python3.11", path);
        return;
      case "python3-link":
        link("python3", path);
        return;
      case "vim-link":
        link("vim", path);
        return;
      case "pip-deb":
        paths.push(...writeDebianPip(fs, name));
        return;
      case "npm-deb":
        paths.push(...writeDebianNpm(fs, name));
        return;
      case "script":
        put(path, script(name), 0o755);
        return;
      default: {
        const upstream = version.replace(/^\d+:/, "").replace(/[-+~].*$/, "");
        const data = behaviour === "installed-tool" ? { name, package: item.name, version: upstream } : { version: upstream };
        put(path, binary(behaviour, "glibc", share, data), 0o755);
      }
    }
  }
}

/** Maintainer tools that a learner calls by hand. */
function script(name: string): string {
  if (name === "update-ca-certificates")
    return "#!/bin/sh\necho 'Updating certificates in /etc/ssl/certs...'\necho '0 added, 0 removed; done.'\necho 'Running hooks in /etc/ca-certificates/update.d...'\necho 'done.'\n";
  if (name === "a2enmod" || name === "a2ensite" || name === "a2dismod" || name === "a2dissite")
    return `#!/bin/sh\n[ $# -gt 0 ] || { echo 'ERROR: give it a name' >&2; exit 1; }\nfor each in "$@"; do echo "${name.startsWith("a2en") ? "Enabling" : "Disabling"} ${name.endsWith("mod") ? "module" : "site"} $each."; done\necho 'To activate the new configuration, you need to run:'\necho '  service apache2 restart'\n`;
  return `#!/bin/sh\n[ $# -eq 0 ] || { for each in "$@"; do echo "$each UTF-8" >> /etc/locale.gen; done; }\necho 'Generating locales (this might take a while)...'\ngrep -v '^#' /etc/locale.gen | grep . | while read -r locale rest; do echo "  $locale... done"; echo "$locale" >> /usr/lib/locale/locale-archive; done\necho 'Generation complete.'\n`;
}
