import test from "ava";
import { z } from "zod";
import { mergeOf } from "../engine/apply/merge.ts";
import { cloudNames, loadCloud } from "./index.ts";

test("an input that is several values, can be read and is changed in place is merged: what others have added is not removed by a change", async (t) => {
  const clouds = await Promise.all(cloudNames.map(loadCloud));
  const fields = clouds.flatMap(({ resources }) =>
    resources.flatMap(({ token, inputs }) =>
      Object.entries(inputs).map(([key, field]) => ({ name: `${token}.${key}`, field })),
    ),
  );
  const several = fields.filter(
    ({ field: { type, change, read } }) =>
      change === "update" && read !== undefined && (type instanceof z.ZodArray || type instanceof z.ZodRecord),
  );
  t.true(several.length >= 7);
  t.deepEqual(
    several.filter(({ field }) => mergeOf(field) === undefined).map(({ name }) => name),
    [],
  );
});
