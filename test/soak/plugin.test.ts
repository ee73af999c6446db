import { soakThrough } from "./test-adapter.ts";

soakThrough("plugin");
