import { demoSite } from '../demo';
import { generatedSite } from '../generated';
import { ExportFileError, importExport, type ImportReport } from '../import';
import type { SiteData } from '../jira/site-data';
import { UsageFault } from './fault';

/** @throws UsageFault when a file cannot be read as an export */
export async function loadExport(files: readonly string[]): Promise<{ data: SiteData; report: ImportReport }> {
  try {
    return await importExport(files);
  } catch (error) {
    if (error instanceof ExportFileError) throw new UsageFault(error.message);
    throw error;
  }
}

/** The demo portfolio as of a day. */
export function loadDemo(today: string): SiteData {
  return demoSite({ today });
}

/** A portfolio of that many projects, as of a day. */
export function loadGenerated(today: string, projects: number): SiteData {
  return generatedSite({ today, projects });
}
