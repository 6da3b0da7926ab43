/** `manage.py`: the commands that images run while they are built; its server is a placeholder. */
import type { Process } from "../../program.ts";
import { holdHttp } from "../../placeholder/server.ts";
import { hole } from "../binaries.ts";
import { absolute, print, printError, sayLab } from "../lab.ts";

/** Whether a script is Django's `manage.py`. */
export function isManage(text: string): boolean {
  return text.includes("execute_from_command_line") && text.includes("DJANGO_SETTINGS_MODULE");
}

/** `hasDjango`: whether `import django` finds it. */
export function manage(process: Process, text: string, args: readonly string[], hasDjango: boolean): number | Promise<number> {
  const [command = "help"] = args;
  if (!hasDjango) {
    printError(
      process,
      "Traceback (most recent call last):",
      '  File "manage.py", line 5, in main',
      "    from django.core.management import execute_from_command_line",
      "ModuleNotFoundError: No module named 'django'",
    );
    return 1;
  }
  const module = process.env.get("DJANGO_SETTINGS_MODULE") ?? /DJANGO_SETTINGS_MODULE["'],\s*["']([\w.]+)/.exec(text)?.[1] ?? "settings";
  const path = [".py", "/__init__.py"]
    .map((end) => `${process.cwd}/${module.replaceAll(".", "/")}${end}`)
    .find((each) => process.fs.exists(each));
  if (path === undefined) {
    printError(process, `ModuleNotFoundError: No module named '${module}'`);
    return 1;
  }
  const settings = process.fs.readText(path);
  if (command === "collectstatic") return collect(process, settings);
  if (command === "check") {
    print(process, "System check identified no issues (0 silenced).");
    sayLab(process, "the settings were found; what is in them is not checked.");
    return 0;
  }
  if (command === "runserver") {
    const port = Number(/(\d+)$/.exec(process.argv.at(-1) ?? "")?.[1] ?? 8000);
    return holdHttp(process, "what manage.py runserver serves", [port]);
  }
  sayLab(
    process,
    `manage.py ${command} runs the application, and programs come with containers; while building, the lab has collectstatic and check.`,
  );
  return 1;
}

function collect(process: Process, settings: string): number {
  const written = /^STATIC_ROOT\s*=\s*(.+)$/m.exec(settings)?.[1];
  const folder = /["']([^"']+)["']\s*\)*\s*(?:#.*)?$/.exec(written ?? "")?.[1];
  if (folder === undefined) {
    printError(
      process,
      "django.core.exceptions.ImproperlyConfigured: You're using the staticfiles app without having set the STATIC_ROOT setting to a filesystem path.",
    );
    return 1;
  }
  const root = absolute(process.cwd, folder);
  let count = 0;
  const put = (name: string, size: number): void => {
    process.fs.writeFile(`${root}/${name}`, hole(size), { parents: true });
    count++;
  };
  if (!/INSTALLED_APPS/.test(settings) || settings.includes("django.contrib.admin")) {
    for (const name of [
      "autocomplete",
      "base",
      "changelists",
      "dark_mode",
      "dashboard",
      "forms",
      "login",
      "nav_sidebar",
      "responsive",
      "rtl",
      "widgets",
    ])
      put(`admin/css/${name}.css`, 9_000);
    for (const name of [
      "actions",
      "autocomplete",
      "calendar",
      "cancel",
      "change_form",
      "core",
      "filters",
      "inlines",
      "prepopulate",
      "theme",
      "urlify",
    ])
      put(`admin/js/${name}.js`, 8_000);
    for (let index = 0; index < 105; index++) put(`admin/img/icon-${index}.svg`, 1_200);
  }
  const own = `${process.cwd}/static`;
  if (own !== root && process.fs.lookup(own)?.kind === "directory") {
    for (const name of process.fs.readdir(own)) {
      const node = process.fs.lookup(`${own}/${name}`);
      if (node?.kind !== "file") continue;
      process.fs.writeFile(`${root}/${name}`, node.content, { parents: true });
      count++;
    }
  }
  print(process, "", `${count} static files copied to '${root}'.`);
  return 0;
}
