export declare const example: string;
export declare function withoutOwn(manifest: unknown): object;
export declare function lockWithoutOwn(lock: unknown, manifest: unknown): object;
