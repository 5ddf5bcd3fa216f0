import type { Snapshot } from '../api/types';
import { Notice } from '../parts/Notice';
import { t } from '../texts';

/** What the server warns of. */
export const Warnings = ({ warnings }: Pick<Snapshot, 'warnings'>) =>
  warnings.map(({ code, detail }) => <Notice key={code} kind="warning" title={t.warnings[code] ?? detail} />);
