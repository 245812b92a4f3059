import path from 'node:path';
import {
  checkedDay,
  checkedFiles,
  checkedPort,
  checkedSize,
  checkedStorageRate,
  readFlags,
} from '../../../sandbox/cli/arguments';
import { UsageFault } from '../../../sandbox/cli/fault';

const FLAGS = { port: { type: 'string' }, fresh: { type: 'boolean' } } as const;
const FILE = path.resolve(__dirname, 'arguments.test.ts');

function faultOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof UsageFault) return error.message;
    throw error;
  }
  return 'no fault';
}

describe('flags of the commands', () => {
  it('reads what it knows', () => {
    expect(readFlags(['--port', '9000', '--fresh'], FLAGS)).toEqual({ port: '9000', fresh: true });
    expect(checkedPort('9000', 1)).toBe(9000);
    expect(checkedPort('0', 1)).toBe(0);
    expect(checkedPort(undefined, 8420)).toBe(8420);
    expect(checkedDay('2026-02-28')).toBe('2026-02-28');
    expect(checkedDay(undefined)).toBeNull();
    expect(checkedFiles([FILE])).toEqual([FILE]);
    expect(checkedSize('200')).toBe(200);
    expect(checkedSize(undefined)).toBeNull();
    expect(checkedStorageRate('90000')).toBe(90_000);
    expect(checkedStorageRate(undefined)).toBeNull();
  });

  it.each<[string, () => unknown, RegExp]>([
    ['an unknown flag', () => readFlags(['--prot', '1'], FLAGS), /^Unknown option '--prot'\. --help/],
    ['a stray word', () => readFlags(['stray'], FLAGS), /^Unexpected argument 'stray'/],
    ['a flag without its value', () => readFlags(['--port'], FLAGS), /--port <value>' argument missing/],
    ['a value for a switch', () => readFlags(['--fresh=no'], FLAGS), /--fresh' does not take an argument/],
    ['a port out of range', () => checkedPort('65535', 1), /^--port 65535: /],
    ['a port that is no number', () => checkedPort('http', 1), /^--port http: /],
    ['a day that no calendar has', () => checkedDay('2026-02-30'), /^--as-of 2026-02-30: /],
    ['no projects at all', () => checkedSize('0'), /^--generate 0: /],
    ['more projects than a machine holds', () => checkedSize('2001'), /^--generate 2001: /],
    ['a storage that gives nothing', () => checkedStorageRate('0'), /^--storage-rate 0: /],
    ['a file that is not there', () => checkedFiles(['nowhere']), /^--issues nowhere: there is no such file\.$/],
    ['a folder', () => checkedFiles([__dirname]), /: that is not a file\.$/],
  ])('refuses %s in one line', (_what, read, words) => {
    const fault = faultOf(read);
    expect(fault).toMatch(words);
    expect(fault).not.toContain('\n');
  });
});
