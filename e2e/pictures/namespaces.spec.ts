import { pictureState } from "./picture-states.ts";
import { scenario } from "./scenario.ts";

const lesson = "/learn/isolation/namespaces/";

pictureState("namespaces", "two rooms", (page) => scenario(page, lesson, "Walls, not boxes", "--name web1"));
pictureState("namespaces", "a wall down", (page) => scenario(page, lesson, "The wall towards the host", "--pid host"));
pictureState("namespaces", "killed for memory", (page) =>
  scenario(page, "/learn/isolation/cgroups/", "A limit belongs to one room", "--memory 32m"),
);
