/** The first six addresses and the last one of a subnet are not usable (§4.7). */
export const RESERVED_IN_SUBNET = { first: 6, last: 1 };
