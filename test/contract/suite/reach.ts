import { isDeepStrictEqual } from "node:util";
import { defined } from "../../../provider/src/engine/definition/values.ts";
import {
  addInput,
  applySwitches,
  engineOf,
  findUnsettled,
  type Life,
  listPrograms,
  listSamples,
  listSent,
  prepareAccount,
  runLife,
  type Subject,
} from "./lives.ts";
import { compareSent, isSame, parameters } from "./request-parameters.ts";
import type { InputSample, Sent } from "./samples.ts";
import type { ContractTarget } from "./target.ts";

/* Checks that what is sent is what the samples say. Each check returns the problems as text. */

export const fileOf = ({ cloud }: ContractTarget): string => `test/contract/samples/${cloud}.ts`;

/** The minimal program sends what its samples say and nothing else, and has every output that a view shows. */
export async function checkLeastProgram(subject: Subject): Promise<string[]> {
  const samples = await prepareAccount(subject);
  const { program, sends, destroys } = samples;
  const { target } = subject.harness;
  const { sent, destroyed, outputs, findings: wrong } = await runLife(subject, samples, [program], true);
  return [
    ...wrong,
    ...Object.entries(subject.definition.outputs)
      .filter(
        ([key, { from }]) => from !== undefined && outputs[key] === undefined && samples.outputs?.[key] === undefined,
      )
      .map(([key]) => `${subject.definition.token}.${key} is not there, and has no sample in ${fileOf(target)}`),
    ...[...sent, ...destroyed].flatMap(({ operation, parameters: given }) =>
      subject.harness.target.always
        // A parameter of the path counts if the path has it.
        .filter((name) => given[name] === undefined && !(operation.includes("{") && !operation.includes(`{${name}}`)))
        .map((name) => `${subject.definition.token}: ${operation} has no ${name}`),
    ),
    ...differing(subject, subject.definition.token, parameters(subject.harness.target, sent), sends),
    ...differing(
      subject,
      `${subject.definition.token}, destroyed,`,
      parameters(subject.harness.target, destroyed),
      destroys,
    ),
  ];
}

/** With the input, the requests differ from those without it as the sample says. */
export async function checkInput(
  subject: Subject,
  key: string,
  index: number,
  without: (key: string, index: number) => Promise<Life>,
): Promise<string[]> {
  const bare = await without(key, index);
  const samples = await prepareAccount(subject);
  const sample = listSamples(samples, key)[index];
  if (sample === undefined) {
    return [];
  }
  applySwitches(subject, sample);
  const first = addInput(samples.program, key, sample);
  const elsewhere = isPlace(subject, key)
    ? defined({ ...samples.program, ...sample.beside, ...sample.elsewhere })
    : undefined;
  const life = await runLife(subject, samples, listPrograms(first, sample), sample.refused === undefined, elsewhere);
  const what = `${subject.definition.token}.${key}`;
  return [
    ...bare.findings,
    ...life.findings.filter((text) => !isLeft(sample, text)).map((text) => `${what}: ${text}`),
    ...differing(subject, what, compareSent(subject.harness.target, bare.sent, life.sent), sample.sends),
    ...(sample.refused === undefined
      ? differing(
          subject,
          `${what}, destroyed,`,
          compareSent(subject.harness.target, bare.destroyed, life.destroyed),
          sample.destroys ?? {},
        )
      : []),
  ];
}

/** Whether objects that differ in the input are in different places, such as regions, and can have the same name. */
const isPlace = ({ definition: { id, listBy = {} } }: Subject, key: string): boolean =>
  Object.hasOwn(listBy, key) && id.parse(id.example).scope !== undefined;

