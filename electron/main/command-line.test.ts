import { describe, expect, it } from 'vitest';
import { readCommandLine } from './command-line.ts';

const read = (...words: string[]) => readCommandLine(words, '/home/clerk/.config/guitai', '/srv');

describe('the command line', () => {
  it('keeps the data in the standard directory, the demonstration apart from real work', () => {
    expect(read().dataDirectory).toBe('/home/clerk/.config/guitai/data');
    expect(read('--demonstration').dataDirectory).toBe('/home/clerk/.config/guitai/demonstration');
    expect(read('--demonstration', '--data=/tmp/d').dataDirectory).toBe('/tmp/d');
  });

  it('takes a relative data directory from where the program was started', () => {
    expect(read('--data=counter 3').dataDirectory).toBe('/srv/counter 3');
  });

  it('passes over what it does not know and takes an empty value for none', () => {
    const line = read('--no-sandbox', '/app', '--central=', '--data=', '--enrolment-code');
    expect(line).toEqual({
      dataDirectory: '/home/clerk/.config/guitai/data',
      central: null,
      enrolmentCode: null,
      demonstration: false,
      officeId: null,
      keyFile: false,
      developerTools: false,
    });
  });

  it('takes the last of an option that comes twice, and "=" within a value', () => {
    const line = read(
      '--central=https://a',
      '--central=https://b/?x=1',
      '--enrolment-code=AB=CD',
      '--key-file',
      '--office=O2',
    );
    expect(line).toMatchObject({
      central: 'https://b/?x=1',
      enrolmentCode: 'AB=CD',
      keyFile: true,
      officeId: 'O2',
    });
  });
});
