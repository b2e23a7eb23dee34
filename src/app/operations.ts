/** The roles of a person or key; an integrator is a key. */
export const ROLES = ['rep', 'manager', 'hr', 'payroll', 'auditor', 'admin', 'integrator'] as const;
export type Role = (typeof ROLES)[number];

/** Who may do what: every verb stands here once, and is refused to every role that does not. */
export const OPERATIONS = {
  'publish-plan': ['hr', 'admin'],
  'propose-plan': ['hr', 'admin'],
  // What is not in force yet is nobody's business but theirs who make the rules, and the auditor's.
  'read-plan-proposals': ['hr', 'auditor', 'admin'],
  'decide-plan': ['hr', 'admin'],
  'read-plan': ['hr', 'payroll', 'auditor', 'admin', 'integrator'],
  'import-data': ['hr', 'admin', 'integrator'],
  'load-demo': ['admin'],
  'ingest-activities': ['hr', 'admin', 'integrator'],
  'read-activities': ['rep', 'manager', 'hr', 'payroll', 'auditor', 'admin', 'integrator'],
  'read-master-data': ['manager', 'hr', 'payroll', 'auditor', 'admin', 'integrator'],
  'save-master-data': ['hr', 'admin', 'integrator'],
  // Whoever leads a team knows first what has happened; it is decided by those who answer for targets.
  'propose-recalibration': ['manager', 'hr', 'admin'],
  'read-recalibrations': ['manager', 'hr', 'payroll', 'auditor', 'admin'],
  'decide-recalibration': ['hr', 'admin'],
  'read-figures': ['rep', 'manager', 'hr', 'payroll', 'auditor', 'admin', 'integrator'],
  'read-leaderboards': ['rep', 'manager', 'hr', 'payroll', 'auditor', 'admin', 'integrator'],
  'read-rules': ['rep', 'manager', 'hr', 'payroll', 'auditor', 'admin', 'integrator'],
  'read-settlements': ['hr', 'payroll', 'auditor', 'admin'],
  'read-jobs': ['hr', 'payroll', 'auditor', 'admin', 'integrator'],
  'settle-period': ['payroll', 'admin'],
  'approve-settlement': ['payroll', 'admin'],
  'read-results': ['hr', 'payroll', 'auditor', 'admin'],
  'explain-award': ['rep', 'manager', 'hr', 'payroll', 'auditor', 'admin'],
  'read-people': ['hr', 'auditor', 'admin'],
  'manage-people': ['hr', 'admin'],
  // A rep the own data, the others those of everybody.
  'export-personal-data': ['rep', 'hr', 'admin'],
  'erase-personal-data': ['hr', 'admin'],
  'seal-ledger': ['payroll', 'admin'],
  'verify-ledger': ['payroll', 'auditor', 'admin'],
  'manage-keys': ['admin'],
  'read-keys': ['auditor', 'admin'],
  rebuild: ['admin'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;
export type Operation = keyof typeof OPERATIONS;

/** Whether a role may do something. */
export const mayDo = (role: Role, operation: Operation): boolean =>
  (OPERATIONS[operation] as readonly Role[]).includes(role);
