import * as nodeModule from 'node:module';

/** Newer Nodes (22.1 and later) keep compiled code between runs; older ones have no such function. */
(nodeModule as { enableCompileCache?: () => unknown }).enableCompileCache?.();
