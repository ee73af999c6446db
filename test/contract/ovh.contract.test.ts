import { ovh } from "./clouds/ovh.ts";
import { contract } from "./suite/suite.ts";

contract(ovh);
