import { naver } from "./clouds/naver.ts";
import { contract } from "./suite/suite.ts";

contract(naver);
