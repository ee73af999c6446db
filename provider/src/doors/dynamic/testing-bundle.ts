import { fakeCloud } from "../testing-vm.ts";
import { openDoor } from "./door.ts";

/** As index.ts, but with the cloud for tests, at the configured address. */
export const { provider, invoke } = openDoor(async () => fakeCloud());
