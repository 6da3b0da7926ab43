/** What find does with the files it has found: print them, run programs, remove them. */
import { FsError } from "../../filesystem/errors.ts";
import { FindError, type Predicate, type Visit } from "./expression.ts";
import { execute } from "./execute.ts";
import { printf } from "./printf.ts";
import type { Search } from "./search.ts";
import type { Reader, Words } from "./words.ts";

const listing = "%i %k %M %n %u %g %s %t %p\n";

function printer(show: (visit: Visit, search: Search) => string): Reader {
  return ({ search }) =>
    async (visit) => {
      search.process.stdout(show(visit, search));
      await search.process.drained();
      return true;
    };
}

/** Prints into a file, which is emptied as find begins. */
function intoFile(show: (words: Words, name: string) => (visit: Visit) => string): Reader {
  return (words, name) => {
    const file = words.value(name);
    const { search } = words;
    const text = show(words, name);
    try {
      search.process.fs.writeFile(search.at(file), "");
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      throw new FindError(`‘${file}’: ${error.reason}`);
    }
    return (visit) => {
      search.process.fs.appendFile(search.at(file), text(visit));
      return true;
    };
  };
}

const deletes: Reader = ({ search }) => {
  search.settings.contentsFirst = true;
  return ({ path, name }) => {
    // GNU's leaves the directory that it stands in.
    if (name === ".") return true;
    try {
      search.process.fs.remove(path);
      return true;
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      search.status = search.tool.fail(search.tool.gnu ? `cannot delete ‘${name}’: ${error.reason}` : `${name}: ${error.reason}`);
      return false;
    }
  };
};

export const actions: Readonly<Record<string, Reader>> = {
  "-print": printer(({ name }) => `${name}\n`),
  "-print0": printer(({ name }) => `${name}\0`),
  "-ls": ({ search }) => {
    const show = printf(listing, search, { columns: [9, 6, -10, 3, -8, -8, 8, -12] });
    return (visit) => {
      search.process.stdout(show(visit));
      return true;
    };
  },
  "-printf": (words, name) => {
    const show = printf(words.value(name), words.search);
    return async (visit) => {
      words.search.process.stdout(show(visit));
      await words.search.process.drained();
      return true;
    };
  },
  "-fprint": intoFile(
    () =>
      ({ name }) =>
        `${name}\n`,
  ),
  "-fprint0": intoFile(
    () =>
      ({ name }) =>
        `${name}\0`,
  ),
  "-fprintf": intoFile((words, name) => printf(words.value(name), words.search)),
  "-exec": execute,
  "-execdir": execute,
  "-ok": execute,
  "-okdir": execute,
  "-delete": deletes,
  "-prune": ({ search }) => {
    const prune: Predicate = (visit) => {
      if (!search.settings.contentsFirst) visit.pruned = true;
      return true;
    };
    return prune;
  },
  "-quit":
    ({ search }) =>
    () => {
      search.over = true;
      return true;
    },
};
