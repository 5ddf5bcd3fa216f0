import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import type { Attendee } from '../api/types';
import { spanText } from '../format';
import { t } from '../texts';

const useStyles = makeStyles({
  bar: { display: 'flex', gap: '2px', height: '14px', borderRadius: tokens.borderRadiusSmall, overflow: 'hidden' },
  own: { backgroundColor: tokens.colorStatusSuccessBackground3 },
  other: { backgroundColor: tokens.colorStatusDangerBackground3 },
  main: { backgroundColor: tokens.colorPaletteBlueBorderActive },
  legend: { display: 'flex', flexWrap: 'wrap', gap: '4px 16px', margin: 0, padding: 0, listStyleType: 'none' },
  entry: { display: 'flex', gap: '6px', alignItems: 'center' },
  swatch: { width: '12px', height: '12px', borderRadius: tokens.borderRadiusSmall },
  note: { color: tokens.colorNeutralForeground3 },
});

type Place = 'own' | 'other' | 'main';

const places: Place[] = ['own', 'other', 'main'];

/** Where somebody was for how long, on a scale that all bars share. */
export function TimeBar({ attendee, longest }: { attendee: Attendee; longest: number }) {
  const styles = useStyles();
  const seconds = { own: attendee.own_room_seconds, other: attendee.other_room_seconds, main: attendee.main_seconds };
  const there = places.filter((place) => seconds[place] > 0);
  const words = there.map((place) => `${t.after.places[place]} ${spanText(seconds[place] * 1000)}`).join(', ');
  return (
    <>
      <div className={styles.bar} role="img" aria-label={words} title={words}>
        {there.map((place) => (
          <span key={place} className={styles[place]} style={{ width: `${(100 * seconds[place]) / longest}%` }} />
        ))}
      </div>
      {attendee.rooms_incomplete && (
        <Text size={200} className={styles.note}>
          {t.after.incomplete}
        </Text>
      )}
    </>
  );
}

export function Legend() {
  const styles = useStyles();
  return (
    <ul className={styles.legend} aria-hidden>
      {places.map((place) => (
        <li key={place} className={styles.entry}>
          <span className={mergeClasses(styles.swatch, styles[place])} />
          <Text size={200}>{t.after.places[place]}</Text>
        </li>
      ))}
    </ul>
  );
}
