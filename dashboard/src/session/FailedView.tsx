import type { Snapshot } from '../api/types';
import { Notice } from '../parts/Notice';
import { ViewTitle } from '../parts/ViewTitle';
import { go } from '../route';
import { t } from '../texts';

export const FailedView = ({ snapshot }: { snapshot: Snapshot }) => (
  <>
    <ViewTitle text={snapshot.topic} />
    <Notice kind="error" {...t.session.failed} action={{ text: t.nav.start, run: () => go({ view: 'new' }) }} />
  </>
);
