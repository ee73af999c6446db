import test from "ava";
import { chargesOf } from "./charges.ts";

test("a failed list is reported, and does not hide the others", async (t) => {
  const api = { volumes: ["a", "b"] };
  const { charges, failures } = await chargesOf(api, "Fake", [
    { noun: "volume", list: async ({ volumes }) => volumes.map((id) => ({ id })) },
    { noun: "backup schedule", list: () => Promise.reject(new Error("no right to look")) },
  ]);
  t.deepEqual(charges, [
    { id: "a", noun: "volume" },
    { id: "b", noun: "volume" },
  ]);
  t.deepEqual(failures, ["Fake: the backup schedules could not be listed. no right to look"]);
});
