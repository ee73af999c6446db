import type { CloudProviderPool } from "../../../provider/src/adapters/cloud-provider-pool.ts";
import type { Engine } from "../../../provider/src/adapters/testing-engine.ts";
import type { ResourceDefinition } from "../../../provider/src/engine/definition/definition.ts";
import type { Json } from "../../../provider/src/engine/definition/values.ts";
import { prepareAccount, type Subject } from "./lives.ts";
import type { ResourceSamples } from "./samples.ts";

/* What many objects of a kind cost in requests: created, read, left alone and deleted at once. */

/** How often each call was sent. */
export type Tally = Readonly<Record<string, number>>;

export interface Costs {
  count: number;
  create: Tally;
  refresh: Tally;
  /** An `up` without changes. */
  unchanged: Tally;
  remove: Tally;
}

/** The cost of this many objects of a resource, each operation in one process. */
export async function costsOf(subject: Subject, wanted: number): Promise<Costs> {
  const owners = await ownersOf(subject);
  return measure(subject, owners, wanted);
}

/** Things that only one object can have: by the input that names one, the resource and its program. */
type Owners = ReadonlyMap<string, { definition: ResourceDefinition; program: Json }>;

async function ownersOf({ harness, definition }: Subject): Promise<Owners> {
  const { catalogs, resources } = await harness.cloud();
  const owners = new Map<string, { definition: ResourceDefinition; program: Json }>();
  for (const [key, { exclusive, catalog = "", refersTo = [] }] of Object.entries(definition.inputs)) {
    const nouns = [catalogs[catalog]?.noun, ...refersTo];
    const owner = resources.find(({ noun, create }) => nouns.includes(noun) && create !== undefined);
    const samples = owner === undefined ? undefined : harness.target.samples[owner.token];
    if (exclusive !== undefined && owner !== undefined && samples !== undefined) {
      owners.set(key, {
        definition: owner,
        program: (await prepareAccount({ harness, definition: owner, samples })).program,
      });
    }
  }
  return owners;
}

async function measure(subject: Subject, owners: Owners, wanted: number): Promise<Costs> {
  const { harness, definition } = subject;
  const samples = await prepareAccount(subject);
  const objects = (await programsOf(subject, owners, samples, wanted)).map((each, index) => ({
    ...{ name: `web${index}`, program: each, state: undefined as Engine["state"] },
  }));
  const tally = async (work: (engine: Engine, each: Json) => Promise<unknown>): Promise<Tally> => {
    await harness.clock.sleep(600_000);
    harness.emulators.clearRequests();
    const pool = harness.process();
    await Promise.all(
      objects.map(async (object) => {
        const engine = harness.engine(object.name, { token: definition.token, pool });
        engine.state = object.state;
        await work(engine, object.program);
        object.state = engine.state;
      }),
    );
    return harness.tally();
  };
  return {
    count: objects.length,
    create: await tally((engine, each) => engine.up(each)),
    refresh: await tally((engine) => engine.refresh()),
    unchanged: await tally((engine, each) => engine.up(each)),
    remove: await tally((engine) => engine.destroy()),
  };
}

/** The programs of so many objects: with other names, and with things of their own if only one object can have a thing. */
async function programsOf(
  subject: Subject,
  owners: Owners,
  { program, another }: ResourceSamples,
  wanted: number,
): Promise<Json[]> {
  const pool = subject.harness.process();
  const programs = [program];
  while (programs.length < wanted) {
    const changes =
      (await another?.(subject.harness, programs.length)) ??
      (await differing(subject, owners, program, programs.length, pool));
    if (
      Object.keys(changes).length === 0 &&
      Object.keys(subject.definition.inputs).some((key) => isShared(subject, key))
    ) {
      throw new Error(`${subject.definition.token}: nothing distinguishes two objects; its samples need "another"`);
    }
    programs.push({ ...program, ...changes });
  }
  return programs;
}

/** Whether two objects with the same value of the input would be one. */
const isShared = ({ definition: { inputs, adoptInput, name } }: Subject, key: string): boolean =>
  key === adoptInput || key === name?.input || inputs[key]?.exclusive === true;

async function differing(
  { harness, definition }: Subject,
  owners: Owners,
  least: Json,
  index: number,
  pool: CloudProviderPool,
): Promise<Json> {
  const changes: Json = {};
  for (const [key, field] of Object.entries(definition.inputs)) {
    const value = least[key];
    const owner = owners.get(key);
    if (owner !== undefined && value !== undefined) {
      const { token, name } = owner.definition;
      const own = name === undefined ? {} : { [name.input]: numbered(String(owner.program[name.input]), index) };
      const engine = harness.engine(`owner${index}`, { token, pool });
      await engine.up({ ...owner.program, ...own });
      changes[key] = engine.state?.id;
    } else if (
      typeof value === "string" &&
      (key === (definition.name?.input ?? "name") || field.exclusive !== undefined)
    ) {
      changes[key] = elsewhere(value, index) ?? numbered(value, index);
    }
  }
  return changes;
}

/** `www.example.com` -> `www7.example.com` */
const numbered = (text: string, index: number): string => text.replace(/^[^.]*/, (first) => `${first}${index}`);

/** `10.0.9.0/24` -> `10.0.16.0/24` */
const elsewhere = (text: string, index: number): string | undefined => {
  const [, before, third, after] = /^(\d+\.\d+\.)(\d+)(\.0\/\d+)$/.exec(text) ?? [];
  return before === undefined ? undefined : `${before}${Number(third) + index}${after}`;
};
