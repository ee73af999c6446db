import { generateKeyPairSync } from "node:crypto";
import test from "ava";
import { codeOf, plainServer, record, start } from "./testing.ts";

test("a login key is created with its private key, which decrypts the root password of its servers only", async (t) => {
  const { emulators, client } = await start(t);
  const created = await client.ok("createLoginKey", { keyName: "my-key" });
  const privateKey = String(created.privateKey);
  t.true(privateKey.startsWith("-----BEGIN RSA PRIVATE KEY-----\n"));
  t.deepEqual(Object.keys(created), ["keyName", "privateKey", "totalRows", "requestId", "returnCode", "returnMessage"]);
  const key = await client.first("getLoginKeyList", { keyName: "my-key" });
  t.regex(String(key.fingerprint), /^([0-9a-f]{2}:){15}[0-9a-f]{2}$/);
  t.false(JSON.stringify([key, emulators.objects("naver")]).includes("BEGIN"));
  const requested = plainServer(emulators, { loginKeyName: "my-key" });
  const id = String((await client.first("createServerInstances", requested)).serverInstanceNo);
  const password = { serverInstanceNo: id, privateKey };
  t.is(await client.code("getRootPassword", password), "1100905");
  emulators.advance(40);
  const { rootPassword } = await client.ok("getRootPassword", password);
  t.regex(String(rootPassword), /^[\w-]{12}$/);
  const oneLine = { ...password, privateKey: privateKey.replaceAll("\n", "\\n") };
  t.is((await client.ok("getRootPassword", oneLine, { method: "GET" })).rootPassword, rootPassword);
  const another = generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey;
  const wrong = String(another.export({ type: "pkcs8", format: "pem" }));
  t.is(await client.code("getRootPassword", { ...password, privateKey: wrong }), "1100905");
  t.is(await client.code("getRootPassword", { ...password, privateKey: "nonsense" }), "1100905");
  const log = JSON.stringify(emulators.requests({ operation: "getRootPassword" }));
  t.false(log.includes("BEGIN"));
  t.regex(log, /\(\d+ characters\)/);
});

test("keys of both formats are imported; other formats and duplicate names are not", async (t) => {
  const { client } = await start(t);
  const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 1024 });
  const pem = String(publicKey.export({ type: "spki", format: "pem" }));
  const row = await client.first("importLoginKey", { keyName: "pem-key", publicKey: pem });
  t.regex(String(row.fingerprint), /^([0-9a-f]{2}:){15}/);
  const ssh = String((await client.first("getLoginKeyList", { keyName: "demo-key" })).publicKey);
  const imported = await client.first("importLoginKey", { keyName: "ssh-key", publicKey: `${ssh} me@here` });
  t.is(imported.fingerprint, (await client.first("getLoginKeyList", { keyName: "demo-key" })).fingerprint);
  t.is(await client.code("importLoginKey", { keyName: "ed", publicKey: "ssh-ed25519 AAAA" }), "1000902");
  t.is(await client.code("importLoginKey", { keyName: "bad-key", publicKey: "ssh-rsa AAAA" }), "1000902");
  t.is(await client.code("importLoginKey", { keyName: "ssh-key", publicKey: ssh }), "10300");
  const { totalRows, ...rest } = await client.ok("deleteLoginKeys", {
    ...{ "keyNameList.1": "pem-key", "keyNameList.2": "ssh-key" },
  });
  t.is(totalRows, 2);
  t.deepEqual(Object.keys(rest), ["requestId", "returnCode", "returnMessage"]);
  t.is(await client.code("deleteLoginKeys", { "keyNameList.1": "ssh-key" }), "1000901");
  t.is((await client.list("getLoginKeyList")).length, 1);
});

test("without any key there is no server; without a name it is the newest key", async (t) => {
  const { emulators, client } = await start(t);
  await client.ok("createLoginKey", { keyName: "newest" });
  t.is((await client.first("createServerInstances", plainServer(emulators))).loginKeyName, "newest");
  await client.ok("deleteLoginKeys", { "keyNameList.1": "newest", "keyNameList.2": "demo-key" });
  t.is(await client.code("createServerInstances", plainServer(emulators)), "1000901");
});

test("an init script is stored unchanged, ASCII only, and not in the request log", async (t) => {
  const { emulators, client } = await start(t);
  const initScriptContent = "#!/bin/sh\necho hello & exit 0\n";
  const created = await client.first("createInitScript", { initScriptContent, initScriptName: "boot" });
  const initScriptNo = String(created.initScriptNo);
  const row = await client.first("getInitScriptDetail", { initScriptNo });
  t.deepEqual([row.initScriptContent, row.initScriptName, codeOf(row.osType)], [initScriptContent, "boot", "LNX"]);
  t.is(emulators.requests()[0]?.parameters.initScriptContent, `(${initScriptContent.length} characters)`);
  t.is(await client.code("createInitScript", { initScriptContent: "echo é" }), "1000902");
  t.is(await client.code("createInitScript", {}), "900");
  const server = await client.first("createServerInstances", plainServer(emulators, { initScriptNo }));
  t.is(server.initScriptNo, initScriptNo);
  await client.ok("deleteInitScripts", { "initScriptNoList.1": initScriptNo });
  t.deepEqual(await client.list("getInitScriptDetail", { initScriptNo }), []);
  t.is(await client.code("deleteInitScripts", { "initScriptNoList.1": initScriptNo }), "1000901");
});

test("private keys sent in a query are not in the log either", async (t) => {
  const { emulators, client } = await start(t);
  await client.code("getRootPassword", { serverInstanceNo: "1", privateKey: "secret text" }, { method: "GET" });
  t.is(record(emulators.requests()[0]?.parameters).privateKey, "(11 characters)");
});
