import { messageOf } from "../../../provider/src/engine/errors.ts";
import { addInput, engineOf, findUnsettled, prepareAccount, type Subject } from "./lives.ts";
import { listChanging } from "./updates.ts";

/**
 * For each input that can be read back and is changed by one call: the answer to that call is lost, but the object
 * shows the change, so it is done. Returns the problems as text.
 */
export async function checkLostAnswers(subject: Subject, most = Number.POSITIVE_INFINITY): Promise<string[]> {
  const { harness, definition } = subject;
  const isOneCall = (key: string) =>
    definition.steps.some((step) => step.fields.includes(key) && step.severalCalls !== true);
  const changing = listChanging(await prepareAccount(subject)).filter(
    ({ key, change }) =>
      definition.inputs[key]?.read !== undefined && isOneCall(key) && Object.keys(change.sends).length === 1,
  );
  const wrong: string[] = [];
  for (const { key } of changing.slice(0, most)) {
    const samples = await prepareAccount(subject);
    const input = listChanging(samples).find((each) => each.key === key);
    if (input === undefined) {
      continue;
    }
    const { change } = input;
    const [call = ""] = Object.keys(change.sends);
    const before = addInput(samples.program, key, input);
    const after = { ...before, ...change.beside, [key]: change.to };
    const engine = engineOf(subject);
    await engine.up(before);
    harness.emulators.clearRequests();
    harness.fault({ operation: call, when: "after", fault: { cut: "connection" } });
    const done = await engine.up(after).catch(messageOf);
    const found = [
      ...(done === "update" ? [] : [done]),
      ...(done === "update" ? await findUnsettled(engine, after) : []),
    ];
    wrong.push(...found.map((text) => `${definition.token}.${key}, the answer of ${call} is lost: ${text}`));
  }
  return wrong;
}