/** A change of the input sends what the sample says, and then the program is applied. */
export async function checkChange(subject: Subject, key: string, index: number): Promise<string[]> {
  const samples = await prepareAccount(subject);
  const sample = listSamples(samples, key)[index];
  const what = `${subject.definition.token}.${key}, changed,`;
  if (sample?.change === undefined) {
    return [];
  }
  applySwitches(subject, sample);
  const first = addInput(samples.program, key, sample);
  const engine = engineOf(subject);
  await engine.up(first);
  const { id } = engine.state ?? {};
  subject.harness.emulators.clearRequests();
  const second = defined({ ...first, ...sample.change.beside, [key]: sample.change.to });
  const op = await engine.up(second);
  const calls = listSent(subject, samples);
  const order = calls.map(({ operation }) => operation);
  const sent = parameters(subject.harness.target, calls);
  return [
    ...(op === "update" && engine.state?.id === id ? [] : [`${what} is ${op}`]),
    ...differing(subject, what, sent, sample.change.sends),
    ...(isDeepStrictEqual(order, sample.change.order ?? order) ? [] : [`${what} calls ${order.join(", then ")}`]),
    ...(await findUnsettled(engine, second)).map((text) => `${what} ${text}`),
  ];
}

/** An output that is only known at creation is correct, and survives a refresh and a change of the program. */
export async function checkOutput(subject: Subject, key: string, index: number): Promise<string[]> {
  const samples = await prepareAccount(subject);
  const sample = [samples.outputs?.[key] ?? []].flat()[index];
  const what = `${subject.definition.token}.${key}`;
  if (sample === undefined) {
    return [];
  }
  applySwitches(subject, sample);
  const engine = engineOf(subject);
  let program = defined({ ...samples.program, ...sample.program });
  await engine.up(program);
  for (const change of sample.next ?? []) {
    program = defined({ ...program, ...change });
    await engine.up(program);
  }
  const wanted = sample.is(subject.harness, engine);
  const wrong = (when: string): string[] => {
    const value = engine.outputs[key];
    const right = wanted instanceof RegExp ? wanted.test(String(value)) : isDeepStrictEqual(value, wanted);
    return right ? [] : [`${what} is ${JSON.stringify(value)} ${when}, and should be ${String(wanted)}`];
  };
  const created = wrong("when it is made");
  await engine.refresh();
  const seen = wrong("after a refresh");
  // A change that is unrelated to it.
  const follows = subject.definition.outputs[key]?.dependsOn ?? [];
  const [other] = Object.keys(samples.inputs).flatMap((input) =>
    listSamples(samples, input).flatMap(({ change }) =>
      change === undefined || follows.includes(input) ? [] : [{ [input]: change.to }],
    ),
  );
  await engine.up({ ...program, ...other });
  return [...created, ...seen, ...wrong("after an up")];
}

/**
 * What others have attached to an object is listed as charged, and is removed, or named in a warning, when the object
 * is deleted.
 */
export async function checkRemoval(subject: Subject, name: string): Promise<string[]> {
  const samples = await prepareAccount(subject);
  const { harness } = subject;
  const sample = samples.removals?.[name];
  if (sample === undefined) {
    return [];
  }
  const program = defined({ ...samples.program, ...sample.program });
  const maker = engineOf(subject);
  await maker.up(program);
  const id = maker.state?.id ?? "";
  const engine = sample.isAdopted ? harness.engine("second", { token: subject.definition.token }) : maker;
  if (engine !== maker) {
    await engine.up(harness.target.adopting(program, id));
  }
  await sample.attach(harness, harness.target.keyOf(id));
  await harness.clock.sleep(600_000);
  const charged = await harness.charges();
  harness.emulators.clearRequests();
  harness.warnings.length = 0;
  await engine.destroy();
  const what = `${subject.definition.token} with ${name}, destroyed,`;
  const matches = sample.matches instanceof RegExp ? sample.matches : sample.matches(harness);
  const reported = harness.warnings.join("\n");
  return [
    ...(charged.charges.length > 0 ? [] : [`nothing is charged for ${name}`]),
    ...charged.failures,
    ...differing(subject, what, parameters(harness.target, listSent(subject, samples)), sample.sends),
    ...(matches.test(reported) ? [] : [`${what} says "${reported}", and not ${matches}`]),
  ];
}

const differing = ({ harness: { target } }: Subject, what: string, sent: Sent, wanted: Sent): string[] =>
  isSame(sent, wanted)
    ? []
    : [`${what} sends ${JSON.stringify(sent)}, and its sample in ${fileOf(target)} says ${JSON.stringify(wanted)}`];

const isLeft = ({ leaves }: InputSample, finding: string): boolean =>
  leaves !== undefined && finding.startsWith(`leaves ${leaves} `);
