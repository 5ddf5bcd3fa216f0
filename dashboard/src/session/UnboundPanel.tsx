import { makeStyles } from '@fluentui/react-components';
import type { Snapshot, UnboundRoom } from '../api/types';
import { useApp } from '../app';
import { exactTimeText } from '../format';
import { Panel } from '../parts/Panel';
import { ProblemDialog } from '../parts/ProblemDialog';
import { t } from '../texts';
import { Choice } from './Choice';
import { occupantText } from './Occupants';
import { useChange } from './useChange';

const useStyles = makeStyles({ list: { display: 'grid', gap: '12px', margin: 0, padding: 0, listStyleType: 'none' } });

/** Zoom rooms of which nobody knows yet which planned room they are: Zoom never sends a room's name. */
export function UnboundPanel({ snapshot }: { snapshot: Snapshot }) {
  const { api } = useApp();
  const { busy, problem, run, clear } = useChange();
  const styles = useStyles();
  const { unbound_rooms, breakout_rooms, session_id } = snapshot;
  if (unbound_rooms.length === 0) return null;

  const unknown = breakout_rooms.toSorted((a, b) => Number(a.zoom_room_id !== null) - Number(b.zoom_room_id !== null));
  const options = unknown.map((room) => ({ value: room.room_id, text: room.name }));
  const who = (room: UnboundRoom) => room.occupants.map(occupantText).join(', ') || t.unbound.nobody;
  return (
    <Panel title={t.unbound.title(unbound_rooms.length)}>
      <ul className={styles.list}>
        {unbound_rooms.map((room) => (
          <Choice
            key={room.zoom_room_id}
            name={who(room)}
            detail={t.unbound.seen(exactTimeText(room.first_seen))}
            label={t.unbound.which(who(room))}
            prompt={t.unbound.choose}
            options={options}
            confirm={t.unbound.set}
            busy={busy}
            choose={(roomId) => void run(() => api.label(session_id, roomId, room.zoom_room_id))}
          />
        ))}
      </ul>
      <ProblemDialog problem={problem} close={clear} />
    </Panel>
  );
}
