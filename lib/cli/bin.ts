#!/usr/bin/env node
import './compile-cache';
import { WHOLE } from './commands/whole';
import { start } from './start';

start(WHOLE);
