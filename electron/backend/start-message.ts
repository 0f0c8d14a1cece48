/** What the main process tells the backend first; the key never travels any other way. */
export interface StartMessage {
  readonly kind: 'start';
  readonly dataDirectory: string;
  /** 64 hexadecimal digits. */
  readonly databaseKey: string;
  /** Where the central office is, when the command line says so; otherwise what was set up before. */
  readonly central: string | null;
  readonly enrolmentCode: string | null;
  readonly demonstration: boolean;
  /** The office that a demonstration's counter joins, the county centre without it; elsewhere the code says it. */
  readonly officeId?: string | null;
  /** The natively built SQLite driver, where the shipped one does not fit this Electron; null otherwise. */
  readonly sqliteBinding: string | null;
}

/** Comes with a transferred port; the backend answers on it only what this kind of window, or the shell, may call. */
export interface WindowPortMessage {
  readonly kind: 'window-port';
  readonly windowKind: 'counter' | 'pin-pad' | 'shell';
}

export interface StopMessage {
  readonly kind: 'stop';
}

export type MessageToBackend = StartMessage | WindowPortMessage | StopMessage;

export type MessageFromBackend =
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'failed';
      readonly code: string;
      readonly params: Readonly<Record<string, string | number>>;
    };
