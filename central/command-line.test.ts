import { describe, expect, it } from 'vitest';
import { CommandLineError, readCommandLine } from './command-line.ts';

const environment = { XDG_DATA_HOME: '/data' };

describe('the command line of the central office', () => {
  it('serves on loopback by default, without a demonstration', () => {
    expect(readCommandLine([], environment)).toEqual({
      action: 'serve',
      dataFolder: '/data/guitai-central',
      host: '127.0.0.1',
      port: 7420,
      exitWithParent: false,
      demonstration: undefined,
      verificationAddress: undefined,
    });
  });

  it.each([
    [['--demonstration'], { demonstration: { persons: 20_000 } }],
    [['--demonstration', '--persons', '50'], { demonstration: { persons: 50 } }],
    [['--port', '0', '--host', '::1'], { port: 0, host: '::1' }],
    [['--exit-with-parent', '--data', '/x'], { exitWithParent: true, dataFolder: '/x' }],
    [
      ['enrol', '--county', '330122', '--office', 'O1'],
      { action: 'enrol', county: '330122', officeId: 'O1' },
    ],
    [['enrol', '--county', '330122', '--office', 'O1', '--workstation', 'W1'], { workstationId: 'W1' }],
    [['migrate'], { action: 'migrate', role: undefined }],
    [['migrate', '--role', 'guitai'], { action: 'migrate', role: 'guitai' }],
    [['begin-epoch', '--data', '/x'], { action: 'begin-epoch', dataFolder: '/x' }],
    [['audit', '--data', '/x'], { action: 'audit', dataFolder: '/x' }],
    [['import-outbox', 'a.gth', 'b.gth'], { action: 'import-outbox', files: ['a.gth', 'b.gth'] }],
    [['health', '--port', '81'], { action: 'health', port: 81 }],
    [['--help'], { action: 'help' }],
  ])('understands %j', (args, expected) => {
    expect(readCommandLine(args, environment)).toMatchObject(expected);
  });

  it.each([
    [['--port', '65536'], '--port wants'],
    [['--port', '-1'], 'port'],
    [['--port', '8e1'], '--port wants'],
    [['--demonstration', '--persons', '0'], '--persons wants'],
    [['--demonstration', '--persons', '1000001'], '--persons wants'],
    [['--persons', '5'], 'belongs to --demonstration'],
    [['enrol', '--office', 'O1'], '--county wants'],
    [['enrol', '--county', '33012', '--office', 'O1'], '--county wants'],
    [['enrol', '--county', '330122'], '--office wants'],
    [['import-outbox'], 'import-outbox wants the files'],
    [['serve', 'more'], 'what is "more"'],
    [['dance'], 'there is no "dance"'],
    [['--colour'], 'colour'],
  ])('refuses %j and says why', (args, sentence) => {
    expect(() => readCommandLine(args, environment)).toThrow(CommandLineError);
    expect(() => readCommandLine(args, environment)).toThrow(sentence);
  });

  describe('where papers are checked', () => {
    const at = (address: string) =>
      readCommandLine([], { ...environment, GUITAI_VERIFICATION_ADDRESS: address });

    it.each([
      ['https://central.example', 'https://central.example'],
      [' https://Central.example/yibao/ ', 'https://central.example/yibao'],
      ['https://central.example:8443', 'https://central.example:8443'],
      ['http://127.0.0.1:7420', 'http://127.0.0.1:7420'],
      ['', undefined],
    ])('is read from the environment: %j', (typed, verificationAddress) => {
      expect(at(typed)).toMatchObject({ action: 'serve', verificationAddress });
    });

    it.each([
      'central.example',
      'http://central.example',
      'ftp://central.example',
      'https://clerk@central.example',
      'https://central.example?county=330122',
      'https://central.example/#verify',
      'https://central.example/verify/',
    ])('is refused where no phone comes to the page by it: %s', (typed) => {
      expect(() => at(typed)).toThrow(CommandLineError);
      expect(() => at(typed)).toThrow('GUITAI_VERIFICATION_ADDRESS wants');
    });
  });
});
