import { pictureState } from "./picture-states.ts";
import { scenario } from "./scenario.ts";

const lesson = "/learn/storage/gone-with-the-container/";

pictureState("overlay", "copied up", (page) => scenario(page, lesson, "Three columns of one tree", "/etc/motd"));
pictureState("overlay", "opaque", (page) => scenario(page, lesson, "Three columns of one tree", "rm -r /etc/apk"));
