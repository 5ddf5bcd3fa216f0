import { momentText } from '../format';
import { t } from '../texts';
import type { Problem } from './problem';

/** Nothing was heard of the API itself. */
export const isOnTheWay = (problem: Problem): boolean => problem.kind === 'network' || problem.kind === 'timeout';

/** What went wrong, and what to do, in sentences for people. The server's own words where the page knows no better. */
export function explain(problem: Problem): { title: string; detail: string } {
  const { body, kind } = problem;
  const known = t.problems[kind];
  const words = known ?? { title: body.title ?? t.problems.unknown!.title, detail: body.detail ?? t.problems.unknown!.detail };
  const more = [
    kind === 'validation' ? Object.values(body.errors ?? {})[0]?.[0] : undefined,
    body.zoom_message && t.zoomSays(body.zoom_message),
    body.reset_at && t.resetAt(momentText(body.reset_at)),
    known && kind !== 'internal' ? undefined : body.trace_id && t.traceId(body.trace_id),
  ];
  return { title: words.title, detail: [words.detail, ...more.filter(Boolean)].join(' ') };
}
