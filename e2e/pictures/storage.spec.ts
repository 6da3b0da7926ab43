import { pictureState } from "./picture-states.ts";
import { scenario } from "./scenario.ts";

const lesson = "/learn/storage/volumes/";

pictureState("storage", "shared volume", (page) => scenario(page, lesson, "Rooms come and go", "--name reader"));
pictureState("storage", "what stays", (page) => scenario(page, lesson, "Rooms come and go", "docker rm -f first"));
pictureState("storage", "anonymous again", (page) => scenario(page, lesson, "Without a name", "--name db"));
