import { ContractsError } from '@ordena/contracts/requests';
import { CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';

import { CliError } from './errors.js';
import { reportFailure } from './report-failure.js';

describe('reportFailure', () => {
  it('is one line, whatever the message', () => {
    const { text, exitCode } = reportFailure(new Error('first\n   second'), false);
    expect(text).toBe('ordena: first second\n');
    expect(exitCode).toBe(1);
  });

  it.each([
    [new CliError('USAGE', 'x'), 2],
    [new CliError('MODEL_NOT_FOUND', 'x'), 1],
    [new CliError('INTERRUPTED', 'x'), 130],
    [new ContractsError('EMPTY_TEXT', 'x', 'TEXT'), 2],
    [new CommanderError(1, 'commander.unknownOption', 'x'), 2],
    [new CommanderError(0, 'commander.helpDisplayed', 'x'), 0],
    ['a string', 1],
  ])('exits as it should for %s', (error, exitCode) => {
    expect(reportFailure(error, false).exitCode).toBe(exitCode);
  });

  it('says nothing twice', () => {
    expect(reportFailure(new CommanderError(1, 'commander.unknownOption', 'x'), false).text).toBe('');
  });

  it('shows the stack and the causes only with --debug', () => {
    const error = new CliError('BAD_OUTPUT', 'cannot write', { cause: new RangeError('disk') });
    expect(reportFailure(error, false).text).not.toContain('disk');
    const { text } = reportFailure(error, true);
    expect(text).toContain('CliError: cannot write');
    expect(text).toContain('caused by RangeError: disk');
    expect(text).toContain('report-failure.spec');
  });
});
