import test from "ava";
import { switchesOf } from "../../provider/src/engine/definition/assumption.ts";
import { assumptionsOf, inhabitedAccount, patchOf, positionAt } from "./support.ts";
import { conditions, otherPositions, switchesOfCloud } from "./switches.ts";

/*
 * The assumptions about the clouds, as data: the list is complete, and every probe that only reads finds the right position.
 */

/** Switches that only take effect when an emulator starts. */
const AT_START = new Set(["regionMenu"]);

for (const cloud of ["lunanode", "hostdime", "gigenet", "naver", "ovh"] as const) {
  const { defaultSwitches } = switchesOfCloud[cloud];

  test(`${cloud}: every switch that represents an assumption has one, and every assumption has its switch`, async (t) => {
    const assumptions = await assumptionsOf(cloud);
    const known = assumptions.flatMap(switchesOf);
    for (const path of known) {
      t.not(positionAt(defaultSwitches, path), undefined, `there is no switch ${path}`);
    }
    const covered = new Set([...known.map((path) => path.split(".")[0]), ...conditions[cloud]]);
    t.deepEqual(
      Object.keys(defaultSwitches).filter((name) => !covered.has(name)),
      [],
    );
    t.deepEqual(
      conditions[cloud].filter((name) => known.includes(name)),
      [],
    );
    const ids = assumptions.map(({ id }) => id);
    t.is(new Set(ids).size, ids.length);
  });

  test(`${cloud}: the assumed position is the emulator's default`, async (t) => {
    for (const assumption of await assumptionsOf(cloud)) {
      if ("switch" in assumption) {
        t.is(positionAt(defaultSwitches, assumption.switch), assumption.assumed, assumption.id);
        t.true(otherPositions(cloud, assumption.switch).length > 0, assumption.switch);
      }
    }
  });

  test(`${cloud}: each probe that only reads finds the position of its switch, and changes nothing`, async (t) => {
    const account = await inhabitedAccount(t, cloud);
    const { emulators } = account;
    const findingsOf = async (place: typeof account) => {
      place.emulators.clearRequests();
      const { findings } = await place.verify();
      t.deepEqual(
        place.emulators.requests(cloud).filter(({ kind }) => kind === "write"),
        [],
      );
      return (id: string) => findings.find((finding) => finding.id === id);
    };
    const usual = await findingsOf(account);
    for (const assumption of await assumptionsOf(cloud)) {
      if (!("switch" in assumption) || assumption.probe.by !== "read") continue;
      const { switch: path, assumed, id } = assumption;
      t.like(usual(id), { position: assumed, result: "holds" }, `${id}: ${JSON.stringify(usual(id))}`);
      for (const position of otherPositions(cloud, path)) {
        const isAtStart = AT_START.has(path);
        const place = isAtStart ? await inhabitedAccount(t, cloud, patchOf(path, position)) : account;
        if (!isAtStart) emulators.setSwitches(cloud, patchOf(path, position));
        const found = (await findingsOf(place))(id);
        t.like(found, { position, result: "does not hold" }, `${id}: ${JSON.stringify(found)}`);
      }
      emulators.setSwitches(cloud, patchOf(path, assumed));
    }
  });
}
