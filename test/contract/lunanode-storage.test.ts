import test from "ava";
import { differences, keyOf, refresh, up } from "../support/fixture.ts";
import { lunaNodeFixture, SCRIPT, VM, WEB } from "../support/lunanode-fixture.ts";

const BOOT = "#!/bin/sh\necho hello > /etc/motd\n";

for (const scriptNewlines of ["keep", "crlf"] as const) {
  test(`line ends, ${scriptNewlines}: a startup script is sent as Unix has it, and is the same either way`, async (t) => {
    const fixture = await lunaNodeFixture(t, { scriptNewlines });
    const windows = BOOT.replaceAll("\n", "\r\n");
    const script = await up(fixture.cloudProvider(), SCRIPT, "boot", { content: windows });
    const [row] = fixture.emulators.objects("lunanode").filter(({ kind }) => kind === "script");
    t.is(row?.content, scriptNewlines === "crlf" ? windows : BOOT);
    const seen = await refresh(fixture.cloudProvider(), SCRIPT, script);
    t.deepEqual(seen.inputs, script.inputs);
    t.deepEqual(await differences(fixture.cloudProvider(), SCRIPT, seen, { ...script.inputs, content: BOOT }), []);
  });
}

test("a VM takes startup scripts by their id and by their name", async (t) => {
  const fixture = await lunaNodeFixture(t);
  const boot = await up(fixture.cloudProvider(), SCRIPT, "boot", { content: BOOT });
  const named = await up(fixture.cloudProvider(), SCRIPT, "named", { name: "second", content: BOOT });
  await up(fixture.cloudProvider(), VM, "web", { ...WEB, startupScripts: [boot.id, "second"] });
  t.deepEqual(fixture.vms()[0]?.scriptIds, [boot.id, keyOf(named)]);
});
