import { useApp } from '../app';
import { useCell } from '../cell';
import { t } from '../texts';
import { roomsNeeded, studentsIn, typed, type Draft, type Wrong } from './draft';

/** Why a session can't be started as things are; null when it can. */
export function useReason(draft: Draft, wrong: Wrong, busy: boolean): string | null {
  const { backend, zoom, professorId, config } = useApp();
  const [b, z, professor] = [useCell(backend.light), useCell(zoom.light), useCell(professorId)];
  const rooms = roomsNeeded(draft);
  const why = t.start.reasons;
  if (busy) return why.busy;
  if (b.state === 'unwell') return why.noBackend;
  if (professor === null) return why.noProfessor;
  if (z.state !== 'well') return z.state === 'unwell' ? why.noZoom : why.checkingZoom;
  if (draft.lines !== null && typed(draft.lines).unclear.length > 0) return why.unclearLines;
  if (studentsIn(draft) === 0) return draft.lines === null ? why.noStudents : why.noLines;
  if (!wrong.perRoom && rooms > config.maxRooms) return why.tooManyRooms(rooms, config.maxRooms);
  return Object.values(wrong)[0] ?? null;
}
