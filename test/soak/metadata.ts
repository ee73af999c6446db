import { isRecord, type Json } from "../../provider/src/engine/definition/values.ts";
import type { Actions } from "./actions.ts";
import { SERVER } from "./model.ts";

const METADATA = "__indiecloud";

/** Outputs whose metadata no current release wrote: a field of another type, or a future version. */
function unreadable(outputs: Json, choice: number): { outputs: Json; what: string } {
  const metadata = outputs[METADATA];
  const copy: Json = isRecord(metadata) ? structuredClone(metadata) : {};
  const keys = Object.keys(copy).filter((key) => key !== "version");
  const key = keys[choice % (keys.length + 1)];
  if (key === undefined) {
    copy.version = 9999;
    return { outputs: { ...outputs, [METADATA]: copy }, what: "metadata of version 9999" };
  }
  copy[key] = typeof copy[key] === "number" ? "many" : 77;
  return { outputs: { ...outputs, [METADATA]: copy }, what: `${key} of another type in the metadata` };
}

/** Runs with a state whose metadata this release cannot read: nothing may be concluded from it, and nothing done. */
export async function runWithForeignMetadata(
  actions: Actions,
  what: "refresh" | "up" | "destroy" | "preview",
  account: number,
  choice: number,
): Promise<void> {
  const { fixture } = actions;
  const { ours, harness } = fixture;
  const engine = ours.engine(SERVER, harness.target.token);
  const old = engine.state;
  if (old === undefined) {
    return;
  }
  const program = fixture.program.declared();
  const { outputs, what: change } = unreadable(old.outputs, choice);
  engine.state = { ...old, outputs };
  const run = await fixture.run(
    ours,
    async (process) => {
      await (what === "preview"
        ? ours.preview(program, process)
        : what === "up"
          ? ours.up(program, process)
          : ours[what](process));
    },
    { account },
  );
  actions.note(ours, `${what} with ${change}`, run.outcome);
  const rule = "what this release cannot read is an error";
  if (engine.state?.id !== old.id) {
    actions.violated(
      rule,
      `${what} with ${change} dropped ${old.id} from the state, ${run.outcome.is}: ${run.outcome.error}`,
    );
  }
  const lost = Object.keys(old.inputs).filter((key) => !(key in (engine.state?.inputs ?? {})));
  if (lost.length > 0) {
    actions.violated(rule, `${what} with ${change} dropped the inputs ${lost.join()}`);
  }
  if (harness.written().length > 0) {
    actions.violated(rule, `${what} with ${change} wrote: ${harness.writes().join()}`);
  }
  // A user of the release that wrote it continues with it.
  engine.state = old;
}
