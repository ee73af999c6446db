// `make test-fleet`: what `make test` leaves out, because it needs a Temporal server.
import common from "./ava.config.mjs";

// biome-ignore lint/style/noDefaultExport: ava reads the default export.
export default { ...common, files: ["test/fleet/*.test.ts"] };
