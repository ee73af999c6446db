import { loadCloud } from "../../clouds/index.ts";
import { openDoor } from "./door.ts";

/** What the `__provider` text of a resource ends at, by way of `@indiecloud/pulumi/dynamic`. */
export const provider = openDoor(loadCloud);
