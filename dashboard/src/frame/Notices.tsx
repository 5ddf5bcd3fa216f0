import { makeStyles, mergeClasses } from '@fluentui/react-components';
import { useApp } from '../app';
import { useCell } from '../cell';
import { stack } from '../parts/stack';
import { t } from '../texts';
import { Notice } from '../parts/Notice';

const useStyles = makeStyles({
  notices: { ...stack, gap: '8px', maxWidth: '1440px', margin: '0 auto', padding: '16px 24px 0', '@media (max-width: 640px)': { padding: '12px 12px 0' } },
});

/** Which connection is not well, why, and what happens meanwhile. */
export function Notices() {
  const { backend, zoom, channel } = useApp();
  const [b, z, live] = [useCell(backend.light), useCell(zoom.light), useCell(channel.state)];
  return (
    <div className={mergeClasses('announced', useStyles().notices)} role="status">
      {b.state === 'unwell' && <Notice kind="warning" title={t.lights.backendTitle} detail={b.detail} />}
      {z.state === 'unwell' && <Notice kind="warning" title={t.lights.zoomTitle} detail={z.detail} action={{ text: t.tryAgain, run: () => void zoom.check() }} />}
      {live === 'reconnecting' && b.state !== 'unwell' && <Notice kind="warning" title={t.lights.channelTitle} detail={t.lights.channelDetail} />}
    </div>
  );
}
