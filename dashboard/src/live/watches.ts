import type { Api } from '../api/api';
import { explain, isOnTheWay } from '../api/explain';
import type { Cell } from '../cell';
import { t } from '../texts';
import { Watch } from './watch';

const [minute, seconds] = [60_000, 1_000];

export const backendWatch = (api: Api): Watch =>
  new Watch(
    async () => {
      const health = await api.health();
      return health.status === 'unhealthy' ? { state: 'unwell', detail: t.lights.backendUnhealthy } : { state: 'well', detail: '' };
    },
    (problem) => ({ state: 'unwell', detail: explain(problem).detail }),
    { well: 30 * seconds, unwell: 5 * seconds },
  );

/** Whether this professor could start a class at Zoom. Each look costs calls to Zoom, so it is taken rarely while all is well. */
export const zoomWatch = (api: Api, professorId: Cell<string | null>): Watch => {
  const watch = new Watch(
    async () => {
      const report = await api.zoom(professorId.get()!);
      return { state: report.valid ? 'well' : 'unwell', detail: report.valid ? '' : report.detail };
    },
    (problem) => {
      if (isOnTheWay(problem)) return { state: 'unknown', detail: '' };
      return { state: 'unwell', detail: problem.status === 404 ? t.lights.noProfessor : explain(problem).detail };
    },
    { well: 5 * minute, unwell: 20 * seconds },
  );
  professorId.subscribe(() => void watch.check());
  return watch;
};
