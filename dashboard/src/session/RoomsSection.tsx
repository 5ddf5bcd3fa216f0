import { makeStyles, SearchBox, Subtitle1, Text, tokens } from '@fluentui/react-components';
import { useDeferredValue, useMemo, useState } from 'react';
import type { Snapshot } from '../api/types';
import { stack } from '../parts/stack';
import { t } from '../texts';
import { Filters } from './Filters';
import { roomMatches, type Filter } from './places';
import { RoomCard } from './RoomCard';

const useStyles = makeStyles({
  section: { ...stack, gap: '14px' },
  head: { display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', alignItems: 'center', gap: '8px 16px' },
  search: { width: '240px', '@media (max-width: 640px)': { width: '100%', maxWidth: 'none' } },
  cards: { display: 'grid', gap: '12px', gridTemplateColumns: 'repeat(auto-fill, minmax(min(250px, 100%), 1fr))', alignItems: 'stretch', margin: 0, padding: 0, listStyleType: 'none' },
  none: { color: tokens.colorNeutralForeground3, padding: '24px 0' },
});

/** A card for each room, always in the same order, so that nothing jumps. */
export function RoomsSection({ snapshot }: { snapshot: Snapshot }) {
  const [filter, setFilter] = useState<Filter>('all');
  const [search, setSearch] = useState('');
  const styles = useStyles();
  const wanted = useDeferredValue(search);
  const rooms = snapshot.breakout_rooms.filter((room) => roomMatches(room, filter, wanted, snapshot));
  const spelled = snapshot.breakout_rooms.map((room) => `${room.room_id}\n${room.name}`).join('\0');
  const names = useMemo(() => new Map(spelled.split('\0').map((line) => line.split('\n') as [string, string])), [spelled]);
  return (
    <section className={styles.section} aria-labelledby="rooms">
      <div className={styles.head}>
        <Subtitle1 as="h2" id="rooms">
          {t.session.rooms}
        </Subtitle1>
        <SearchBox className={styles.search} size="small" aria-label={t.filters.search} placeholder={t.filters.search} value={search} onChange={(_, { value }) => setSearch(value)} />
      </div>
      <Filters snapshot={snapshot} filter={filter} setFilter={setFilter} />
      {rooms.length === 0 && <Text className={styles.none}>{filter === 'attention' && !wanted ? t.filters.nothingWrong : t.filters.none}</Text>}
      <ul className={styles.cards} role="list">
        {rooms.map((room) => (
          <RoomCard key={room.room_id} room={room} names={names} sessionId={snapshot.session_id} unsure={snapshot.unbound_rooms.length > 0} />
        ))}
      </ul>
    </section>
  );
}
