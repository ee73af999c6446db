import { hostdime } from "./clouds/hostdime.ts";
import { contract } from "./suite/suite.ts";

contract(hostdime);
