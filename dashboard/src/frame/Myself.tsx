import { makeStyles } from '@fluentui/react-components';
import { useEffect } from 'react';
import { useApp } from '../app';
import { Notice } from '../parts/Notice';
import { Trouble } from '../parts/Trouble';
import { useLoaded } from '../parts/useLoaded';
import { t } from '../texts';

const useStyles = makeStyles({
  notice: { maxWidth: '1440px', margin: '0 auto', padding: '16px 24px 0', '@media (max-width: 640px)': { padding: '12px 12px 0' } },
});

/** Finds out which professor signed in: of the list they see themselves only. Says so when they are nobody here. */
export function Myself() {
  const { api, professorId } = useApp();
  const styles = useStyles();
  const { value, problem, again } = useLoaded('myself', api.professors);
  const me = value?.[0]?.id;
  useEffect(() => {
    if (me !== undefined) professorId.set(me);
  }, [professorId, me]);
  const isStranger = problem?.status === 403 || problem?.status === 404 || value?.length === 0;
  if (!isStranger && !problem) return null;
  return (
    <div className={styles.notice} role="status">
      {isStranger ? <Notice kind="warning" title={t.signIn.stranger} detail={t.signIn.strangerDetail} /> : <Trouble problem={problem!} again={again} />}
    </div>
  );
}
