import { soakThrough } from "./test-door.ts";

soakThrough("dynamic");
