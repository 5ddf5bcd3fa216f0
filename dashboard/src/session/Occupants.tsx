import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { Occupant, Room } from '../api/types';
import { t } from '../texts';

const useStyles = makeStyles({ also: { color: tokens.colorNeutralForeground2 } });

export const occupantText = ({ name, role }: Occupant): string => `${name ?? t.unnamed}${t.role[role] ? ` (${t.role[role]})` : ''}`;

/** Who is in the room now and is not of it. */
export function Occupants({ room }: { room: Room }) {
  const styles = useStyles();
  const own = new Set(room.students.map((s) => s.student_id));
  const others = room.occupants.filter((o) => o.student_id === null || !own.has(o.student_id));
  if (others.length === 0) return null;
  return (
    <Text size={200} className={styles.also}>
      {`${t.alsoHere}: ${others.map(occupantText).join(', ')}`}
    </Text>
  );
}
