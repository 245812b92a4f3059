/** Something about one place of an export. `line` counts from 1; `issue` is the key, where one could be read. */
export interface ImportNotice {
  readonly file: string;
  readonly line: number;
  readonly issue: string | null;
  readonly field: string | null;
  readonly reason: string;
}

/** What was left out or looks odd, although the issue itself was loaded. */
export type WarningKind =
  'fieldIgnored' | 'statusWithoutCategory' | 'linkSkipped' | 'changelogSkipped' | 'changelogPartial';

export interface ImportWarning extends ImportNotice {
  readonly kind: WarningKind;
}

/** What became of every line. In each file, `lines` = `issues` + the unreadable ones. */
export interface ImportReport {
  /** `path` is the file's name without its folder; blank lines are not counted. */
  readonly files: readonly { readonly path: string; readonly lines: number; readonly issues: number }[];
  /** Lines that were skipped: the first 200 of `unreadableCount`. */
  readonly unreadable: readonly ImportNotice[];
  readonly unreadableCount: number;
  /** The first of each sort (kind, field and reason), at most 200. */
  readonly warnings: readonly ImportWarning[];
  /** How often each kind occurred, repetitions included. */
  readonly warningCounts: Readonly<Record<WarningKind, number>>;
}

/** A file that is not there, cannot be read or cannot be decompressed. The message is one line and names the file. */
export class ExportFileError extends Error {
  override readonly name = 'ExportFileError';
}

const KEPT = 200;

/** Gathers the notices of one import. */
export class ReportCollector {
  private readonly unreadable: ImportNotice[] = [];
  private readonly unreadablePerFile = new Map<string, number>();
  private unreadableCount = 0;
  private readonly warnings = new Map<string, ImportWarning>();
  private readonly warningCounts: Record<WarningKind, number> = {
    fieldIgnored: 0,
    statusWithoutCategory: 0,
    linkSkipped: 0,
    changelogSkipped: 0,
    changelogPartial: 0,
  };
  private readonly files: { path: string; lines: number }[] = [];

  file(path: string, lines: number): void {
    this.files.push({ path, lines });
  }

  skip(notice: ImportNotice): void {
    this.unreadableCount++;
    this.unreadablePerFile.set(notice.file, (this.unreadablePerFile.get(notice.file) ?? 0) + 1);
    if (this.unreadable.length < KEPT) this.unreadable.push(notice);
  }

  warn(warning: ImportWarning): void {
    this.warningCounts[warning.kind]++;
    if (this.warnings.size >= KEPT) return;
    const sort = `${warning.kind}\n${warning.field}\n${warning.reason}`;
    if (!this.warnings.has(sort)) this.warnings.set(sort, warning);
  }

  finish(): ImportReport {
    return {
      files: this.files.map(({ path, lines }) => ({
        path,
        lines,
        issues: lines - (this.unreadablePerFile.get(path) ?? 0),
      })),
      unreadable: [...this.unreadable].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line),
      unreadableCount: this.unreadableCount,
      warnings: [...this.warnings.values()],
      warningCounts: this.warningCounts,
    };
  }
}
