import { GigeNetError } from "../errors.ts";
import type { Instance } from "../model.ts";
import { items, type Xml } from "../xml.ts";
import { type Actions, type Call, done, instancesOf, read, write } from "./action.ts";

/** Tags of instances: keys without values. */
export const tagActions: Actions = {
  CreateTags: write(create),
  DeleteTags: write(remove),
  DescribeTags: read(describe),
};

function create(call: Call): () => Xml {
  const { cloudState, owner } = call;
  const instances = instancesOf(call, "ResourceId");
  const keys = keysOf(call);
  if (keys.length === 0) throw new GigeNetError("MissingParameter", "The parameter Tag is required");
  const merged = instances.map((instance) => ({ instance, tags: [...new Set([...instance.tags, ...keys])] }));
  const added = merged.reduce((sum, { instance, tags }) => sum + tags.length - instance.tags.length, 0);
  cloudState.needTags(owner, added);
  return () => {
    for (const { instance, tags } of merged) cloudState.instances.patch(instance.id, { tags });
    return done;
  };
}

/** Without `Tag`, all tags are removed, as in EC2: it is optional (docs/api/gigenet.md §2). */
function remove(call: Call): () => Xml {
  const instances = instancesOf(call, "ResourceId");
  const keys = keysOf(call);
  return () => {
    for (const { id, tags } of instances) {
      call.cloudState.instances.patch(id, { tags: keys.length === 0 ? [] : tags.filter((key) => !keys.includes(key)) });
    }
    return done;
  };
}

/** Values are ignored (docs/api/gigenet.md §2). */
function keysOf({ parameters }: Call): string[] {
  return parameters.structures("Tag").map((tag) => tag.text("Key"));
}

/** The raw sample sends `ResourceId.N`; the table has the filter (docs/api/gigenet.md §2). */
function describe({ cloudState, owner, parameters }: Call): Xml {
  const filters = cloudState.switches.filters ? parameters.structures("Filter") : [];
  const wanted = (name: string): string[][] =>
    filters.filter((filter) => filter.get("Name") === name).map((filter) => filter.list("Value"));
  const ids = [...wanted("resource-id"), ...atLeastOne(parameters.list("ResourceId"))];
  const keys = wanted("key");
  const rows = cloudState.instancesOf(owner).filter(({ id }) => ids.every((list) => list.includes(id)));
  return [
    items(
      "tagSet",
      rows.flatMap((row) => tagItems(row, keys, cloudState.switches.goClientFields)),
    ),
  ];
}

function atLeastOne(list: string[]): string[][] {
  return list.length === 0 ? [] : [list];
}

/** Tags have no values: the one for the Go client is empty. */
function tagItems({ id, tags }: Instance, wanted: readonly string[][], hasValue: boolean): Xml[] {
  const displayed = tags.filter((key) => wanted.every((list) => list.includes(key)));
  return displayed.map(
    (key): Xml => [
      ["resourceId", id],
      ["resourceType", "instance"],
      ["key", key],
      ...(hasValue ? [["value", ""] as const] : []),
    ],
  );
}
