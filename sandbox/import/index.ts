export { importExport } from './import-export';
export { ExportFileError, type ImportReport } from './report';
