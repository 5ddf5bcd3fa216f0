import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { Student } from '../api/types';
import { t } from '../texts';
import { Where } from './Where';

const useStyles = makeStyles({
  line: { display: 'grid', gap: '2px' },
  note: { color: tokens.colorNeutralForeground3, paddingLeft: '28px' },
});

interface Props {
  student: Student;
  names: ReadonlyMap<string, string>;
  /** Whether the name is said here: a room of one has it already. */
  named: boolean;
}

export function StudentLine({ student, names, named }: Props) {
  const styles = useStyles();
  const notes = [
    student.display_name && student.display_name !== student.name && student.location !== 'left' ? t.goesBy(student.display_name) : null,
    student.email_differs ? t.emailDiffers : null,
    student.devices > 1 ? t.devices(student.devices) : null,
  ].filter(Boolean);
  return (
    <li className={styles.line} data-student={student.student_id} data-location={student.location}>
      {named && <Text>{student.name}</Text>}
      <Where location={student.location} text={placeOf(student, names)} since={student.since} />
      {notes.length > 0 && (
        <Text size={200} className={styles.note}>
          {notes.join(' · ')}
        </Text>
      )}
    </li>
  );
}

function placeOf(student: Student, names: ReadonlyMap<string, string>): string {
  if (student.location !== 'other_room') return t.location[student.location];
  const room = student.current_room_id && names.get(student.current_room_id);
  return room ? t.inRoomOf(room) : t.inUnknownRoom;
}
