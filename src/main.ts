import 'reflect-metadata';
import { runCommandLine } from './cli/commandLine';

void runCommandLine(process.argv.slice(2));
