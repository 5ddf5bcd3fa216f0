import { Notice } from '../parts/Notice';
import { ViewTitle } from '../parts/ViewTitle';
import { go } from '../route';
import { t } from '../texts';

export const NotFound = () => (
  <>
    <ViewTitle text={t.notFound.title} />
    <Notice kind="warning" title={t.notFound.detail} action={{ text: t.notFound.back, run: () => go({ view: 'history' }) }} />
  </>
);
