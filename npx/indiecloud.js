#!/usr/bin/env node
// The command has no types and is no part of the library's exports.
const { dirname, join } = require("node:path");

const manifest = require.resolve("@indiecloud/pulumi/package.json");
require(join(dirname(manifest), require(manifest).bin.indiecloud));
