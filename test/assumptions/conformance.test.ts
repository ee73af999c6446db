import test from "ava";
import type { CloudName } from "../../emulators/src/index.ts";
import { readReportedSwitches } from "../../emulators/src/like.ts";
import type { VerifyReport } from "../../provider/src/adapters/query-types.ts";
import { openVerifying } from "../../provider/src/adapters/verify/verifying.ts";
import { loadCloud } from "../../provider/src/clouds/index.ts";
import { replay } from "../../tools/conformance/replay.ts";
import { inhabitedAccount, positionAt } from "./support.ts";

/* A report sets an emulator's switches, and replaying its calls reports the differences. */

/** Switches that a cloud might match, and a change of a response that no switch explains. */
const clouds: Readonly<Record<CloudName, object>> = {
  lunanode: { listShowsStatus: false, portRange: "full", unknownCall: "404", volumeListRegion: "required" },
  hostdime: { numbersAs: "number", successError: "absent", showPower: true },
  gigenet: { awsAliases: false, dnsNames: "domain", duplicateZones: false },
  naver: { idsAs: "number", missingDetail: "error", pageBase: 0 },
  ovh: { newerFields: false, flavorMemory: "MB", errorStyle: "legacy" },
};

for (const cloud of ["lunanode", "hostdime", "gigenet", "naver", "ovh"] as const) {
  test(`${cloud}: an emulator with the report's switches responds like the reported cloud; another does not`, async (t) => {
    const { clock, config, emulators, exchange } = await inhabitedAccount(t, cloud);
    const switches = clouds[cloud];
    emulators.setSwitches(cloud, switches);
    const verifying = await openVerifying({ load: loadCloud, env: {}, clock, exchange }, cloud, config());
    await verifying.read();
    const report: VerifyReport = JSON.parse(JSON.stringify(verifying.report().report));
    const { patches } = readReportedSwitches(JSON.stringify(report));
    for (const [path, position] of Object.entries(switches)) {
      t.true(
        patches.some((patch) => positionAt(patch, path) === position),
        path,
      );
    }
    const alike = await replay(report);
    t.deepEqual(
      alike.filter(({ says }) => /^status|content type/.test(says)),
      [],
      JSON.stringify(alike),
    );
    const [first] = report.exchanges.filter(({ status }) => status === 200);
    const strange = { ...first, answer: { ...(first?.answer as object), newField: "x" } };
    const exchanges = report.exchanges.map((each) => (each === first ? strange : each)) as VerifyReport["exchanges"];
    const unlike = await replay({ ...report, exchanges, findings: [] });
    const [strangers, others] = [true, false].map((is) =>
      unlike.filter(({ says }) => (says === ".newField is there, and not here") === is),
    );
    t.is(strangers?.length, 1, JSON.stringify(unlike));
    t.true((others?.length ?? 0) > alike.length, JSON.stringify({ alike, unlike }));
  });
}
