export { importExport } from './import-export';
export { ExportFileError, type ImportNotice, type ImportReport, type ImportWarning, type WarningKind } from './report';
