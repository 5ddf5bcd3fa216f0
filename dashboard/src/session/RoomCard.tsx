import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { memo } from 'react';
import type { Location, Room } from '../api/types';
import { t } from '../texts';
import { Occupants } from './Occupants';
import { StudentLine } from './StudentLine';
import { UnlabelButton } from './UnlabelButton';

interface Props {
  room: Room;
  names: ReadonlyMap<string, string>;
  sessionId: string;
  /** Whether there are Zoom rooms which may be this one. */
  unsure: boolean;
}

const useStyles = makeStyles({
  card: {
    display: 'flex',
    flexDirection: 'column',
    gap: '8px',
    padding: '12px 14px',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderLeft: `4px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusLarge,
    contentVisibility: 'auto',
    containIntrinsicHeight: '92px',
  },
  own_room: { borderLeftColor: tokens.colorStatusSuccessBorderActive },
  main_session: { borderLeftColor: tokens.colorPaletteBlueBorderActive },
  waiting_room: { borderLeftColor: tokens.colorStatusWarningBorderActive },
  other_room: { borderLeftColor: tokens.colorStatusDangerBorderActive },
  absent: {},
  left: {},
  title: { margin: 0, fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300, fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  students: { display: 'grid', gap: '10px', margin: 0, padding: 0, listStyleType: 'none' },
  note: { color: tokens.colorNeutralForeground3 },
});

/** Drawn again only when its own room changed. */
export const RoomCard = memo(function RoomCard({ room, names, sessionId, unsure }: Props) {
  const styles = useStyles();
  const single = room.students.length === 1;
  return (
    <li className={mergeClasses(styles.card, styles[worst(room)])} data-room={room.room_id}>
      <h3 className={styles.title}>{room.name}</h3>
      <ul className={styles.students} role="list">
        {room.students.map((student) => (
          <StudentLine key={student.student_id} student={student} names={names} named={!single || student.name !== room.name} />
        ))}
      </ul>
      <Occupants room={room} />
      {unsure && room.zoom_room_id === null && (
        <Text size={200} className={styles.note} title={t.notBoundHint}>
          {t.notBound}
        </Text>
      )}
      {room.bound_by === 'label' && <UnlabelButton sessionId={sessionId} roomId={room.room_id} />}
    </li>
  );
});

const fromWorst: Location[] = ['other_room', 'waiting_room', 'main_session', 'own_room', 'absent', 'left'];

/** What the card's edge shows, when its students are in different places. */
const worst = ({ students }: Room): Location => fromWorst.find((location) => students.some((s) => s.location === location)) ?? 'absent';
