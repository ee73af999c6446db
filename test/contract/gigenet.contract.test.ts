import { gigenet } from "./clouds/gigenet.ts";
import { contract } from "./suite/suite.ts";

contract(gigenet);
