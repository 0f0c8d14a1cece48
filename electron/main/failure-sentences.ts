import type { DatabaseErrorCode } from '../../db/database-error.ts';
import type { DatabaseKeyFailure } from './database-key.ts';

/** In one language: what happened, and what to do. That nothing was changed is said above it on every page. */
interface Sentences {
  readonly what: string;
  readonly then: string;
}
export interface Explanation {
  readonly zh: Sentences;
  readonly en: Sentences;
}

const askAdministrator = {
  zh: '请把本页内容告诉系统管理员。',
  en: 'Please tell your system administrator what this page says.',
} as const;

const ofTheKey: Readonly<Record<DatabaseKeyFailure['code'], Explanation>> = {
  'keyring-missing': {
    zh: {
      what: '操作系统没有可用的密钥环，无法取得本机数据文件的密钥。',
      then: '请先登录或解锁操作系统的密钥环再启动本程序。没有密钥环的工作站，须由系统管理员以 --key-file 明确设为密钥文件方式。',
    },
    en: {
      what: 'The operating system has no usable keyring, so the key of the data file on this computer cannot be had.',
      then: 'Sign in to the keyring of the operating system, or unlock it, and start the program again. A workstation without a keyring has to be set up with a key file by its administrator, with --key-file.',
    },
  },
  'keyring-other': {
    zh: {
      what: '本机数据文件的密钥由密钥环 {sealedBy} 封存，而现在的密钥环是 {present}。',
      then: '请在原来的桌面环境或密钥环下登录后再启动本程序。',
    },
    en: {
      what: 'The key of the data file on this computer was sealed by the keyring {sealedBy}; the present one is {present}.',
      then: 'Sign in with the desktop or keyring that was used before and start the program again.',
    },
  },
  'key-sealed-elsewhere': {
    zh: {
      what: '操作系统的密钥环打不开本机数据文件的密钥：它由另一用户、另一台计算机或已更换的密钥环封存。',
      then: '请用原来的操作系统用户登录后再启动本程序。',
    },
    en: {
      what: 'The keyring of the operating system cannot open the key of the data file: another user, another computer or a keyring that was replaced since has sealed it.',
      then: 'Sign in as the user of the operating system that was used before and start the program again.',
    },
  },
  'key-damaged': {
    zh: {
      what: '密钥记录 database-key.json 已损坏。',
      then: '请系统管理员从备份恢复该文件。请勿删除数据文件夹中的任何文件。',
    },
    en: {
      what: 'The record of the key, database-key.json, is damaged.',
      then: 'The system administrator has to restore this file from the backup. Do not delete any file of the data folder.',
    },
  },
  'key-missing': {
    zh: {
      what: '数据文件还在，但密钥记录 database-key.json 不见了。',
      then: '请系统管理员从备份恢复该文件。请勿删除数据文件夹中的任何文件。',
    },
    en: {
      what: 'The data file is there, but the record of its key, database-key.json, is gone.',
      then: 'The system administrator has to restore this file from the backup. Do not delete any file of the data folder.',
    },
  },
  'key-unreadable': {
    zh: {
      what: '数据文件夹无法读写（{reason}）。',
      then: '请检查磁盘空间和文件夹权限后再启动本程序。',
    },
    en: {
      what: 'The data folder cannot be read or written ({reason}).',
      then: 'Check the free space of the disk and the rights of the folder, and start the program again.',
    },
  },
};

const ofTheFile: Readonly<Record<DatabaseErrorCode, Explanation>> = {
  'database-key-wrong': {
    zh: {
      what: '现有的密钥打不开本机数据文件。',
      then: '数据文件或密钥记录可能来自另一台工作站或另一份备份。请系统管理员恢复同一份备份中的 counter.db 与 database-key.json。',
    },
    en: {
      what: 'The key that is here does not open the data file on this computer.',
      then: 'The file or the record of its key may come from another workstation or another backup. The system administrator has to restore counter.db and database-key.json from one and the same backup.',
    },
  },
  'database-not-encrypted': {
    zh: { what: '数据文件夹中的 counter.db 没有加密，不是本程序写成的。', then: askAdministrator.zh },
    en: {
      what: 'The file counter.db in the data folder is not encrypted, so this program has not written it.',
      then: askAdministrator.en,
    },
  },
  'database-newer': {
    zh: { what: '本机数据文件由更新版本的程序写成，本版本不能打开。', then: '请安装最新版本的程序。' },
    en: {
      what: 'The data file on this computer was written by a newer version of the program.',
      then: 'Install the newest version of the program.',
    },
  },
  'database-damaged': {
    zh: { what: '本机数据文件不完整或已损坏。', then: '请系统管理员检查磁盘，并从备份恢复数据文件。' },
    en: {
      what: 'The data file on this computer is damaged or not whole.',
      then: 'The system administrator has to check the disk and restore the data file from the backup.',
    },
  },
  'database-missing': {
    zh: {
      what: '本机数据文件 counter.db 不见了，而它的日志还在。',
      then: '请系统管理员把该文件放回原处，或从备份恢复。请勿删除数据文件夹中的任何文件。',
    },
    en: {
      what: 'The data file counter.db is gone, while its log is still there.',
      then: 'The system administrator has to put the file back, or restore it from the backup. Do not delete any file of the data folder.',
    },
  },
  'database-unavailable': {
    zh: {
      what: '操作系统或其他程序占用了本机数据文件，暂时打不开。',
      then: '请关闭占用该文件的程序、检查文件夹权限后再启动本程序。',
    },
    en: {
      what: 'The operating system or another program does not let the data file be opened.',
      then: 'Close the program that uses the file, check the rights of the folder, and start the program again.',
    },
  },
  'database-disk-failing': {
    zh: {
      what: '本机数据文件无法读写，磁盘可能有故障。',
      then: '请重新启动电脑后再启动本程序；仍然如此的，请系统管理员检查磁盘。请勿删除数据文件夹中的任何文件。',
    },
    en: {
      what: 'The data file on this computer cannot be read or written; the disk may be failing.',
      then: 'Restart the computer and then the program; if it says the same again, the system administrator has to check the disk. Do not delete any file of the data folder.',
    },
  },
  'database-setting-refused': {
    zh: {
      what: '本机数据文件所在的磁盘不支持断电保护所需的设置。',
      then: '请系统管理员把数据文件夹放在本机磁盘上，不要放在网络磁盘上。',
    },
    en: {
      what: 'The disk of the data file does not take a setting without which a power cut could lose work.',
      then: 'The system administrator has to put the data folder on a local disk, not on a network drive.',
    },
  },
  'storage-full': {
    zh: { what: '磁盘已满，无法打开本机数据文件。', then: '请清理磁盘空间后再启动本程序。' },
    en: {
      what: 'The disk is full, so the data file on this computer cannot be opened.',
      then: 'Make room on the disk and start the program again.',
    },
  },
};

const unknown: Explanation = {
  zh: { what: '本程序的后台没有启动成功。', then: `请再启动一次；仍不成功时，${askAdministrator.zh}` },
  en: {
    what: 'The background part of the program could not be started.',
    then: `Start the program once more. ${askAdministrator.en}`,
  },
};

const all: ReadonlyMap<string, Explanation> = new Map(Object.entries({ ...ofTheKey, ...ofTheFile }));

/** What is said about a code; a code that is not known here gets a sentence too. */
export function explainFailure(code: string): Explanation {
  return all.get(code) ?? unknown;
}
