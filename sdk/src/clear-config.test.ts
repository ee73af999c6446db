import test from "ava";
import { clearSecrets } from "./clear-config.js";

const ACCOUNT = JSON.stringify({ apiId: "a", apiKey: "b" });
const env = (encrypted: readonly string[]) => ({
  PULUMI_CONFIG: JSON.stringify({ "indiecloud:lunanode": ACCOUNT, "indiecloud:ovh": "text" }),
  PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(encrypted),
});

test("secrets of a configuration that is not encrypted are found; of an encrypted one, or where Pulumi says nothing, none", (t) => {
  t.deepEqual(clearSecrets("lunanode", env([])), ["apiKey"]);
  t.deepEqual(clearSecrets("lunanode", env(["indiecloud:lunanode"])), []);
  t.deepEqual(clearSecrets("ovh", env([])), []);
  t.deepEqual(clearSecrets("naver", env([])), []);
  t.deepEqual(clearSecrets("lunanode", { ...env([]), PULUMI_CONFIG_SECRET_KEYS: undefined }), []);
  t.deepEqual(clearSecrets("lunanode", { PULUMI_CONFIG: "{", PULUMI_CONFIG_SECRET_KEYS: "[]" }), []);
});
