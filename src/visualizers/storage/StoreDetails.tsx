/** What was pointed at, in words, and what would become of it. */
import type { StorageView } from "../../views/storage.ts";
import { containerInWords, shortName, volumeInWords } from "./words.ts";

interface Props {
  readonly view: StorageView;
  /** `room web`, `volume data`, `bind /home/dev/site`, `tmpfs web /run`. */
  readonly chosen: string;
  readonly run: ((line: string) => void) | undefined;
}

export function StoreDetails({ view, chosen, run }: Props) {
  const [kind = "", ...rest] = chosen.split(" ");
  const name = rest.join(" ");
  const { words, lines } = detailsOf(view, kind, name);
  return (
    <section class="st-details" aria-label={`${kind === "room" ? "Container" : kind} ${shortName(name)}`}>
      <p role="status">{words}</p>
      {run && lines.length > 0 && (
        <ul>
          {lines.map(({ line, effect }) => (
            <li key={line}>
              <button type="button" class="picture-link" onClick={() => run(line)}>
                <code>{line}</code>
              </button>{" "}
              <span>{effect}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface Details {
  readonly words: string;
  readonly lines: readonly { readonly line: string; readonly effect: string }[];
}

function detailsOf(view: StorageView, kind: string, name: string): Details {
  if (kind === "room") {
    const container = view.containers.find((one) => one.name === name);
    if (!container) return { words: "", lines: [] };
    return {
      words: containerInWords(container),
      lines: [
        { line: `docker diff ${name}`, effect: "what is in its own layer" },
        { line: `docker rm -f ${name}`, effect: "takes the room and its layer; volumes stay" },
        { line: `docker rm -f -v ${name}`, effect: "takes its anonymous volumes too" },
      ],
    };
  }
  if (kind === "volume") {
    const volume = view.volumes.find((one) => one.name === name);
    if (!volume) return { words: "", lines: [] };
    const inspect = { line: `docker volume inspect ${name}`, effect: "where it is on the host" };
    return {
      words: volumeInWords(volume),
      lines: volume.users.length > 0 ? [inspect] : [inspect, { line: `docker volume rm ${name}`, effect: "for good" }],
    };
  }
  if (kind === "bind")
    return {
      words: `${name} is a folder of the host. It was there before the containers that see it, and it stays.`,
      lines: [{ line: `ls -l ${name}`, effect: "the same files, from outside" }],
    };
  return {
    words: `A tmpfs at ${name.slice(name.indexOf(" ") + 1)}, for ${name.slice(0, name.indexOf(" "))} alone. It is memory: stop the container, and it is empty.`,
    lines: [],
  };
}
