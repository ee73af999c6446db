import type { Json } from "../../../provider/src/engine/definition/values.ts";
import { addInput, listSamples, prepareAccount, type Subject } from "./lives.ts";
import { type ContractTarget, isCannot } from "./target.ts";

/* What can be done to an object that exists: the changes in place, deletions and the refresh of a resource. */

/** What is done to an object that exists. */
export interface Flow {
  name: string;
  /** The programs: of the object as it is made, and as the flow makes it. A deletion and a refresh have one. */
  first: Json;
  second?: Json;
  does: "update" | "delete" | "refresh";
  switches?: Json;
  /** It stands for all of its kind. */
  isTypical?: true;
}

/** All flows of a resource: every change in place of its samples, deletions, and a refresh. */
export async function listFlows(subject: Subject): Promise<Flow[]> {
  const samples = await prepareAccount(subject);
  const { token, inputs } = subject.definition;
  const changes = Object.keys(inputs).flatMap((key) =>
    listSamples(samples, key).flatMap((sample, index): Flow[] => {
      const { change, destroys, switches, refused } = sample;
      const name = `${token}.${key}${index === 0 ? "" : ` (${index + 1})`}`;
      const first = addInput(samples.program, key, sample);
      const more = switches === undefined ? {} : { switches };
      return [
        ...(change === undefined || Object.keys(change.sends).length === 0
          ? []
          : [
              {
                name: `${name}, changed`,
                first,
                second: { ...first, ...change.beside, [key]: change.to },
                does: "update",
                ...more,
              } as const,
            ]),
        ...(destroys === undefined || refused !== undefined
          ? []
          : [{ name: `${name}, deleted`, first, does: "delete", ...more } as const]),
      ];
    }),
  );
  const { program } = samples;
  const together = token === subject.harness.target.token ? changesTogether(subject.harness.target) : {};
  return [
    ...changes,
    ...(Object.keys(together).length > 1
      ? [
          {
            name: `${token}, changed in all at once`,
            first: program,
            second: { ...program, ...together },
            does: "update",
            isTypical: true,
          } as const,
        ]
      : []),
    { name: `${token}, deleted`, first: program, does: "delete", isTypical: true },
    { name: `${token}, refreshed`, first: program, does: "refresh", isTypical: true },
  ];
}

/** What a server can be asked for in one update. */
const changesTogether = ({ rename, resize, power }: ContractTarget): Json => ({
  ...(isCannot(rename) ? {} : rename.to),
  ...(isCannot(resize) ? {} : resize.up),
  ...(isCannot(power) ? {} : power.stopped),
});
