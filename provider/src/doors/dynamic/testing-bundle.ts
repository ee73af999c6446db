import { openDoor } from "./door.ts";
import { fakeCloud } from "./testing-vm.ts";

/** As index.ts, but with the cloud for tests, at the configured address. */
export const provider = openDoor(async () => fakeCloud());
