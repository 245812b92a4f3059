/** Columns of the projects' table. They stand in addresses and in saved views: a name is never given to another column. */
export const COLUMN_IDS = [
  'project',
  'key',
  'category',
  'lead',
  'tier',
  'playbook',
  'stage',
  'gate',
  'standing',
  'gateReady',
  'score',
  'change',
  'trend',
  'level',
  'coverage',
  'worst',
  'waitsFor',
  'waitedFor',
  'late',
  'waived',
  'nextLevel',
  'openIssues',
  'age',
] as const;

export type ColumnId = (typeof COLUMN_IDS)[number];

/** What a reader sees who has chosen nothing. */
export const USUAL_COLUMNS: readonly ColumnId[] = [
  ...([
    'project',
    'tier',
    'stage',
    'score',
    'change',
    'trend',
    'level',
    'worst',
    'waitsFor',
    'waitedFor',
    'late',
  ] as const),
  'lead',
];
