/** python-dotenv reads `.env` files. */
export const dotenv: Readonly<Record<string, string>> = {
  "dotenv/__init__.py": `
import os


def dotenv_values(path=".env", **options):
    values = {}
    if os.path.isfile(path):
        with open(path) as file:
            for line in file:
                name, equals, value = line.strip().removeprefix("export ").partition("=")
                if equals and not name.startswith("#"):
                    value = value.strip()
                    quoted = value[:1] in ("'", '"') and value[-1:] == value[:1]
                    values[name.strip()] = value[1:-1] if quoted else value.split(" #")[0]
    return values


def load_dotenv(dotenv_path=None, override=False, **options):
    values = dotenv_values(dotenv_path or ".env")
    for name, value in values.items():
        if override or name not in os.environ:
            os.environ[name] = value
    return bool(values)


def find_dotenv(*args, **options):
    return os.path.abspath(".env") if os.path.isfile(".env") else ""
`,
};
