#!/usr/bin/env node
import { basename } from 'node:path';
import '../../lib/cli/compile-cache';
import { ALONE } from '../../lib/cli/commands/alone';
import { start } from '../../lib/cli/start';

// kubectl starts a plugin under its own name.
const isPlugin = /^kubectl-stateful(\.exe)?$/.test(basename(process.argv0));
start(ALONE, isPlugin ? 'kubectl stateful' : undefined);
