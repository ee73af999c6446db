import { fakeCloud } from "../testing-vm.ts";
import { openDynamicAdapter } from "./adapter.ts";

/** Like index.ts, but with the cloud for tests, at the configured address. */
export const { provider, invoke } = openDynamicAdapter(async () => fakeCloud());
