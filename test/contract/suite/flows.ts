import type { Json } from "../../../provider/src/engine/definition/values.ts";
import { addInput, listSamples, prepareAccount, type Subject } from "./lives.ts";
import { type ContractTarget, isCannot } from "./target.ts";

/* The operations on an existing object: the changes in place, deletions and the refresh of a resource. */

/** One operation on an existing object. */
export interface Flow {
  name: string;
  /** The programs before and after the flow. A deletion and a refresh have only one. */
  first: Json;
  second?: Json;
  does: "update" | "delete" | "refresh";
  switches?: Json;
  /** The input that it changes. */
  key?: string;
  /** It represents all flows of its kind. */
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
                key,
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

/** The changes that a server supports in one update. */
const changesTogether = ({ rename, resize, power }: ContractTarget): Json => ({
  ...(isCannot(rename) ? {} : rename.to),
  ...(isCannot(resize) ? {} : resize.up),
  ...(isCannot(power) ? {} : power.stopped),
});
