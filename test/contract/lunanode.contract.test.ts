import { lunanode } from "./clouds/lunanode.ts";
import { contract } from "./suite/suite.ts";

contract(lunanode);
